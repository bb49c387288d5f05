//! The public board: search, results, one vacancy. The JSON interface asks through the same [`run::run`].

mod card;
mod filters;
mod list;
pub mod query;
pub mod run;
mod show;
mod understood;
mod words;

pub use card::{Card, cards};
pub use words::thousands;

use super::routes::{Guard, Routes};

/// The routes of this folder.
pub fn routes() -> Routes {
    Routes::new()
        .get("/vacancies", Guard::Open, list::page)
        .get("/vacancies/{id}", Guard::Open, show::page)
}
