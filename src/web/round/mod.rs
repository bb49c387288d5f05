//! The monthly round: how far it is, one village, one person, and the same on paper.

mod alerts;
mod home;
mod person;
mod sheet;
mod typing;
mod village;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadWorkers);
    let edit = Guard::May(Action::EditWorkers);
    Routes::new()
        .get("/round", read, home::page)
        .get("/round/villages/{code}", read, village::page)
        .post("/round/villages/{code}", edit, village::same)
        .post("/round/villages/{code}/sheets", edit, sheet::make)
        .get("/round/sheets/{id}", read, sheet::page)
        .get("/round/rows/{code}", edit, sheet::row)
        .get("/round/people/{id}", edit, person::page)
        .post("/round/people/{id}", edit, person::submit)
        .get("/round/typing", edit, typing::page)
        .post("/round/typing", edit, typing::submit)
        .get("/round/alerts", read, alerts::page)
        .post("/round/alerts/{id}", edit, alerts::submit)
}
