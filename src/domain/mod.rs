//! The rules. Knows the entities and the database; knows no HTTP, no HTML and no index.
//!
//! Reading order: [`actor`] and [`access`] (who may do what), [`unit`] (how anything is written), then the nouns. A noun may use only
//! those above it in this list:
//!
//! [`files`] · [`accounts`] · [`workers`] · [`employers`] · [`vacancies`] · [`matching`] · [`pairings`] · [`placements`] ·
//! [`applications`] · [`follow_ups`] · [`cases`] · [`returned`] · [`round`] · [`fairs`] · [`trainings`] · [`batches`] ·
//! [`workshops`] · [`subsidies`] · [`ledgers`] · [`today`] · [`interchange`] · [`figures`] · [`plans`] · [`registers`]

pub mod access;
pub mod actor;
pub mod attempts;
pub mod checks;
pub mod clock;
pub mod error;
pub mod integrity;
pub mod moves;
pub mod page;
pub mod scope;
pub mod unit;

pub mod accounts;
pub mod applications;
pub mod batches;
pub mod cases;
pub mod employers;
pub mod fairs;
pub mod figures;
pub mod files;
pub mod follow_ups;
pub mod interchange;
pub mod ledgers;
pub mod matching;
pub mod pairings;
mod papers;
pub mod placements;
pub mod plans;
pub mod registers;
pub mod returned;
pub mod round;
pub mod subsidies;
pub mod today;
pub mod trainings;
pub mod vacancies;
pub mod workers;
pub mod workshops;
