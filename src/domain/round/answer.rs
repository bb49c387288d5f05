//! One answer of the round: as before, or something new, and what follows for a placement that runs.

use chrono::NaiveDate;
use entity::codes::{EndReason, Role, RoundWay, StatusSource, WorkerStatus};
use entity::{placement, round_answer, worker};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::month::month_of;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::domain::{placements, workers};

/// Longest name of a firm or a kind of work, in letters.
const WORK_LETTERS: usize = 80;

/// What was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// As before.
    Same,
    /// This is how the person stands now.
    Now(WorkerStatus),
}

/// One answer.
#[derive(Clone, Debug)]
pub struct AnswerInput {
    /// What was told.
    pub told: Told,
    /// Since when; the last day of a job that has ended.
    pub since: NaiveDate,
    /// Why a job ended; [`EndReason::ReturnedHome`] unless somebody said more.
    pub reason: EndReason,
    /// Where the person works; empty if not known.
    pub place_code: String,
    /// Firm or kind of work; may be empty.
    pub work: String,
    /// How it came in.
    pub way: RoundWay,
}

impl AnswerInput {
    /// "As before", told on the screen or on paper.
    #[must_use]
    pub fn same(today: NaiveDate, way: RoundWay) -> Self {
        Self {
            told: Told::Same,
            since: today,
            reason: EndReason::ReturnedHome,
            place_code: String::new(),
            work: String::new(),
            way,
        }
    }
}

/// Whether somebody of this status is at work.
#[must_use]
pub const fn works(status: WorkerStatus) -> bool {
    matches!(status, WorkerStatus::Away | WorkerStatus::Near)
}

/// Write down one answer. A job that has ended by it is closed; help and calls follow from that.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn answer(unit: &mut Unit, id: Uuid, input: &AnswerInput) -> Result<()> {
    let before = workers::by_id(unit.tx(), unit.actor(), id).await?;
    check(unit, input)?;
    let after = match input.told {
        Told::Same => before.status,
        Told::Now(status) => status,
    };
    if !works(after) && input.told != Told::Same {
        close_jobs(unit, id, input).await?;
    }
    let source = if unit.actor().role() == Some(Role::Liaison) {
        StatusSource::Liaison
    } else {
        StatusSource::Phone
    };
    let today = unit.today();
    workers::set_status(unit, id, None, after, today, source).await?;
    keep(unit, &before, after, input).await
}

/// The same status again for several people, all or none.
pub async fn same_for(unit: &mut Unit, ids: &[Uuid], way: RoundWay) -> Result<()> {
    let input = AnswerInput::same(unit.today(), way);
    for id in ids {
        answer(unit, *id, &input).await?;
    }
    Ok(())
}

fn check(unit: &Unit, input: &AnswerInput) -> Result<()> {
    let mut problems = Vec::new();
    if input.since > unit.today() {
        problems.push(Problem::new("since", "placements-problem-future"));
    }
    if input.work.chars().count() > WORK_LETTERS {
        problems.push(Problem::new("work", "problem-too-long").with("max", WORK_LETTERS));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// Whoever is at home has no job any more.
async fn close_jobs(unit: &mut Unit, worker: Uuid, input: &AnswerInput) -> Result<()> {
    let open = placement::Entity::find()
        .filter(placement::Column::WorkerId.eq(worker))
        .filter(placement::Column::EndedOn.is_null())
        .all(unit.tx())
        .await?;
    for job in open {
        let left = placements::leave(unit, job.id, job.version, input.since, input.reason).await;
        left.map_err(|error| match error {
            DomainError::Invalid(problems) => DomainError::Invalid(
                problems
                    .into_iter()
                    .map(|problem| Problem {
                        field: "since".into(),
                        ..problem
                    })
                    .collect(),
            ),
            other => other,
        })?;
    }
    Ok(())
}

/// The line of the month. Whoever asks twice in a month corrects the first answer.
async fn keep(unit: &Unit, before: &worker::Model, after: WorkerStatus, input: &AnswerInput) -> Result<()> {
    let month = month_of(unit.today());
    let known = round_answer::Entity::find()
        .filter(round_answer::Column::WorkerId.eq(before.id))
        .filter(round_answer::Column::Month.eq(month))
        .one(unit.tx())
        .await?;
    let last = match &known {
        Some(row) => Some(row.clone()),
        None => last_of(unit, before.id).await?,
    };
    let kept = last.filter(|row| input.told == Told::Same && row.status_after == after);
    let row = round_answer::ActiveModel {
        status_after: Set(after),
        place_code: Set(kept
            .as_ref()
            .map_or(input.place_code.clone(), |row| row.place_code.clone())),
        work: Set(kept.map_or(input.work.trim().to_owned(), |row| row.work)),
        way: Set(input.way),
        answered_by: Set(unit.actor().account_id()),
        answered_at: Set(unit.now()),
        ..Default::default()
    };
    match known {
        Some(known) => {
            round_answer::Entity::update_many()
                .set(row)
                .filter(round_answer::Column::Id.eq(known.id))
                .exec(unit.tx())
                .await?;
        }
        None => {
            round_answer::ActiveModel {
                id: Set(Uuid::new_v4()),
                worker_id: Set(before.id),
                month: Set(month),
                region_code: Set(before.region_code.clone()),
                status_before: Set(before.status),
                ..row
            }
            .insert(unit.tx())
            .await?;
        }
    }
    Ok(())
}

/// The answer of an earlier month.
async fn last_of(unit: &Unit, worker: Uuid) -> Result<Option<round_answer::Model>> {
    use sea_orm::QueryOrder as _;
    Ok(round_answer::Entity::find()
        .filter(round_answer::Column::WorkerId.eq(worker))
        .order_by_desc(round_answer::Column::Month)
        .one(unit.tx())
        .await?)
}
