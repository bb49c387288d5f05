//! Workers: lists, records, registering, duplicates.

mod bulk;
mod duplicates;
mod edit;
mod fill;
mod find;
mod form;
mod history;
mod list;
mod new;
mod record;
mod reveal;
mod sections;
pub mod view;

pub(super) use view::{masked_phone, status_badge};

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadWorkers);
    let edit = Guard::May(Action::EditWorkers);
    let merge = Guard::May(Action::MergeWorkers);
    let reveal = Guard::May(Action::RevealWorkers);
    Routes::new()
        .get("/workers", read, list::page)
        .post("/workers/find", read, find::submit)
        .post("/workers/bulk", edit, bulk::submit)
        .get("/workers/new", edit, new::page)
        .post("/workers/new", edit, new::submit)
        .get("/workers/duplicates", merge, duplicates::queue_page)
        .get("/workers/duplicates/{one}/{other}", merge, duplicates::pair_page)
        .post("/workers/duplicates/{one}/{other}", merge, duplicates::decide)
        .get("/workers/{id}", read, record::page)
        .get("/workers/{id}/history", read, history::page)
        .get("/workers/{id}/reveal", reveal, reveal::page)
        .post("/workers/{id}/reveal", reveal, reveal::submit)
        .get("/workers/{id}/edit/{section}", edit, edit::page)
        .post("/workers/{id}/edit/{section}", edit, edit::submit)
}
