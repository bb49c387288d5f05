//! What every part of the seeding needs: the keys, the day, and who is said to have written what down.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use entity::codes::{Code, Subject};
use entity::{pairing, state_move};
use sea_orm::Set;
use uuid::Uuid;

use crate::domain::{clock, pairings};
use crate::made_up::Text;
use crate::vault::Vault;

/// Somebody who wrote something down.
#[derive(Clone, Debug)]
pub(super) struct Clerk {
    pub id: Option<Uuid>,
    pub name: String,
}

/// The people of the service who act in the records.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    /// Finds people and posts.
    pub station: Clerk,
    /// Reviews what the other one wrote: two pairs of eyes.
    pub reviewer: Clerk,
    /// Registers people of places without a liaison.
    pub county: Clerk,
    /// Liaisons by the code of their township.
    pub liaisons: Vec<(String, Clerk)>,
    /// Users of employers, by the employer's key in the records.
    pub firms: HashMap<Text, Clerk>,
}

impl Staff {
    /// Nobody has a log-in: everything is written by the generator.
    pub fn generator() -> Self {
        let clerk = Clerk {
            id: None,
            name: "generate".to_owned(),
        };
        Self {
            station: clerk.clone(),
            reviewer: clerk.clone(),
            county: clerk,
            liaisons: Vec::new(),
            firms: HashMap::new(),
        }
    }

    /// Who registers the people of a village.
    pub fn liaison_of(&self, village: &str) -> &Clerk {
        self.liaisons
            .iter()
            .find(|(township, _)| village.starts_with(township.as_str()))
            .map_or(&self.county, |(_, clerk)| clerk)
    }

    /// Who writes the posts of an employer.
    pub fn author_of(&self, employer: &str) -> &Clerk {
        self.firms.get(employer).unwrap_or(&self.station)
    }
}

/// The desk at which everything is written.
pub(super) struct Desk {
    pub vault: Arc<Vault>,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub staff: Staff,
    /// Which jobs count as "paired east".
    pub pairings: Vec<pairing::Model>,
}

impl Desk {
    pub fn new(vault: Arc<Vault>, now: DateTime<Utc>, staff: Staff) -> Self {
        Self {
            vault,
            now,
            today: clock::day_of(now),
            staff,
            pairings: pairings::of_reference(),
        }
    }

    /// A day of the past.
    pub fn day(&self, days_ago: u32) -> NaiveDate {
        self.today - Days::new(days_ago.into())
    }

    /// Some minutes after nine in the morning of a day of the past, but never later than now.
    pub fn moment(&self, days_ago: u32, minutes: u32) -> DateTime<Utc> {
        self.at(self.day(days_ago), minutes)
    }

    /// Some minutes after nine in the morning of a day, but never later than now.
    pub fn at(&self, day: NaiveDate, minutes: u32) -> DateTime<Utc> {
        (clock::start_of(day) + Duration::minutes(9 * 60 + i64::from(minutes))).min(self.now)
    }
}

/// One move of a state machine at a moment of the past.
pub(super) struct Step<'a, S> {
    pub from: Option<S>,
    pub to: S,
    pub reason: &'a str,
    pub by: &'a Clerk,
    pub at: DateTime<Utc>,
}

impl<S: Code> Step<'_, S> {
    /// The row of the timeline.
    pub fn row(&self, subject: Subject, id: Uuid) -> state_move::ActiveModel {
        state_move::ActiveModel {
            subject: Set(subject),
            subject_id: Set(id),
            from_state: Set(self.from.map(|state| state.key().to_owned())),
            to_state: Set(self.to.key().to_owned()),
            reason: Set(self.reason.to_owned()),
            actor_id: Set(self.by.id),
            actor_name: Set(self.by.name.clone()),
            at: Set(self.at),
            ..Default::default()
        }
    }
}

/// A count of days or people as the database keeps numbers.
pub(super) fn int(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
