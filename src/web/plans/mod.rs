//! Pairings and yearly plans with their targets.

mod edit;
mod list;
mod pairing;
mod show;
mod targets;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadPlans);
    let edit = Guard::May(Action::EditPlans);
    Routes::new()
        .get("/figures/plans", read, list::page)
        .get("/figures/plans/new", edit, edit::new_page)
        .post("/figures/plans/new", edit, edit::create)
        .get("/figures/plans/{id}", read, show::page)
        .get("/figures/plans/{id}/edit", edit, edit::page)
        .post("/figures/plans/{id}/edit", edit, edit::update)
        .get("/figures/plans/{id}/targets", edit, targets::page)
        .post("/figures/plans/{id}/targets", edit, targets::update)
        .get("/figures/pairings/new", edit, pairing::new_page)
        .post("/figures/pairings/new", edit, pairing::create)
        .get("/figures/pairings/{id}/edit", edit, pairing::page)
        .post("/figures/pairings/{id}/edit", edit, pairing::update)
}
