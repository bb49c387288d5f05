//! What is known of a worker, a vacancy and the pair before they are matched. Plain values; the caller loads them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keys::{Demand, Education, Kind, Limit, PayForm, Provision, Sex, Shift, SkillLevel};

/// A worker as matching sees him: no name, no number, no ethnicity, no household category.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkerProfile {
    /// The record; `None` for a profile that was typed in for one question.
    pub id: Option<Uuid>,
    /// Carried by the exchange format; read by no rule.
    pub sex: Option<Sex>,
    /// Full years on the day of matching.
    pub age: Option<i32>,
    /// GB/T 2260 code of the home, as fine as known (county 6, township 9, village 12 digits).
    pub home_code: String,
    /// Schooling; unknown counts as not meeting a demand.
    pub education: Option<Education>,
    /// Trades practised.
    pub skills: Vec<Skill>,
    /// Keys of certificates held, beside those named with a skill.
    pub certificates: Vec<String>,
    /// Limits on record (body or stated no).
    pub limits: Vec<Limit>,
    /// What the worker wants.
    pub want: Want,
    /// Cares for a child, an old or a sick person at home.
    pub care_duty: bool,
    /// Consent to matching is on file. Asked only of records, since a typed-in profile uses no stored data.
    pub consent_match: bool,
    /// Is already in a placement that has not ended.
    pub open_placement: bool,
    /// Last day on which the stated wishes count as fresh.
    pub intent_expires: Option<NaiveDate>,
}

/// One trade that the worker has practised.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Skill {
    /// Occupation code (职业分类大典 2022), e.g. `6-05-01-03`.
    pub trade: String,
    /// Years at it; parts of a year allowed.
    pub years: f64,
    /// Level of the skill certificate.
    pub level: SkillLevel,
    /// Key of the certificate held for it.
    pub certificate: Option<String>,
}

/// What the worker said that he wants.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one box of the paper form, and they are independent"
)]
pub struct Want {
    /// Kinds of work; empty when not asked.
    pub kinds: Vec<Kind>,
    /// Place codes or prefixes of them.
    pub places: Vec<String>,
    /// Occupation codes.
    pub trades: Vec<String>,
    /// Least pay, yuan a month.
    pub pay_min: Option<i32>,
    /// Will only go where there is a bed.
    pub lodging_required: bool,
    /// Would like meals.
    pub meals_wanted: bool,
    /// `None` when not asked.
    pub night_shift_ok: Option<bool>,
    /// Will not work away from home.
    pub near_home_only: bool,
    /// Goes together with the spouse.
    pub with_spouse: bool,
    /// Would like a halal canteen. The worker's own wish; never shown to an employer.
    pub halal_wanted: bool,
    /// First day on which he can start.
    pub earliest_date: Option<NaiveDate>,
    /// Months he can stay.
    pub stay_months: Option<i32>,
    /// Limits told together with the wishes; added to those on record.
    pub limits: Vec<Limit>,
}

/// A vacancy as matching sees it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of the posting")]
pub struct VacancyProfile {
    /// The record.
    pub id: Uuid,
    /// Title as posted.
    pub title: String,
    /// The employer's record.
    pub employer_id: Uuid,
    /// Occupation code (职业分类大典 2022).
    pub occupation_code: String,
    /// GB/T 2260 code of the place of work.
    pub place_code: String,
    /// Form of pay.
    pub pay_form: PayForm,
    /// Low end of pay, yuan a month.
    pub pay_min: Option<i32>,
    /// High end of pay, yuan a month.
    pub pay_max: Option<i32>,
    /// Pay by the hour in fen, from the low end and the hours that it assumes.
    pub hourly_fen: Option<i32>,
    /// Bed.
    pub lodging: Provision,
    /// Food.
    pub meals: Provision,
    /// Shift.
    pub shift: Shift,
    /// Demands on the body.
    pub demands: Vec<Demand>,
    /// Youngest age that the employer names.
    pub age_min: Option<i32>,
    /// Oldest age that the employer names.
    pub age_max: Option<i32>,
    /// The lawful reason for the age limits that a second person has approved. Without it the limits are the
    /// employer's preference: shown, never hiding a person.
    pub age_lawful_reason: Option<String>,
    /// Schooling demanded.
    pub education: Option<Education>,
    /// Keys of certificates that law or the post demands; several with `|` between them where one of them is enough.
    pub certificates: Vec<String>,
    /// Rooms for couples.
    pub couple_room: bool,
    /// Halal canteen.
    pub halal_meals: bool,
    /// Shuttle bus between the bed or the town and work.
    pub shuttle: bool,
    /// Places not yet filled.
    pub places_left: i32,
    /// Published and not paused.
    pub open: bool,
    /// The employer's check is done and not due again.
    pub employer_verified: bool,
    /// The employer is on the blacklist (unpaid wages, false posts).
    pub employer_blacklisted: bool,
    /// Last day of the posting.
    pub valid_until: Option<NaiveDate>,
    /// First day of work.
    pub start_date: Option<NaiveDate>,
    /// Length of the work in months; `None` when without end.
    pub term_months: Option<i32>,
}

/// What the records say about the pair.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// People of the worker's village on post with this employer today.
    pub same_village: u32,
    /// People of the worker's township, other than the village, on post there today.
    pub same_township: u32,
    /// How many whom we placed with this employer stayed.
    pub retention: Option<Retention>,
    /// Usual pay of this trade in this place, fen an hour; a general figure is used when unknown.
    pub usual_hourly_fen: Option<i32>,
    /// Usual pay of this trade in this place, yuan a month; a general figure is used when unknown.
    pub usual_month_yuan: Option<i32>,
}

/// Ninety-day retention of an employer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// People who were still there after 90 days.
    pub kept: u32,
    /// People placed at least 90 days ago.
    pub total: u32,
}
