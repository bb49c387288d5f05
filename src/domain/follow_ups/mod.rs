//! Follow-ups (回访): who is to be called today, what they said, and what it does to their placement.
//!
//! Reading order: [`crate::domain::placements::calls`] (which calls a placement gets), `list` (whom to call), `call` (one person's page),
//! `record` (what they said), [`difference`] (promise against word), `silence` (when somebody is lost), `of_employer` (the firm's own word),
//! [`retention`] (what it proves).

mod call;
pub mod difference;
mod list;
mod of_employer;
mod record;
mod silence;

pub use crate::domain::placements::retention;
pub use call::{CallPage, by_id, call};
pub use difference::{Difference, Facts, differences};
pub use list::{CallFilter, CallGroup, CallRow, DoneRow, PhoneCard, When, done_today, due_condition, list};
pub use of_employer::{OwnPerson, own_people, silent_for_long, still_here};
pub use record::{Answers, NoAnswer, Recorded, Telling, all_well, no_answer, record, reveal};
pub use silence::{EMPLOYER_DAYS, FAILED_CALLS, Silence, is_lost, lose_silent, plan_missing};
