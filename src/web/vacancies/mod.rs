//! Vacancies as staff and employers work on them: drafts, review, publishing.

mod act;
mod edit;
mod facts;
mod form;
mod list;
mod record;
pub mod words;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadVacancies);
    let edit = Guard::May(Action::EditVacancies);
    let review = Guard::May(Action::ReviewVacancies);
    Routes::new()
        .get("/manage/vacancies", read, list::page)
        .get("/manage/vacancies/new", edit, edit::new_page)
        .post("/manage/vacancies/new", edit, edit::create)
        .get("/manage/vacancies/{id}", read, record::page)
        .get("/manage/vacancies/{id}/edit", edit, edit::edit_page)
        .post("/manage/vacancies/{id}/edit", edit, edit::save)
        .post("/manage/vacancies/{id}/submit", edit, act::submit)
        .post("/manage/vacancies/{id}/pause", edit, act::pause)
        .post("/manage/vacancies/{id}/resume", edit, act::resume)
        .post("/manage/vacancies/{id}/withdraw", edit, act::withdraw)
        .post("/manage/vacancies/{id}/copy", edit, act::copy)
        .post("/manage/vacancies/{id}/publish", review, act::publish)
        .post("/manage/vacancies/{id}/return", review, act::return_with)
        .post("/manage/vacancies/{id}/take-down", review, act::take_down)
        .post("/manage/vacancies/{id}/waive", review, act::waive)
}
