//! The plain ledgers: one list, one record and one form for all of them.

mod edit;
mod form;
mod list;
mod show;
mod words;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use entity::codes::Code as _;
use entity::ledger_entry;

use super::files::UPLOAD_BYTES;
use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// Key of the ledger of a row, for addresses.
pub fn key(row: &ledger_entry::Model) -> &'static str {
    row.ledger.key()
}

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadLedgers);
    let edit = Guard::May(Action::EditLedgers);
    Routes::new()
        .get("/figures/ledgers", read, list::index)
        .get("/figures/ledgers/{ledger}", read, list::page)
        .get("/figures/ledgers/{ledger}/new", edit, edit::new_page)
        .post(
            "/figures/ledgers/{ledger}/new",
            edit,
            edit::create.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .get("/figures/ledger-rows/{id}", read, show::page)
        .get("/figures/ledger-rows/{id}/edit", edit, edit::page)
        .post(
            "/figures/ledger-rows/{id}/edit",
            edit,
            edit::update.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .post("/figures/ledger-rows/{id}/void", edit, show::void)
}
