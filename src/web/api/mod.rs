//! The JSON interface under `/api/v1`.

mod matching;
pub mod openapi;
mod vacancies;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let staff = Guard::May(Action::Match);
    Routes::new()
        .post("/api/v1/match/vacancies", staff, matching::vacancies)
        .post("/api/v1/match/workers", staff, matching::workers)
        .get("/api/openapi.json", Guard::Open, openapi::page)
        .get("/api/v1/vacancies", Guard::Open, vacancies::list)
        .get("/api/v1/vacancies/suggest", Guard::Open, vacancies::suggest)
        .get("/api/v1/vacancies/changes", Guard::Open, vacancies::changes)
        .get("/api/v1/vacancies/{id}", Guard::Open, vacancies::one)
}
