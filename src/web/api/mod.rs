//! The JSON interface under `/api/v1`.

pub mod openapi;
mod vacancies;

use super::routes::{Guard, Routes};

/// The routes of this folder.
pub fn routes() -> Routes {
    Routes::new()
        .get("/api/openapi.json", Guard::Open, openapi::page)
        .get("/api/v1/vacancies", Guard::Open, vacancies::list)
        .get("/api/v1/vacancies/suggest", Guard::Open, vacancies::suggest)
        .get("/api/v1/vacancies/changes", Guard::Open, vacancies::changes)
        .get("/api/v1/vacancies/{id}", Guard::Open, vacancies::one)
}
