//! The rules. Knows the entities and the database; knows no HTTP, no HTML and no index.
//!
//! Reading order: [`actor`] and [`access`] (who may do what), [`unit`] (how anything is written), then the nouns. A noun may use only
//! those above it in this list:
//!
//! [`files`] · [`accounts`] · [`workers`] · [`employers`] · [`vacancies`] · [`matching`] · [`placements`] · [`applications`] ·
//! [`follow_ups`] · [`cases`] · [`returned`] · [`round`] · [`fairs`] · [`reports`] · [`today`] · [`interchange`]

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
pub mod cases;
pub mod employers;
pub mod fairs;
pub mod files;
pub mod follow_ups;
pub mod interchange;
pub mod matching;
pub mod placements;
pub mod reports;
pub mod returned;
pub mod round;
pub mod today;
pub mod vacancies;
pub mod workers;
