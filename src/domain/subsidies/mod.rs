//! Subsidies (补贴): policies as rows, who is eligible and why, claims through village, township and county, notices, objections, and the
//! sheets that are filed.
//!
//! Reading order: [`terms`] (what a policy can say), [`period`], [`eligible`] with [`reasons`] (the engine, pure), `facts` (what it must
//! know), `policies`, `run` (everybody judged), [`state`] (the life of a claim as one table), `claims`, `steps` and `cross` (what is
//! compared before somebody says yes), `notices`, `objections`, `papers`, `views` and [`summary`].
//!
//! Three rules carry the rest. A policy in force is never changed. A person or firm claims once a period under all editions of a policy: a
//! unique index of the database keeps it. And nothing that hangs in public can carry an identity number: its type has no room for one.

mod claims;
mod cross;
pub mod eligible;
mod facts;
mod notices;
mod objections;
mod papers;
pub mod period;
mod policies;
pub mod reasons;
mod run;
pub mod state;
mod steps;
pub mod summary;
pub mod terms;
mod views;

pub use claims::{
    AccountInput, ClaimInput, Prospect, by_id as claim_by_id, file, in_state, prospect, reveal_account, set_account,
    visible_to as claims_visible_to,
};
pub use cross::{Finding, Row, findings};
pub use facts::{of_people, place_of};
pub use notices::{NoticeRow, PublicNotice, PublicRow, list as notices, notice_by_id, public};
pub use objections::{ObjectionRow, answer, list as objections, object, objection_by_id};
pub use papers::add_paper;
pub use policies::{
    PolicyInput, by_id as policy_by_id, change, draft, editions, end, is_open, list as policies, start,
    visible_to as policies_visible_to,
};
pub use run::{PARTS, Part, RunCount, RunPage, RunRow, page as run_page, run};
pub use steps::{MOST as MOST_AT_ONCE, Refused, StepInput, Taken, phone_check, take};
pub use views::{
    ClaimFilter, ClaimRecord, ClaimRow, JobRow, PolicyCount, by_policy, counts, list as claims, record, rows_of,
};
