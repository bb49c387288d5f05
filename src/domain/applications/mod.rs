//! Applications (推荐 / 报名): a person and a post brought together, from the first word to arrival.
//!
//! Reading order: [`state`] (the one table of steps), `sign_up` and `recommend` (how one begins), `decide` (interview, hiring, the ways out),
//! `arrive` (proof opens the placement), `own` (what the person does with the reference number), `sweep` (what the service ends by itself),
//! `queries`, `list` and `employer_view` (who sees what).
//!
//! Two rules carry the rest. An employer's user sees a person only through [`ApplicantCard`], and only while the person's consent to this
//! employer stands (Personal Information Protection Law, article 23). And whoever changes an application locks its worker first, so that no
//! two steps of one person can meet, and places of a post are counted by the database alone.

mod arrive;
mod at_fair;
mod consents;
mod decide;
mod employer_view;
mod list;
mod own;
mod queries;
mod recommend;
mod reference;
mod sign_up;
pub mod state;
mod sweep;

pub use arrive::{ArrivalInput, PROOFS, arrive};
pub use at_fair::at_fair;
pub use consents::{CONSENT_FORM, ConsentGiven};
pub use decide::{Interview, Step, hire, invite, reject, send, withdraw};
pub use employer_view::{ApplicantCard, PhoneRule, for_employer, one_for_employer, reveal_phone};
pub use list::{ApplicationFilter, ApplicationRow, ApplicationSort, counts, list};
pub use own::{OwnApplication, agree_own, own, proven, slip, take_back_consent, withdraw_own};
pub use queries::{Record, by_id, record, visible_to};
pub use recommend::{Outcome, RecommendInput, recommend};
pub use reference::Reference;
pub use sign_up::{SignUp, sign_up};
pub use state::{By, OPEN};
pub use sweep::{SILENT_DAYS, close_gone, end_without_consent, lapse_silent};
