//! Placements: the list, the record, and what happens to one.

mod forms;
mod list;
mod new;
mod record;
mod steps;
pub(super) mod words;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;

use super::files::UPLOAD_BYTES;
use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadPlacements);
    let edit = Guard::May(Action::EditPlacements);
    Routes::new()
        .get("/placements", read, list::page)
        .get("/placements/new", edit, new::page)
        .post("/placements/new", edit, new::create)
        .get("/placements/{id}", read, record::page)
        .post(
            "/placements/{id}/verify",
            edit,
            steps::verify.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .post(
            "/placements/{id}/evidence",
            edit,
            steps::evidence.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .post("/placements/{id}/mark", edit, steps::mark)
        .post("/placements/{id}/first-day", edit, steps::first_day)
        .post(
            "/placements/{id}/leave",
            Guard::May(Action::ReportLeaving),
            steps::leave,
        )
        .get("/placements/{id}/change", edit, new::change_page)
        .post("/placements/{id}/change", edit, new::change)
}
