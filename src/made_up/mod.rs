//! Made-up content: the hand-written demo story, and a generator of any number of workers, employers, vacancies and
//! past placements for benchmarks.
//!
//! Both give the same records ([`Worker`], [`Employer`], [`Vacancy`]), so one seeder serves both. Records are pure data:
//! no database, no clock. Dates are told in days before or after the seeding day, so the story is as fresh on any day.
//!
//! Everybody here is made up. Identity numbers start with the unassigned region 999999 and phones with 19900, and firm
//! names have brands of three characters drawn at random.

mod adverts;
mod employers;
mod history;
mod kinds;
mod people;
mod random;
mod records;
mod story;
mod vacancies;
mod words;
mod workers;

pub use employers::{Employers, employers};
pub use history::{PastPerson, PastPlacement, PlacementsHistory, placements_history, workshop_history};
pub use kinds::{
    ConsentWay, Contract, Demand, Education, EmployerKind, EmployerState, HouseholdBase, Insurance, LeaveReason, Limit,
    Monitor, Origin, PayForm, PhoneOwner, PhoneState, Proof, Provision, Role, Scope, Sex, Shift, Size, Source, Term,
    VacancyState, Want, WorkStatus,
};
pub use random::Random;
pub use records::{Consent, Employer, Household, Intent, Pay, Phone, Skill, Status, Text, User, Vacancy, Worker};
pub use story::{Story, StoryError, story};
pub use vacancies::{Vacancies, vacancies};
pub use words::Village;
pub use workers::{Workers, workers};

#[cfg(test)]
mod tests;
