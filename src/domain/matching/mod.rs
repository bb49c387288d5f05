//! Matching of workers and vacancies: a pure, deterministic rule score that can be explained line by line.
//!
//! One pair goes in ([`WorkerProfile`], [`VacancyProfile`], [`Facts`]), one [`Assessment`] comes out: the hard
//! conditions one by one, the soft reasons with their points, the score, and, for a near miss, what would have to
//! give way. Nothing is learnt or hidden: every point is a line of [`weights`], and the version of that table is
//! kept with the result, because a person may ask how an automated suggestion about him came about (Personal
//! Information Protection Law, art. 24).
//!
//! Fairness: sex, ethnicity, household category and health are in no score. Physical limits only take part as hard
//! conditions that protect the worker. Wishes that tell of faith, marriage or family carry points when jobs are
//! ordered for the person, and none when people are ordered for a post ([`Direction`]). The order of *service* by
//! priority group is a matter of the station's work list, not of this module.
//!
//! Reading order: `profile` and `keys` (what goes in), `codes` (what can be said), `hard`, `soft_work`,
//! `soft_life` (the rules), `assess` (one pair), `rank` (many), [`profiles`] (from the records and back to lists).

mod assess;
mod assessment;
mod codes;
mod hard;
mod keys;
mod pair;
mod places;
mod profile;
pub mod profiles;
mod rank;
mod soft_life;
mod soft_work;
#[cfg(test)]
mod tests;
pub mod weights;

pub use assess::{Context, assess};
pub use assessment::{Arg, Args, Assessment, GivesWay, HardCheck, Reason};
pub use codes::{HardCode, ReasonCode, Severity, Side};
pub use keys::{Demand, Direction, Education, Kind, Limit, PayForm, Provision, Sex, Shift, SkillLevel};
pub use places::{Geography, Occupations, PlaceClass, PrefixCodes, Relation};
pub use profile::{Facts, Retention, Skill, VacancyProfile, Want, WorkerProfile};
pub use rank::{Candidate, Ranking, rank, shortlist, shortlist_people};
