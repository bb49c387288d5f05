//! Transfers to the employers: planning, people, roll calls on a phone, hand-over, paper.

mod add;
mod arrivals;
mod calls;
mod contact;
mod edit;
mod hand_over;
mod list;
mod papers;
mod passenger;
mod points;
mod print;
mod record;
mod roll;
mod sheet;
mod steps;
mod vehicles;
mod words;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;

use super::files::UPLOAD_BYTES;
use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadBatches);
    let edit = Guard::May(Action::EditBatches);
    let roll = Guard::May(Action::CallRoll);
    let reveal = Guard::May(Action::RevealWorkers);
    Routes::new()
        .get("/arrivals", Guard::May(Action::OwnEmployer), arrivals::page)
        .get("/batches", read, list::page)
        .get("/batches/new", edit, edit::new_page)
        .post("/batches/new", edit, edit::create)
        .get("/batches/{id}", read, record::page)
        .get("/batches/{id}/edit", edit, edit::page)
        .post("/batches/{id}/edit", edit, edit::save)
        .post("/batches/{id}/steps/{step}", edit, steps::take)
        .get("/batches/{id}/vehicles/new", edit, vehicles::new_page)
        .post("/batches/{id}/vehicles/new", edit, vehicles::create)
        .get("/batches/{id}/vehicles/{vehicle}", edit, vehicles::page)
        .post("/batches/{id}/vehicles/{vehicle}", edit, vehicles::save)
        .get("/batches/{id}/points/new", edit, points::new_page)
        .post("/batches/{id}/points/new", edit, points::create)
        .get("/batches/{id}/points/{point}", edit, points::page)
        .post("/batches/{id}/points/{point}", edit, points::save)
        .get("/batches/{id}/add", edit, add::page)
        .post("/batches/{id}/add", edit, add::submit)
        .post("/batches/{id}/seats", edit, passenger::place_all)
        .get("/batches/{id}/papers", edit, papers::page)
        .post("/batches/{id}/papers", edit, papers::save)
        .get("/batches/{id}/passengers/{passenger}", edit, passenger::page)
        .post("/batches/{id}/passengers/{passenger}", edit, passenger::save)
        .post("/batches/{id}/passengers/{passenger}/end", edit, passenger::end)
        .get("/batches/{id}/passengers/{passenger}/contact", reveal, contact::page)
        .post("/batches/{id}/passengers/{passenger}/contact", reveal, contact::reveal)
        .get("/batches/{id}/roll/{kind}", roll, roll::page)
        .post("/batches/{id}/roll/{kind}", roll, roll::mark)
        .post("/batches/{id}/roll/{kind}/batch", roll, roll::batch)
        .get("/batches/{id}/calls", roll, calls::page)
        .post("/batches/{id}/calls", roll, calls::reveal)
        .post("/batches/{id}/told", roll, calls::told)
        .get("/batches/{id}/hand-over/{employer}", edit, hand_over::page)
        .post(
            "/batches/{id}/hand-over/{employer}",
            edit,
            hand_over::submit.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .get(
            "/batches/{id}/hand-overs/{list}",
            Guard::May(Action::ReadHandOvers),
            hand_over::download,
        )
        .get("/batches/{id}/print", read, print::page)
        .get("/batches/{id}/list.xlsx", read, sheet::download)
}
