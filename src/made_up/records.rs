//! The records of the demo files and of the generator. Days are counted from the seeding day ("today"), which is passed in.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::identity::identity_number;
use super::kinds::{
    ConsentWay, Contract, Demand, Education, EmployerKind, EmployerState, HouseholdBase, Insurance,
    Limit, Monitor, PayForm, PhoneOwner, PhoneState, Provision, Role, Scope, Sex, Shift, Size,
    Source, Term, VacancyState, Want, WorkStatus,
};

/// Text that is either read from a file or one of the compiled-in words.
pub type Text = Cow<'static, str>;

/// `days` before `today`.
fn before(today: NaiveDate, days: u32) -> NaiveDate {
    today - Days::new(days.into())
}

/// `days` after `today`.
fn after(today: NaiveDate, days: u32) -> NaiveDate {
    today + Days::new(days.into())
}

/// A firm, farm, institution or agency. The credit code is made by the seeder from `key`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Employer {
    /// Name of this record inside the demo, never shown.
    pub key: Text,
    /// Full name.
    pub name: Text,
    /// Kind, as the registry has it.
    pub kind: EmployerKind,
    /// GB/T 2260 code of county or township.
    pub region_code: Text,
    /// Address inside the region.
    pub address: Text,
    /// Division of GB/T 4754-2017, two digits.
    pub industry: Text,
    /// Number of people.
    pub size: Size,
    /// Legal representative.
    pub legal_rep: Text,
    /// Who answers the telephone.
    pub contact_name: Text,
    /// Telephone of the contact.
    pub contact_phone: Text,
    /// State of verification.
    pub state: EmployerState,
    /// Last verification, if there was one.
    pub verified_days_ago: Option<u32>,
    /// Why it is suspended or blacklisted.
    pub state_reason: Option<Text>,
    /// Licence of a labour dispatch agency (劳务派遣经营许可证).
    pub licence_no: Option<Text>,
    /// Days until that licence ends.
    pub licence_until_days: Option<u32>,
    /// What the employer does, in one sentence for job seekers.
    pub about: Option<Text>,
}

impl Employer {
    /// Date of the last verification.
    #[must_use]
    pub fn verified_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.verified_days_ago.map(|days| before(today, days))
    }
}

/// What a post pays. `min_yuan` and `max_yuan` are yuan a month, or the estimate of it, for `hours_per_month`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// Form of pay.
    pub form: PayForm,
    /// Lower end, yuan a month.
    pub min_yuan: u32,
    /// Upper end, yuan a month.
    pub max_yuan: u32,
    /// Basic wage or floor, yuan a month.
    pub base_yuan: Option<u32>,
    /// Hours that the monthly figures assume.
    pub hours_per_month: u32,
    /// Days off a month.
    pub rest_days: Option<u32>,
    /// Price of one day, hour or piece in fen, lower end. None when paid by the month.
    pub unit_min_fen: Option<u32>,
    /// Upper end of the price in fen.
    pub unit_max_fen: Option<u32>,
    /// What a piece is and what is usual a day.
    pub piece_note: Option<Text>,
    /// When wages are paid.
    pub pay_day: Option<Text>,
    /// Length and pay of probation.
    pub probation: Option<Text>,
}

/// A vacancy in the words of its advert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vacancy {
    /// The source's own reference.
    #[serde(rename = "ref")]
    pub reference: Text,
    /// `key` of the employer.
    pub employer: Text,
    /// Title as advertised.
    pub title: Text,
    /// Code of 职业分类大典 2022.
    pub occupation: Text,
    /// GB/T 2260 code of county or township.
    pub place_code: Text,
    /// Address inside the place.
    pub address: Text,
    /// State.
    pub state: VacancyState,
    /// Why it was returned or paused.
    pub state_note: Option<Text>,
    /// People wanted.
    pub headcount: u32,
    /// People already on post.
    #[serde(default)]
    pub filled: u32,
    /// Pay.
    pub pay: Pay,
    /// Bed.
    pub lodging: Provision,
    /// What the bed is like.
    pub lodging_note: Option<Text>,
    /// People to a room.
    pub people_per_room: Option<u32>,
    /// Food.
    pub meals: Provision,
    /// What the food is like.
    pub meals_note: Option<Text>,
    /// A room for a couple.
    #[serde(default)]
    pub couple_room: bool,
    /// Halal food.
    #[serde(default)]
    pub halal_meals: bool,
    /// A bus to work.
    #[serde(default)]
    pub shuttle: bool,
    /// On what terms the fare is paid back.
    pub fare_refund: Option<Text>,
    /// Shift.
    pub shift: Shift,
    /// Working minutes on a working day.
    pub minutes_per_day: Option<u32>,
    /// What it demands of the body.
    pub demands: Vec<Demand>,
    /// What is signed.
    pub contract: Contract,
    /// Insurance that the employer pays.
    pub insurance: Insurance,
    /// Schooling asked.
    pub education: Education,
    /// Certificate asked or liked.
    pub certificate: Option<Text>,
    /// Whether nobody may start without the certificate.
    #[serde(default)]
    pub certificate_required: bool,
    /// Lowest age; never under 16.
    pub age_min: u32,
    /// Highest age.
    pub age_max: Option<u32>,
    /// Why there is a highest age; the check asks for one.
    pub age_reason: Option<Text>,
    /// Days until work starts.
    pub start_in_days: u32,
    /// For how long the post is.
    pub term: Term,
    /// Months, if not for long.
    pub months: Option<u32>,
    /// Days from publication to the last valid day; 90 at most.
    pub valid_days: u32,
    /// Age of the publication.
    pub published_days_ago: u32,
    /// The advert.
    pub description: Text,
}

impl Vacancy {
    /// Day of publication.
    #[must_use]
    pub fn published_on(&self, today: NaiveDate) -> NaiveDate {
        before(today, self.published_days_ago)
    }

    /// Last day on which the advert is valid.
    #[must_use]
    pub fn valid_until(&self, today: NaiveDate) -> NaiveDate {
        after(self.published_on(today), self.valid_days)
    }

    /// Day on which work starts.
    #[must_use]
    pub fn starts_on(&self, today: NaiveDate) -> NaiveDate {
        after(today, self.start_in_days)
    }
}

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
    /// Code in the village list; its township part is older than `township_code`.
    pub village_code: Text,
    /// Name of the village.
    pub village: Text,
    /// Township code of today.
    pub township_code: Text,
    /// Name of the township in the village list.
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
    /// The identity number, made from birthday, sex and sequence.
    #[must_use]
    pub fn identity_number(&self) -> String {
        identity_number(self.birth, self.sex, self.identity_sequence)
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

/// A log-in of the demo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// Log-in name.
    pub login: Text,
    /// Name shown.
    pub display_name: Text,
    /// Role.
    pub role: Role,
    /// Region whose records the user works on; empty for all.
    pub scope_code: Text,
    /// `key` of the employer, for the role employer.
    pub employer: Option<Text>,
    /// Telephone.
    pub phone: Text,
    /// What to try with this log-in.
    pub note: Text,
}
