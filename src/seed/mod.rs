//! Writing made-up records into the database: the demo story, and as much generated data as a benchmark asks for.
//!
//! The records come from [`crate::made_up`]; this module knows what rows they become, many to a statement. Every date is counted from the
//! moment that is passed in, and everything leaves the traces that the commands of the domain leave: moves of the state machines, outbox
//! rows for the index, and an audit row for each transaction.

mod accounts;
mod aftercare;
mod batches;
mod cooperation;
mod demo;
mod desk;
mod employers;
mod fairs;
mod generate;
mod introductions;
mod keys;
mod past;
mod placements;
mod rows;
mod subsidies;
mod trainings;
mod vacancies;
mod workers;
mod workshops;

use chrono::{DateTime, Utc};

use crate::domain::error::DomainError;
use crate::domain::unit::Core;
use crate::made_up::StoryError;
use crate::vault::VaultError;

pub use demo::PASSWORD;
pub use generate::Amount;

/// Why nothing was seeded.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The demo story is only for new databases: it would stand among real people.
    #[error("the database is not empty; the demo story is only written into a new one")]
    NotEmpty,
    /// Generated people or firms are there already, perhaps from an earlier run.
    #[error("{0} of the generated people and firms are in the database already; generate into another one")]
    Collides(u64),
    /// A record is not what the database can hold.
    #[error("a made-up record cannot be written: {0}")]
    Record(String),
    /// The files of the story are damaged.
    #[error(transparent)]
    Story(#[from] StoryError),
    /// A number could not be sealed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] sea_orm::DbErr),
    /// The unit of work failed.
    #[error(transparent)]
    Domain(#[from] DomainError),
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Log-ins.
    pub accounts: usize,
    /// Workers.
    pub workers: usize,
    /// Employers.
    pub employers: usize,
    /// Vacancies.
    pub vacancies: usize,
    /// Applications.
    pub applications: usize,
    /// Placements.
    pub placements: usize,
}

/// Writes made-up records as of one moment.
pub struct Seeder {
    core: Core,
    now: DateTime<Utc>,
}

impl Seeder {
    /// A seeder whose today is the Beijing day of `now`.
    #[must_use]
    pub fn new(core: Core, now: DateTime<Utc>) -> Self {
        Self { core, now }
    }
}
