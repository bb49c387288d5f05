//! Workshops: the list, the record with its steps and papers, people, the roll of a month with its ledger, and the rules of recognition.

mod attendance;
mod edit;
mod ledger;
mod list;
mod month;
mod papers;
mod pay;
mod people;
mod record;
mod rules;
mod steps;
mod take;
mod words;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;

use super::files::UPLOAD_BYTES;
use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadWorkshops);
    let edit = Guard::May(Action::EditWorkshops);
    Routes::new()
        .get("/workshops", read, list::page)
        .get("/workshops/new", edit, edit::new_page)
        .post("/workshops/new", edit, edit::create)
        .merge(rules())
        .get("/workshops/{id}", read, record::page)
        .get("/workshops/{id}/edit", edit, edit::page)
        .post("/workshops/{id}/edit", edit, edit::save)
        .post("/workshops/{id}/steps", edit, steps::take)
        .get("/workshops/{id}/papers", edit, papers::page)
        .post(
            "/workshops/{id}/papers",
            edit,
            papers::upload.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .get("/workshops/{id}/papers/{file}", read, papers::download)
        .get("/workshops/{id}/people", read, people::page)
        .post("/workshops/{id}/people", edit, people::adopt)
        .get("/workshops/{id}/people/take", edit, take::page)
        .post("/workshops/{id}/people/take", edit, take::take)
        .merge(rolls())
}

fn rules() -> Routes {
    let write = Guard::May(Action::RecogniseWorkshops);
    Routes::new()
        .get("/workshops/rules", Guard::May(Action::ReadWorkshops), rules::page)
        .get("/workshops/rules/new", write, rules::new_page)
        .post("/workshops/rules/new", write, rules::create)
        .post("/workshops/rules/{id}/end", write, rules::end)
}

fn rolls() -> Routes {
    let read = Guard::May(Action::ReadWorkshops);
    let keep = Guard::May(Action::KeepRolls);
    Routes::new()
        .get("/workshops/{id}/roll/{month}", read, attendance::page)
        .post("/workshops/{id}/roll/{month}", keep, attendance::save)
        .post("/workshops/{id}/roll/{month}/open", keep, month::open)
        .post("/workshops/{id}/roll/{month}/people", keep, month::add_missing)
        .get("/workshops/{id}/roll/{month}/pay", keep, pay::page)
        .post("/workshops/{id}/roll/{month}/pay", keep, pay::save)
        .post("/workshops/{id}/roll/{month}/close", keep, month::close)
        .post("/workshops/{id}/roll/{month}/correct", keep, month::correct)
        .post(
            "/workshops/{id}/roll/{month}/sheet",
            keep,
            month::attach.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .get("/workshops/{id}/roll/{month}/sheet", read, month::sheet)
        .get("/workshops/{id}/roll/{month}/print", read, ledger::print)
        .get("/workshops/{id}/roll/{month}/ledger.xlsx", read, ledger::download)
}
