//! Vacancies and what they pay.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Text, after, before};
use crate::made_up::kinds::{Contract, Demand, Education, Insurance, PayForm, Provision, Shift, Term, VacancyState};

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
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a separate yes or no of the advert, as in the exchange format"
)]
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
