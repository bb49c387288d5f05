//! Putting right what was written down wrongly. The row changes, the trail keeps before and after, and frozen figures keep what they said.

use chrono::{Days, NaiveDate};
use entity::codes::{Code as _, PlacementKind, Subject};
use entity::{placement, worker};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::change::opened;
use super::kind::{SAID, fits_place, kind_of};
use super::open::{HIGHEST_PAY, NAME_LETTERS, YOUNGEST};
use super::{calls, retention, state};
use crate::domain::access::Action;
use crate::domain::clock;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::pairings;
use crate::domain::unit::Unit;
use crate::reference::{occupation, region};

/// Longest reason, in letters.
const REASON_LETTERS: usize = 200;

/// The facts of a placement as they should have been.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Workshop, welfare post, own business or flexible work; `None` for an ordinary job, whose kind follows from the places.
    pub kind: Option<PlacementKind>,
    /// The employer's name at the start.
    pub employer_name: String,
    /// Place of work, at least the county.
    pub place_code: String,
    /// Occupation; may be unknown.
    pub occupation_code: String,
    /// Pay of a month, yuan.
    pub pay_month_yuan: Option<i32>,
    /// First day at work.
    pub started_on: NaiveDate,
    /// Last day; as absent as before.
    pub ended_on: Option<NaiveDate>,
    /// How it is known that it was wrong.
    pub reason: String,
}

fn problems_of(
    input: &Correction,
    before: &placement::Model,
    worker: &worker::Model,
    today: NaiveDate,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let child = worker
        .birth_date
        .is_some_and(|birth| clock::age_on(birth, input.started_on) < YOUNGEST);
    if input.started_on > today {
        problems.push(Problem::new("started_on", "placements-problem-future"));
    }
    if child {
        problems.push(Problem::new("started_on", "placements-problem-child"));
    }
    match (before.ended_on, input.ended_on) {
        (Some(_), None) => problems.push(Problem::new("ended_on", "problem-required")),
        (None, Some(_)) => problems.push(Problem::new("ended_on", "placements-problem-not-left")),
        (_, Some(day)) if day > today => problems.push(Problem::new("ended_on", "placements-problem-future")),
        (_, Some(day)) if day < input.started_on => {
            problems.push(Problem::new("ended_on", "placements-problem-end-early"));
        }
        _ => {}
    }
    let name = input.employer_name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS {
        problems.push(Problem::new("employer_name", "placements-problem-employer"));
    }
    if region::county(&input.place_code).is_none() {
        problems.push(Problem::new("place", "placements-problem-county"));
    }
    if !input.occupation_code.is_empty() && occupation::get(&input.occupation_code).is_none() {
        problems.push(Problem::new("occupation", "placements-problem-occupation"));
    }
    if input
        .pay_month_yuan
        .is_some_and(|pay| !(1..=HIGHEST_PAY).contains(&pay))
    {
        problems.push(Problem::new("pay_month_yuan", "placements-problem-pay"));
    }
    match input.kind {
        Some(kind) if !SAID.contains(&kind) => problems.push(Problem::new("kind", "problem-choose")),
        Some(kind) if !fits_place(kind, &worker.region_code, &input.place_code) => {
            problems.push(Problem::new("kind", "placements-problem-away-kind"));
        }
        _ => {}
    }
    let reason = input.reason.trim().chars().count();
    if reason < 2 {
        problems.push(Problem::new("reason", "problem-required"));
    } else if reason > REASON_LETTERS {
        problems.push(Problem::new("reason", "problem-too-long").with("max", REASON_LETTERS));
    }
    problems
}

/// Put a placement right.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if somebody changed it meanwhile, or if it would then overlap with
/// another full-time placement of the person.
pub async fn correct(unit: &mut Unit, id: Uuid, version: i32, input: Correction) -> Result<()> {
    unit.allow(Action::EditPlacements)?;
    let before = opened(unit, id, version).await?;
    let worker = worker::Entity::find_by_id(before.worker_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let problems = problems_of(&input, &before, &worker, unit.today());
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    if before.full_time && overlaps(unit, &before, &input).await? {
        return Err(DomainError::invalid("started_on", "placements-problem-overlap"));
    }
    let pairings = pairings::all(unit.tx()).await?;
    let kind = input
        .kind
        .unwrap_or_else(|| kind_of(&pairings, &worker.region_code, &input.place_code, input.started_on));
    // Whoever never worked in a workshop is not on its list.
    let workshop_id = before.workshop_id.filter(|_| kind == PlacementKind::Workshop);
    let with = placement::ActiveModel {
        kind: Set(kind),
        workshop_id: Set(workshop_id),
        employer_name: Set(input.employer_name.trim().to_owned()),
        place_code: Set(input.place_code.clone()),
        occupation_code: Set(input.occupation_code.clone()),
        pay_month_yuan: Set(input.pay_month_yuan),
        started_on: Set(input.started_on),
        ended_on: Set(input.ended_on),
        ..Default::default()
    };
    state::write(unit, &before, with).await?;
    if before.ended_on.is_none() && before.started_on != input.started_on {
        calls::shift(unit, &before, input.started_on).await?;
    }
    retention::refresh(unit, id).await?;
    unit.announce(Subject::Worker, before.worker_id);
    let details = json!({
        "before": {
            "kind": before.kind.key(), "place": before.place_code, "occupation": before.occupation_code,
            "pay_month_yuan": before.pay_month_yuan, "started_on": before.started_on, "ended_on": before.ended_on,
        },
        "after": {
            "kind": kind.key(), "place": input.place_code, "occupation": input.occupation_code,
            "pay_month_yuan": input.pay_month_yuan, "started_on": input.started_on, "ended_on": input.ended_on,
        },
        "reason": input.reason.trim(),
    });
    unit.audit("correct-placement", Subject::Placement, Some(id), details)
        .await
}

/// Whether another full-time placement of the person would run on the same days. One may begin on the day on which another ends.
async fn overlaps(unit: &Unit, before: &placement::Model, input: &Correction) -> Result<bool> {
    use placement::Column;
    let last = input.ended_on.unwrap_or_else(|| unit.today() + Days::new(1));
    let still = Condition::any()
        .add(Column::EndedOn.is_null())
        .add(Column::EndedOn.gt(input.started_on));
    let others = placement::Entity::find()
        .filter(Column::WorkerId.eq(before.worker_id))
        .filter(Column::Id.ne(before.id))
        .filter(Column::FullTime.eq(true))
        .filter(Column::StartedOn.lt(last))
        .filter(still)
        .count(unit.tx())
        .await?;
    Ok(others > 0)
}
