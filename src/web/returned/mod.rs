//! People who came back: the list, and what is done for each.

mod list;
mod record;
mod steps;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadFollowUps);
    let edit = Guard::May(Action::EditFollowUps);
    Routes::new()
        .get("/returned", read, list::page)
        .get("/returned/{id}", read, record::page)
        .post("/returned/{id}/policy", edit, steps::policy)
        .post("/returned/{id}/guidance", edit, steps::guidance)
        .post("/returned/{id}/offer", edit, steps::offer)
        .post("/returned/{id}/end", edit, steps::end)
}
