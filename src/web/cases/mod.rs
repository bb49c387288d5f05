//! Cases: the list, one case with its steps, opening one, and the letter that passes it on.

mod form;
mod letter;
mod list;
mod new;
mod record;
mod steps;
pub(super) mod words;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadCases);
    let edit = Guard::May(Action::EditCases);
    Routes::new()
        .get("/cases", read, list::page)
        .get("/cases/new", edit, new::page)
        .post("/cases/new", edit, new::create)
        .get("/cases/{id}", read, record::page)
        .get("/cases/{id}/letter", read, letter::page)
        .post("/cases/{id}/take", edit, steps::take)
        .post("/cases/{id}/note", edit, steps::note)
        .post("/cases/{id}/refer", edit, steps::refer)
        .post("/cases/{id}/came-back", edit, steps::came_back)
        .post("/cases/{id}/solve", edit, steps::solve)
        .post("/cases/{id}/close", edit, steps::close)
        .post("/cases/{id}/reopen", edit, steps::reopen)
        .post("/cases/{id}/offer", edit, steps::offer)
        .post("/cases/{id}/accept", edit, steps::accept)
        .post("/cases/{id}/give-back", edit, steps::give_back)
}
