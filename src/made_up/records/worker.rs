//! Workers: person, household, skills, wishes, status, consent.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Text;
use crate::domain::checks::id_number::{self, IdNumber};
use crate::made_up::kinds::{
    ConsentWay, Education, HouseholdBase, Limit, Monitor, PhoneOwner, PhoneState, Scope, Sex, Source, Want, WorkStatus,
};

/// A rural worker of the western county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worker {
    /// Name of this record inside the demo, never shown.
    pub key: Text,
    /// Full name.
    pub name: Text,
    /// Sex.
    pub sex: Sex,
    /// Birthday.
    pub birth: NaiveDate,
    /// Twelve digits; the first nine are the township.
    pub village_code: Text,
    /// Name of the village.
    pub village: Text,
    /// Name of the township.
    pub township: Text,
    /// Telephones, the first one first to be called.
    pub phones: Vec<Phone>,
    /// Household.
    pub household: Household,
    /// Schooling finished.
    pub education: Education,
    /// What the worker can do.
    pub skills: Vec<Skill>,
    /// What the worker says no to.
    pub limits: Vec<Limit>,
    /// Who must be cared for at home.
    pub care: Option<Text>,
    /// What the worker wants.
    pub intent: Intent,
    /// What the worker does now.
    pub status: Status,
    /// Consent, if any was given.
    pub consent: Option<Consent>,
    /// Note of the liaison.
    pub note: Option<Text>,
    /// How many people of this sex and birthday came before; not in any file.
    #[serde(skip)]
    pub identity_sequence: u16,
}

impl Worker {
    /// The identity number: region 999999, which is not assigned, and the order of this person among all of this sex
    /// and birthday.
    #[must_use]
    pub fn identity_number(&self) -> IdNumber {
        let sex = match self.sex {
            Sex::Male => id_number::Sex::Male,
            Sex::Female => id_number::Sex::Female,
        };
        IdNumber::synthetic(self.identity_sequence.into(), sex, self.birth)
    }
}

/// A telephone through which a worker is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// Eleven digits.
    pub number: Text,
    /// Whose it is.
    pub owner: PhoneOwner,
    /// What the last call found.
    pub state: PhoneState,
    /// Age of that call.
    pub checked_days_ago: u32,
}

/// The household of a worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Household {
    /// The same for people of one household.
    pub key: Text,
    /// Category.
    pub base: HouseholdBase,
    /// Monitoring, if any.
    pub monitor: Option<Monitor>,
    /// Whether the risk has been cleared.
    #[serde(default)]
    pub risk_cleared: bool,
}

/// A trade that somebody knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// In his own word.
    pub trade: Text,
    /// Code of 职业分类大典 2022.
    pub occupation: Text,
    /// Years.
    pub years: u32,
    /// Certificate held.
    pub certificate: Option<Text>,
}

/// What somebody wants, as stated on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// Kind of work.
    pub want: Want,
    /// Codes of the places.
    pub places: Vec<Text>,
    /// Trades in his own words.
    pub trades: Vec<Text>,
    /// Least pay, yuan a month.
    pub pay_min_yuan: Option<u32>,
    /// Bed is a must.
    pub lodging_required: bool,
    /// Food is wished.
    pub meals_wanted: bool,
    /// Halal food is wished.
    #[serde(default)]
    pub halal_meals_wanted: bool,
    /// Whether night work is possible; None if nobody asked.
    pub night_shift_ok: Option<bool>,
    /// `key` of the spouse who must come along.
    pub with_spouse: Option<Text>,
    /// `key`s of others who want to go together.
    #[serde(default)]
    pub goes_with: Vec<Text>,
    /// Months to stay; None for as long as it goes.
    pub months: Option<u32>,
    /// Days until the person can leave.
    pub earliest_in_days: u32,
    /// Training wished.
    pub training_wish: Option<Text>,
    /// Age of the statement.
    pub stated_days_ago: u32,
    /// Who said so.
    pub stated_by: Source,
}

/// What somebody does, as known on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Status.
    pub kind: WorkStatus,
    /// Age of the knowledge.
    pub as_of_days_ago: u32,
    /// Who said so.
    pub source: Source,
    /// Where the person works.
    pub place_code: Option<Text>,
}

/// Consent to use and hand on personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// How it was given.
    pub way: ConsentWay,
    /// Age of the consent.
    pub days_ago: u32,
    /// What it allows.
    pub scopes: Vec<Scope>,
    /// Who stood by when it was not signed.
    pub witness: Option<Text>,
    /// Age of the withdrawal, if withdrawn.
    pub withdrawn_days_ago: Option<u32>,
}
