//! Follow-ups: the call list, one call, and the firm's own list of people who are still there.

mod call;
mod form;
mod list;
mod steps;
mod still_here;
pub(super) mod words;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder. The id is that of the placement.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadFollowUps);
    let edit = Guard::May(Action::EditFollowUps);
    let confirm = Guard::May(Action::ConfirmOnPost);
    Routes::new()
        .get("/follow-ups", read, list::page)
        .get("/follow-ups/{id}", read, call::page)
        .post("/follow-ups/{id}", edit, steps::record)
        .post("/follow-ups/{id}/well", edit, steps::well)
        .post("/follow-ups/{id}/no-answer", edit, steps::no_answer)
        .post("/follow-ups/{id}/phone", edit, steps::phone)
        .get("/still-here", confirm, still_here::page)
        .post("/still-here", confirm, still_here::submit)
}
