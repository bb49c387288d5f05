//! Workshops (帮扶车间): recognised by dated rules, kept by monthly rolls, counted by what their records say.
//!
//! Reading order: [`state`] (the table of steps), [`judge`] (whether a rule is met, with the people behind it), [`month`], [`days`] and
//! [`sums`] (what a roll is made of), `rulebook` (the rules), `input`, `commands`, `papers` and `moves` (a workshop's life), `people` (taking
//! in), `rolls`, `attendance`, `pay` and `editions` (a month), `queries` (who sees what), `warnings` (what must be mended) and [`figures`].

mod attendance;
mod commands;
pub mod days;
mod editions;
pub mod figures;
mod input;
pub mod judge;
pub mod month;
mod moves;
mod papers;
mod pay;
mod people;
mod queries;
mod rolls;
mod rulebook;
pub mod state;
pub mod sums;
mod warnings;

pub use attendance::{Attended, set_days};
pub use commands::{apply, change};
pub use editions::{attach_sheet, close, reopen};
pub use input::WorkshopInput;
pub use moves::{StepInput, standing_of, step};
pub use papers::{add_paper, papers_of};
pub use pay::{LineInput, set_pay};
pub use people::{PersonRow, TakeIn, adopt, adoptable, people_on, take_in};
pub use queries::{Filter, WorkshopRow, by_id, firms, list, projects, visible_to};
pub use rolls::{MonthSum, Roll, RollLine, add_missing, months_of, open, roll_of};
pub use rulebook::{RuleInput, create_rule, end_rule, rule_by_id, rule_on, rules};
pub use warnings::{Warning, overdue_rolls, warned, warnings_of};
