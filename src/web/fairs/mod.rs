//! Job fairs: the pages for everybody, for employers, for the door, for the booths, and for those who plan and report.

mod book;
mod booths;
mod desk;
mod door;
mod edit;
mod invitations;
mod link;
mod list;
mod manage;
mod papers;
mod posts;
mod print;
mod record;
mod sheet;
mod show;
mod statistics;
mod steps;
mod ticket;
mod tickets;
mod words;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;

use super::files::UPLOAD_BYTES;
use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadFairs);
    let edit = Guard::May(Action::EditFairs);
    let invite = Guard::May(Action::InviteToFairs);
    Routes::new()
        .merge(public())
        .get("/manage/fairs", read, manage::page)
        .get("/manage/fairs/statistics", read, sheet::page)
        .get("/manage/fairs/statistics.xlsx", read, sheet::download)
        .get("/manage/fairs/new", edit, edit::new_page)
        .post("/manage/fairs/new", edit, edit::create)
        .get("/manage/fairs/{id}", read, record::page)
        .get("/manage/fairs/{id}/edit", edit, edit::page)
        .post("/manage/fairs/{id}/edit", edit, edit::save)
        .post("/manage/fairs/{id}/steps/{step}", edit, steps::take)
        .get("/manage/fairs/{id}/papers", edit, papers::page)
        .post(
            "/manage/fairs/{id}/papers",
            edit,
            papers::upload.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .get("/manage/fairs/{id}/papers/{file}", read, papers::download)
        .get("/manage/fairs/{id}/booths", read, booths::page)
        .post("/manage/fairs/{id}/booths/{booth}/review", edit, booths::review)
        .post("/manage/fairs/{id}/booths/{booth}/sign-in", edit, booths::sign_in)
        .get("/manage/fairs/{id}/tickets", read, tickets::page)
        .post("/manage/fairs/{id}/tickets/match", invite, tickets::match_records)
        .get("/manage/fairs/{id}/tickets/print", invite, print::tickets)
        .get("/manage/fairs/{id}/tickets/{ticket}/phone", invite, tickets::ask_phone)
        .post("/manage/fairs/{id}/tickets/{ticket}/phone", invite, tickets::phone)
        .get("/manage/fairs/{id}/invitations", read, invitations::page)
        .get(
            "/manage/fairs/{id}/invitations/suggestions",
            invite,
            invitations::suggestions,
        )
        .post(
            "/manage/fairs/{id}/invitations/suggestions",
            invite,
            invitations::invite,
        )
        .post(
            "/manage/fairs/{id}/invitations/{invitation}/answer",
            invite,
            invitations::answer,
        )
        .get("/manage/fairs/{id}/invitations/print", invite, print::ask_calls)
        .post("/manage/fairs/{id}/invitations/print", invite, print::calls)
        .get("/manage/fairs/{id}/statistics", read, statistics::page)
}

/// The pages for everybody, for employers, for the door and the booths.
fn public() -> Routes {
    let book = Guard::May(Action::BookBooths);
    let work = Guard::May(Action::WorkBooths);
    let door = Guard::May(Action::KeepFairDoor);
    Routes::new()
        .get("/fairs", Guard::Open, list::page)
        .get("/fairs/{id}", Guard::Open, show::page)
        .get("/fairs/{id}/sign-up", Guard::Open, ticket::form)
        .post("/fairs/{id}/sign-up", Guard::Open, ticket::sign_up)
        .get("/fairs/{id}/ticket", Guard::Open, ticket::slip)
        .get("/fairs/{id}/book", book, book::page)
        .post("/fairs/{id}/book", book, book::submit)
        .post("/fairs/{id}/booths/{booth}/withdraw", book, book::withdraw)
        .get("/fairs/{id}/booths/{booth}", work, desk::page)
        .post("/fairs/{id}/booths/{booth}/question", work, desk::question)
        .post("/fairs/{id}/booths/{booth}/wish", work, desk::wish)
        .post("/fairs/{id}/booths/{booth}/settle", work, desk::settle)
        .post("/fairs/{id}/booths/{booth}/apply", work, desk::apply)
        .get("/fairs/{id}/door", door, door::page)
        .post("/fairs/{id}/door", door, door::enter)
        .post("/fairs/{id}/door/batch", door, door::batch)
}
