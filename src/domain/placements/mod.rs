//! Placements (就业记录): a person at work. What every reported figure counts.
//!
//! Reading order: [`state`] (the table of steps), [`kind`] (which class a placement has, by codes), `open` (how one begins), `change`
//! (evidence, verification, leaving, changing jobs), `correct` (what was written down wrongly), [`calls`], [`retention`] and [`help`] (what follows an arrival, a proof and an end),
//! `queries` (who sees what). At most one open full-time placement per person: a partial unique index of the database keeps it, whoever
//! writes.

pub mod calls;
mod change;
mod correct;
pub mod help;
pub mod kind;
mod offer;
mod open;
mod queries;
pub mod retention;
pub mod state;
mod touch;

pub use change::{Proof, ProofFile, add_evidence, change_job, leave, mark, verify, verify_opened};
pub use correct::{Correction, correct};
pub use offer::Offer;
pub use open::{PlacementInput, open, open_for};
pub use queries::{
    PlacementCard, PlacementFilter, PlacementRecord, by_id, card, cards, list, open_of, record, visible_to,
};
pub use touch::{found_there, join_workshop, lost_touch, shift_first_day};
