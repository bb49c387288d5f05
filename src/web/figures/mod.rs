//! Figures: the catalogue, each figure with its list, the leader's page, frozen sheets, and records to mend.

pub(super) mod ask;
mod chart;
mod checks;
mod export;
mod fairs;
mod freeze;
mod funnel;
mod list;
mod overview;
mod retention;
mod sheets;
mod show;
pub(super) mod words;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadFigures);
    let freeze = Guard::May(Action::FreezeFigures);
    Routes::new()
        .get("/figures", read, overview::page)
        .get("/figures/all", read, list::page)
        .get("/figures/funnel", read, funnel::page)
        .get("/figures/retention", read, retention::page)
        .get("/figures/fairs", Guard::May(Action::ReadFairs), fairs::page)
        .get("/figures/of/{code}", read, show::page)
        .get(
            "/figures/of/{code}/list.xlsx",
            Guard::May(Action::ExportFiles),
            export::download,
        )
        .get("/figures/checks", read, checks::page)
        .get("/figures/checks/{code}", read, checks::rows)
        .get("/figures/sheets", read, sheets::page)
        .get("/figures/sheets/new", freeze, freeze::page)
        .post("/figures/sheets/new", freeze, freeze::create)
        .get("/figures/sheets/{id}", read, sheets::sheet)
        .get("/figures/sheets/{id}/{code}", read, sheets::number)
}
