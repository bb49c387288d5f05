//! Signing in and out, one's own password, and the accounts that administrators manage.

mod edit;
mod list;
mod password;
mod sign_in;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let manage = Guard::May(Action::ManageAccounts);
    Routes::new()
        .get("/sign-in", Guard::Open, sign_in::page)
        .post("/sign-in", Guard::Open, sign_in::submit)
        .post("/sign-out", Guard::SignedIn, sign_in::sign_out)
        .get("/account/password", Guard::SignedIn, password::page)
        .post("/account/password", Guard::SignedIn, password::submit)
        .post("/account/sign-out-everywhere", Guard::SignedIn, password::sign_out_everywhere)
        .get("/accounts", manage, list::page)
        .get("/accounts/new", manage, edit::new_page)
        .post("/accounts/new", manage, edit::create)
        .get("/accounts/{id}", manage, edit::page)
        .post("/accounts/{id}", manage, edit::update)
        .post("/accounts/{id}/reset-password", manage, edit::reset_password)
        .post("/accounts/{id}/disable", manage, edit::disable)
        .post("/accounts/{id}/enable", manage, edit::enable)
}
