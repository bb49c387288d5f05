//! The figures that the two governments answer for. Each is an [`Indicator`]: a code, a unit, a definition in words (`docs/figures.md`), and
//! a query of the list behind it. The number is never anything but the length, or the sum, of that list.
//!
//! Reading order: [`asked`] (which period, place and day), [`facts`] (what a list is made of), [`indicator`], [`catalogue`] (all of them, one
//! file a group: to add one, add a row there and its words), [`count`] (numbers), [`list`] (people and proofs behind a number), `freeze`,
//! [`sheet`] and [`difference`] (frozen figures), [`checks`] (rows that cannot be right), [`overview`] (the leader's page).

pub mod asked;
pub mod catalogue;
pub mod checks;
pub mod count;
pub mod difference;
pub mod facts;
mod freeze;
pub mod indicator;
pub mod list;
mod of_fairs;
mod of_trainings;
mod of_wishes;
pub mod overview;
mod report;
pub mod retention;
pub mod sheet;
pub mod survival;

pub use asked::{Asked, Period};
pub use freeze::{Freeze, freeze};
pub use indicator::{About, Indicator, Listed, Once, Rule, Unit};
pub use report::{Figure, Report, report};
