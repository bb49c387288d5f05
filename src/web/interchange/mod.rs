//! Bringing files in and taking lists out.

mod batch;
mod confirm;
pub mod errors;
mod exports;
mod list;
mod upload;
mod views;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// Largest file that may be uploaded, counted while it streams in.
const UPLOAD_BYTES: usize = 10_000_000;
/// What the other fields and the frame of the form may add.
const FRAME_BYTES: usize = 64 * 1024;

/// The routes of this folder.
pub fn routes() -> Routes {
    let import = Guard::May(Action::ImportFiles);
    let export = Guard::May(Action::ExportFiles);
    Routes::new()
        .get("/imports", import, list::page)
        .get("/imports/new", import, upload::page)
        .post(
            "/imports/new",
            import,
            upload::submit.layer(DefaultBodyLimit::max(UPLOAD_BYTES + FRAME_BYTES)),
        )
        .get("/imports/{id}", import, batch::page)
        .post("/imports/{id}/columns", import, batch::choose)
        .post("/imports/{id}/confirm", import, confirm::confirm)
        .post("/imports/{id}/continue", import, confirm::go_on)
        .post("/imports/{id}/cancel", import, confirm::cancel)
        .get("/imports/{id}/errors.xlsx", import, errors::download)
        .get("/exports", export, exports::page)
        .post("/exports", export, exports::submit)
        .get("/exports/{file}", export, exports::download)
}
