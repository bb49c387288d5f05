//! Vacancies (岗位): what is offered, whether the wording is lawful, and the way from draft to published to full or expired.
//!
//! [`state`] is the machine as a table; [`rules`] what a post must say; [`findings`] what the law objects to; the rest are commands.

mod commands;
mod expiry;
mod findings;
mod input;
mod list;
mod minimum_wage;
mod moves;
mod pay;
mod places;
pub mod public;
mod queries;
pub mod rules;
pub mod state;
mod take_over;
mod waivers;

pub use commands::{CHANGED, Updated, draft, repost, update};
pub use expiry::expire_due;
pub use findings::{VacancyFinding, findings, findings_in};
pub use input::{VacancyInput, demands_of};
pub use list::{Listed, VacancyFilter, VacancyList, VacancySort, list};
pub use minimum_wage::hourly_minimum_fen;
pub use moves::{pause, problems_before_review, publish, resume, return_with, submit, take_down, withdraw};
pub use pay::{Pay, by_the_hour, hourly_fen};
pub use places::{release_place, take_place};
pub use queries::{by_id, open_by_id, open_on, visible_to};
pub use take_over::{TAKEN_OVER, TakenOver, take_over};
pub use waivers::{Judged, is_author, judged, waive};
