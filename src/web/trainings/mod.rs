//! Trainings: the pages for those who plan them, who give seats and call the roll, and the short list for everybody.

mod attendance;
mod certificates;
mod days;
mod edit;
mod enrol;
mod exam;
mod learn;
mod list;
mod papers;
mod posts;
mod print;
mod record;
mod requests;
mod steps;
pub(super) mod words;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;

use super::files::UPLOAD_BYTES;
use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadTrainings);
    let edit = Guard::May(Action::EditTrainings);
    let seat = Guard::May(Action::SeatTrainings);
    Routes::new()
        .merge(public())
        .get("/trainings", read, list::page)
        .get("/trainings/certificates", read, certificates::expiring)
        .get("/trainings/new", edit, edit::new_page)
        .post("/trainings/new", edit, edit::create)
        .get("/trainings/{id}", read, record::page)
        .get("/trainings/{id}/edit", edit, edit::page)
        .post("/trainings/{id}/edit", edit, edit::save)
        .post("/trainings/{id}/steps/{step}", edit, steps::take)
        .post("/trainings/{id}/heads", edit, steps::heads)
        .get("/trainings/{id}/papers", edit, papers::page)
        .post(
            "/trainings/{id}/papers",
            edit,
            papers::upload.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .get("/trainings/{id}/papers/{file}", read, papers::download)
        .get("/trainings/{id}/enrol", seat, enrol::page)
        .post("/trainings/{id}/enrol", seat, enrol::submit)
        .post("/trainings/{id}/seats/{seat}/withdraw", seat, enrol::withdraw)
        .post("/trainings/{id}/seats/{seat}/recommend", seat, posts::recommend)
        .post("/trainings/{id}/days", edit, days::add)
        .post("/trainings/{id}/days/{day}/drop", edit, days::remove)
        .get("/trainings/{id}/days/{day}", read, attendance::page)
        .post("/trainings/{id}/days/{day}", seat, attendance::submit)
        .get("/trainings/{id}/exam", edit, exam::page)
        .post("/trainings/{id}/exam", edit, exam::submit)
        .get("/trainings/{id}/certificates", edit, certificates::page)
        .post("/trainings/{id}/certificates", edit, certificates::submit)
        .post("/trainings/{id}/posts", edit, posts::tie)
        .post("/trainings/{id}/posts/{vacancy}/untie", edit, posts::untie)
        .get("/trainings/{id}/requests", read, requests::page)
        .post("/trainings/{id}/requests/match", seat, requests::look_again)
        .post("/trainings/{id}/requests/{request}/seat", seat, requests::seat)
        .post("/trainings/{id}/requests/{request}/refuse", seat, requests::refuse)
        .get("/trainings/{id}/requests/{request}/phone", seat, requests::ask_phone)
        .post("/trainings/{id}/requests/{request}/phone", seat, requests::phone)
        .get("/trainings/{id}/roster", read, print::roster)
        .get("/trainings/{id}/sheet", read, print::sheet)
        .get("/trainings/{id}/roster.xlsx", read, print::download)
}

fn public() -> Routes {
    Routes::new()
        .get("/learn", Guard::Open, learn::list)
        .get("/learn/{id}", Guard::Open, learn::page)
        .post("/learn/{id}", Guard::Open, learn::ask)
}
