//! The JSON interface under `/api/v1`.

mod matching;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let staff = Guard::May(Action::Match);
    Routes::new()
        .post("/api/v1/match/vacancies", staff, matching::vacancies)
        .post("/api/v1/match/workers", staff, matching::workers)
}
