//! What a worker wants. A wish grows old: after 90 days somebody asks again before the person is proposed.

use chrono::{Days, NaiveDate};
use entity::codes::{Code as _, StatusSource, Subject, WantKind};
use entity::worker_intent;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Iterable as _, Set};
use serde_json::json;
use uuid::Uuid;

use super::edit;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::{occupation, region};

/// Days for which a statement counts.
pub const INTENT_DAYS: u64 = 90;
/// Highest wish that is not a slip of the hand, yuan a month.
const MOST_PAY_YUAN: i32 = 100_000;
/// Longest stay that anybody names, months.
const MOST_MONTHS: i32 = 120;
/// Longest training wish, letters.
const WISH_LETTERS: usize = 100;

/// A statement of what somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one box of the paper form, and they are independent"
)]
pub struct IntentInput {
    /// Kinds of work.
    pub kinds: Vec<WantKind>,
    /// Place codes; empty means anywhere.
    pub places: Vec<String>,
    /// Occupation codes; empty means any.
    pub trades: Vec<String>,
    /// Least pay, yuan a month.
    pub pay_min_yuan: Option<i32>,
    /// Goes only where there is a bed.
    pub lodging_required: bool,
    /// Would like meals.
    pub meals_wanted: bool,
    /// Would work nights.
    pub night_shift_ok: bool,
    /// Stays near home.
    pub near_home_only: bool,
    /// Goes with the spouse.
    pub with_spouse: bool,
    /// First day on which work can begin.
    pub earliest_date: Option<NaiveDate>,
    /// Months to stay.
    pub stay_months: Option<i32>,
    /// What the person would like to learn.
    pub training_wish: String,
    /// Day of the statement.
    pub stated_on: NaiveDate,
    /// Who told us.
    pub source: StatusSource,
}

impl IntentInput {
    /// Nothing but "I look for work", said on a day.
    #[must_use]
    pub fn open(stated_on: NaiveDate, source: StatusSource) -> Self {
        Self {
            kinds: Vec::new(),
            places: Vec::new(),
            trades: Vec::new(),
            pay_min_yuan: None,
            lodging_required: false,
            meals_wanted: false,
            night_shift_ok: false,
            near_home_only: false,
            with_spouse: false,
            earliest_date: None,
            stay_months: None,
            training_wish: String::new(),
            stated_on,
            source,
        }
    }

    /// What is wrong with it.
    #[must_use]
    pub fn problems(&self, today: NaiveDate) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.stated_on > today {
            problems.push(Problem::new("stated_on", "workers-date-future"));
        }
        if self.pay_min_yuan.is_some_and(|pay| !(0..=MOST_PAY_YUAN).contains(&pay)) {
            problems.push(Problem::new("pay_min_yuan", "workers-pay-range").with("max", MOST_PAY_YUAN));
        }
        if self
            .stay_months
            .is_some_and(|months| !(1..=MOST_MONTHS).contains(&months))
        {
            problems.push(Problem::new("stay_months", "workers-months-range").with("max", MOST_MONTHS));
        }
        if self.places.iter().any(|code| region::get(code).is_none()) {
            problems.push(Problem::new("places", "problem-place-unknown"));
        }
        if self.trades.iter().any(|code| occupation::get(code).is_none()) {
            problems.push(Problem::new("trades", "problem-trade-unknown"));
        }
        if self.kinds.contains(&WantKind::None) && self.kinds.len() > 1 {
            problems.push(Problem::new("kinds", "workers-want-none"));
        }
        if self.training_wish.chars().count() > WISH_LETTERS {
            problems.push(Problem::new("training_wish", "problem-too-long").with("max", WISH_LETTERS));
        }
        problems
    }
}

/// The row of a statement.
pub(super) fn row(unit: &Unit, worker: Uuid, input: IntentInput) -> worker_intent::ActiveModel {
    let kinds: Vec<&str> = input.kinds.iter().map(|kind| kind.key()).collect();
    let expires = input
        .stated_on
        .checked_add_days(Days::new(INTENT_DAYS))
        .unwrap_or(input.stated_on);
    worker_intent::ActiveModel {
        worker_id: Set(worker),
        kinds: Set(kinds.join(" ")),
        places: Set(input.places.join(" ")),
        trades: Set(input.trades.join(" ")),
        pay_min_yuan: Set(input.pay_min_yuan),
        lodging_required: Set(input.lodging_required),
        meals_wanted: Set(input.meals_wanted),
        night_shift_ok: Set(input.night_shift_ok),
        near_home_only: Set(input.near_home_only),
        with_spouse: Set(input.with_spouse),
        earliest_date: Set(input.earliest_date),
        stay_months: Set(input.stay_months),
        training_wish: Set(input.training_wish),
        stated_on: Set(input.stated_on),
        source: Set(input.source),
        expires_on: Set(expires),
        recorded_by: Set(unit.actor().account_id()),
    }
}

/// Write the statement in place of the one before.
async fn put(unit: &Unit, worker: Uuid, input: IntentInput) -> Result<()> {
    let columns = worker_intent::Column::iter().filter(|column| !matches!(column, worker_intent::Column::WorkerId));
    worker_intent::Entity::insert(row(unit, worker, input))
        .on_conflict(
            OnConflict::column(worker_intent::Column::WorkerId)
                .update_columns(columns)
                .to_owned(),
        )
        .exec_without_returning(unit.tx())
        .await?;
    Ok(())
}

/// Write down what the worker wants today.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn state_intent(unit: &mut Unit, worker: Uuid, version: Option<i32>, input: IntentInput) -> Result<()> {
    edit::open(unit, worker, version).await?;
    let problems = input.problems(unit.today());
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let kinds: Vec<&str> = input.kinds.iter().map(|kind| kind.key()).collect();
    let details = json!({ "kinds": kinds, "source": input.source.key() });
    put(unit, worker, input).await?;
    unit.audit("state-intent", Subject::Worker, Some(worker), details).await
}
