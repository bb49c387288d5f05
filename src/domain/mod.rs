//! The rules. Knows the entities and the database; knows no HTTP, no HTML and no index.
//!
//! Reading order: [`actor`] and [`access`] (who may do what), [`unit`] (how anything is written), then the nouns in the order in which
//! they may use each other: accounts, workers, employers, vacancies, matching, applications, placements, interchange.

pub mod access;
pub mod accounts;
pub mod actor;
pub mod clock;
pub mod error;
pub mod page;
pub mod unit;
