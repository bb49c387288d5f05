//! Trainings (培训): classes with a roster, days, an exam and certificates, and talks; from the plan to who was at work half a year later.
//!
//! Reading order: [`state`] (the machine of trainings with what guards each step, and the one of seats, as tables), [`rules`] (filing,
//! days, shares), `commands` and `moves` (plan, change, go on), `days`, `seats` (never two for one person, never more than there are, and
//! nobody sits in two classes on one day), `attendance`, `exam` and `certificates`, `posts` (who hires afterwards), `requests` (who asks
//! for a seat without an account), `outcomes` (who was at work after 90 and 180 days).
//!
//! A class counts somebody once, if the person was there for the required share of its hours; a talk counts each person who was there, and
//! beside the names the heads that were counted (人次). The lists behind indicator T10 stand in `figures::catalogue`.

mod attendance;
mod certificates;
mod commands;
mod days;
mod exam;
mod hours;
mod input;
mod moves;
mod outcomes;
mod papers;
mod posts;
mod queries;
mod requests;
pub mod rules;
mod seats;
pub mod state;
mod suggestions;

pub use attendance::{Roll, RollLine, marks_of, roll, take};
pub use certificates::{Expiring, Issue, expiring, issue, running_out, runs_until};
pub use commands::{count_heads, plan, update};
pub use days::{add as add_day, days_of, drop as drop_day};
pub use exam::{Result as ExamResult, examine};
pub(in crate::domain) use hours::{hours_in_all, hours_there};
pub use input::TrainingInput;
pub use moves::step;
pub use outcomes::{Outcome, Outcomes, outcomes};
pub use papers::{add_paper, papers_of};
pub use posts::{TiedPost, recommended_to, tie, tied, tied_by_id, to_tie, untie};
pub use queries::{
    Seat, TrainingFilter, TrainingRow, by_id, list, public_by_id, public_list, seat_by_id, seats_of, to_mark,
    visible_to,
};
pub use requests::{
    RequestInput, ask, look_again, refuse, requests_of, reveal_phone, seat_for, waiting as waiting_requests,
};
pub use seats::{Enrolment, enrol, withdraw};
pub use suggestions::{Candidate, candidates};
