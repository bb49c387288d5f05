//! The half days of a training: laid out from the plan, then added and dropped as it really goes.

use chrono::NaiveDate;
use entity::codes::{Code as _, Subject, TrainingHalf};
use entity::training_day::{self, Column};
use entity::{training_attendance, training_seat};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::queries::{by_id, locked};
use super::state::{DAYS, HOLDING};
use super::{rules, seats};
use crate::db;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// A half day with its hours.
pub(super) type HalfDay = (NaiveDate, TrainingHalf, i32);
/// Days before the first and after the last one within which a day may be added.
const MARGIN_DAYS: i64 = 60;

/// The half days of a training in order. Whether the reader may see the training is for the caller to have looked up.
pub async fn days_of(db: &impl ConnectionTrait, training: Uuid) -> Result<Vec<training_day::Model>> {
    Ok(training_day::Entity::find()
        .filter(Column::TrainingId.eq(training))
        .order_by_asc(Column::OnDate)
        .order_by_asc(Column::Half)
        .all(db)
        .await?)
}

/// Write the half days of a plan.
pub(super) async fn write(unit: &Unit, training: Uuid, days: &[HalfDay]) -> Result<()> {
    let rows = days.iter().map(|day| row(training, *day));
    training_day::Entity::insert_many(rows)
        .exec_without_returning(unit.tx())
        .await?;
    Ok(())
}

fn row(training: Uuid, (on_date, half, hours): HalfDay) -> training_day::ActiveModel {
    training_day::ActiveModel {
        id: Set(Uuid::new_v4()),
        version: Set(1),
        training_id: Set(training),
        on_date: Set(on_date),
        half: Set(half),
        hours: Set(hours),
    }
}

/// Add a half day to a class.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if it is over, or somebody would sit in two classes on that day.
pub async fn add(unit: &mut Unit, id: Uuid, on_date: NaiveDate, half: TrainingHalf, hours: i32) -> Result<()> {
    unit.allow(Action::EditTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let training = locked(unit, id).await?;
    if !DAYS.contains(&training.state) || !rules::is_class(training.kind) {
        return Err(DomainError::Conflict("trainings-conflict-days"));
    }
    let mut problems = Vec::new();
    if !(1..=rules::HALF_HOURS).contains(&hours) {
        problems.push(Problem::new("hours", "trainings-problem-half-hours").with("max", rules::HALF_HOURS));
    }
    let early = (training.first_day - on_date).num_days() > 0;
    if early || (on_date - training.last_day).num_days() > MARGIN_DAYS {
        problems.push(Problem::new("on", "trainings-problem-day"));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let people: Vec<Uuid> = training_seat::Entity::find()
        .filter(training_seat::Column::TrainingId.eq(id))
        .filter(training_seat::Column::State.is_in(HOLDING))
        .all(unit.tx())
        .await?
        .into_iter()
        .map(|seat| seat.worker_id)
        .collect();
    if !seats::sits_elsewhere(unit.tx(), id, &people, &[on_date])
        .await?
        .is_empty()
    {
        return Err(DomainError::Conflict("trainings-conflict-days-overlap"));
    }
    row(id, (on_date, half, hours))
        .insert(unit.tx())
        .await
        .map_err(|error| {
            if db::is_unique_violation(&error) {
                DomainError::invalid("on", "trainings-problem-day-twice")
            } else {
                error.into()
            }
        })?;
    if on_date > training.last_day {
        entity::training::Entity::update_many()
            .set(entity::training::ActiveModel {
                last_day: Set(on_date),
                version: Set(training.version + 1),
                updated_at: Set(unit.now()),
                ..Default::default()
            })
            .filter(entity::training::Column::Id.eq(id))
            .exec(unit.tx())
            .await?;
    }
    unit.audit(
        "add-training-day",
        Subject::Training,
        Some(id),
        json!({ "on": on_date, "half": half.key(), "hours": hours }),
    )
    .await
}

/// Drop a half day on which nobody was marked.
///
/// # Errors
/// [`DomainError::Conflict`] if the roll was called, if it is the only one, or if the training is over.
pub async fn drop(unit: &mut Unit, id: Uuid, day: Uuid) -> Result<()> {
    unit.allow(Action::EditTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let training = locked(unit, id).await?;
    let days = days_of(unit.tx(), id).await?;
    let found = days.iter().find(|row| row.id == day).ok_or(DomainError::NotFound)?;
    if !DAYS.contains(&training.state) || days.len() < 2 {
        return Err(DomainError::Conflict("trainings-conflict-days"));
    }
    let marked = training_attendance::Entity::find()
        .filter(training_attendance::Column::DayId.eq(day))
        .count(unit.tx())
        .await?;
    if marked > 0 {
        return Err(DomainError::Conflict("trainings-conflict-day-marked"));
    }
    training_day::Entity::delete_by_id(day).exec(unit.tx()).await?;
    unit.audit(
        "drop-training-day",
        Subject::Training,
        Some(id),
        json!({ "on": found.on_date, "half": found.half.key() }),
    )
    .await
}
