//! Registers: on the screen, on paper, as workbooks, and the pack of a month.

mod ask;
mod file;
mod layouts;
mod list;
mod numbers;
mod print;
mod show;
mod words;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadFigures);
    let export = Guard::May(Action::ExportFiles);
    Routes::new()
        .get("/registers", read, list::page)
        .post("/registers/pack", export, file::pack)
        .get("/registers/numbers", export, numbers::page)
        .post("/registers/numbers/{id}/decide", export, numbers::decide)
        .post("/registers/numbers/{id}/take", export, numbers::take)
        .post("/registers/layouts/{id}/forget", read, layouts::forget)
        .get("/registers/{register}", read, show::page)
        .get("/registers/{register}/print", read, print::page)
        .post("/registers/{register}/file", export, file::one)
        .post("/registers/{register}/layout", read, layouts::keep)
        .post("/registers/{register}/numbers", export, numbers::ask)
}
