//! The steps of a training: each checks who, whether the table has it, and what guards it; and writes who, when and why.

use std::collections::HashMap;

use entity::codes::{Code as _, SeatState, Subject, TrainingState};
use entity::{training, training_seat};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::attendance::{marks_of, sitting, there};
use super::queries::{by_id, locked};
use super::rules::{self, Share};
use super::seats::advance;
use super::state::{self, Guard, Step};
use super::{days, requests};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Shortest notice that says anything, and the longest, in letters.
const NOTICE_LETTERS: std::ops::RangeInclusive<usize> = 4..=500;

/// Take a step. `notice` is what everybody is told of a training that is cancelled.
///
/// # Errors
/// [`DomainError::Invalid`] with what lacks; [`DomainError::Conflict`] if the table does not have it or somebody else was faster.
pub async fn step(unit: &mut Unit, id: Uuid, version: i32, step: Step, notice: &str) -> Result<()> {
    unit.allow(Action::EditTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    // Seats, marks and results of this training wait, so that what is checked here stays true.
    let before = locked(unit, id).await?;
    if before.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let to = state::target(before.state, step).ok_or(DomainError::Conflict("trainings-conflict-state"))?;
    let notice = notice.trim();
    let mut problems = Vec::new();
    for guard in state::guards(step) {
        problems.extend(against(unit, &before, guard, notice).await?);
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let change = match step {
        Step::Open => training::ActiveModel {
            opened_at: Set(Some(unit.now())),
            ..Default::default()
        },
        Step::Examine | Step::Finish => ended(unit, &before, step).await?,
        Step::Cancel => {
            requests::forget(unit, id).await?;
            training::ActiveModel {
                notice: Set(notice.to_owned()),
                ..Default::default()
            }
        }
        Step::File | Step::Start | Step::Close => training::ActiveModel::default(),
    };
    let reason = match step {
        Step::Cancel => notice,
        Step::File => &before.filing_reason,
        _ => "",
    };
    write(unit, &before, step, to, reason, change).await
}

async fn write(
    unit: &Unit,
    before: &training::Model,
    step: Step,
    to: TrainingState,
    reason: &str,
    change: training::ActiveModel,
) -> Result<()> {
    let result = training::Entity::update_many()
        .set(training::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            updated_at: Set(unit.now()),
            version: Set(before.version + 1),
            ..change
        })
        .filter(training::Column::Id.eq(before.id))
        .filter(training::Column::State.eq(before.state))
        .filter(training::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.moved(Subject::Training, before.id, Some(before.state), to, reason)
        .await?;
    unit.audit(
        "move-training",
        Subject::Training,
        Some(before.id),
        json!({ "step": step.key(), "to": to.key() }),
    )
    .await
}

/// What a guard finds in the way.
async fn against(unit: &Unit, training: &training::Model, guard: Guard, notice: &str) -> Result<Option<Problem>> {
    let class = rules::is_class(training.kind);
    let lacks = |holds: bool, key| (!holds).then(|| Problem::new("", key));
    Ok(match guard {
        Guard::IsClass => lacks(class, "trainings-lacks-class"),
        Guard::IsTalk => lacks(!class, "trainings-lacks-talk"),
        Guard::PlanNumber => lacks(
            !training.plan_number.is_empty() && training.plan_filed_on.is_some(),
            "trainings-lacks-plan",
        ),
        Guard::PlanInTime => {
            let by = rules::file_by(training);
            let late = training.plan_filed_on.is_some_and(|day| day > by);
            let silent = late && training.filing_reason.is_empty();
            lacks(!silent, "trainings-lacks-filing-reason").map(|problem| problem.with("day", by))
        }
        Guard::Somebody => lacks(!class || training.seats_taken > 0, "trainings-lacks-somebody"),
        Guard::FirstDay => lacks(unit.today() >= training.first_day, "trainings-lacks-first-day")
            .map(|problem| problem.with("day", training.first_day)),
        Guard::LastDay => lacks(unit.today() >= training.last_day, "trainings-lacks-last-day")
            .map(|problem| problem.with("day", training.last_day)),
        Guard::EveryDayMarked => unmarked(unit, training.id).await?,
        Guard::HeadsCounted => {
            let somebody = training.head_count.is_some() || !there(unit.tx(), training.id).await?.is_empty();
            lacks(somebody, "trainings-lacks-heads")
        }
        Guard::EveryResult => counted(unit, training.id, SeatState::Enrolled, "trainings-lacks-result").await?,
        Guard::EveryCertificate if training.certificate_kind.is_empty() => None,
        Guard::EveryCertificate => {
            counted(unit, training.id, SeatState::Completed, "trainings-lacks-certificate").await?
        }
        Guard::Notice => {
            let fits = NOTICE_LETTERS.contains(&notice.chars().count());
            (!fits).then(|| Problem::new("notice", "trainings-problem-notice"))
        }
    })
}

/// Seats in a state in which none may be left.
async fn counted(unit: &Unit, training: Uuid, state: SeatState, key: &'static str) -> Result<Option<Problem>> {
    let seats = sitting(unit.tx(), training).await?;
    let left = seats.iter().filter(|seat| seat.state == state).count();
    Ok((left > 0).then(|| Problem::new("", key).with("n", left)))
}

/// Half days whose roll was not called for everybody.
async fn unmarked(unit: &Unit, training: Uuid) -> Result<Option<Problem>> {
    let seats = sitting(unit.tx(), training).await?;
    let marks = marks_of(unit.tx(), training).await?;
    let days = days::days_of(unit.tx(), training).await?;
    let missing = days
        .iter()
        .filter(|day| seats.iter().any(|seat| !marks.contains_key(&(seat.id, day.id))))
        .count();
    Ok((missing > 0).then(|| Problem::new("", "trainings-lacks-roll").with("n", missing)))
}

/// It is over: who waited waits no more, who was not there often enough has not completed it, and what people told who asked for a seat
/// is forgotten.
async fn ended(unit: &Unit, before: &training::Model, step: Step) -> Result<training::ActiveModel> {
    let id = before.id;
    let waiting = training_seat::Entity::find()
        .filter(training_seat::Column::TrainingId.eq(id))
        .filter(training_seat::Column::State.eq(SeatState::Waiting))
        .all(unit.tx())
        .await?;
    for seat in waiting {
        let none = training_seat::ActiveModel::default();
        advance(unit, &seat, SeatState::Withdrawn, "", none).await?;
    }
    let marks = marks_of(unit.tx(), id).await?;
    let days = days::days_of(unit.tx(), id).await?;
    let shares: HashMap<Uuid, Share> = sitting(unit.tx(), id)
        .await?
        .iter()
        .map(|seat| {
            let halves = days
                .iter()
                .map(|day| (day.hours, marks.get(&(seat.id, day.id)).copied()));
            (seat.id, Share::of(halves))
        })
        .collect();
    for seat in sitting(unit.tx(), id).await? {
        let enough = shares
            .get(&seat.id)
            .is_some_and(|share| share.reaches(before.required_percent));
        let to = match (step, enough) {
            (_, false) => SeatState::Failed,
            (Step::Finish, true) => SeatState::Completed,
            _ => continue,
        };
        let none = training_seat::ActiveModel::default();
        advance(unit, &seat, to, "", none).await?;
    }
    requests::forget(unit, id).await?;
    Ok(training::ActiveModel {
        ended_at: Set(Some(unit.now())),
        ..Default::default()
    })
}
