//! Calling the roll of a half day. Everybody is there unless it is said otherwise; whoever corrects it later leaves a trail.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use entity::codes::{Code as _, SeatState, Subject, TrainingMark, TrainingState};
use entity::training_attendance::{self, Column};
use entity::{training, training_day, training_seat, worker};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect,
    Set,
};
use serde_json::json;
use uuid::Uuid;

use super::queries::{Seat, by_id, locked, seats_of};
use super::rules::was_there;
use super::state::TAKEN;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Ids of one `IN` list: within the parameter limits of both databases.
const CHUNK: usize = 500;

/// One person on the roll.
#[derive(Clone, Debug)]
pub struct RollLine {
    /// The seat with its person.
    pub seat: Seat,
    /// What was written down, if the roll was called.
    pub mark: Option<TrainingMark>,
}

/// The roll of a half day.
#[derive(Clone, Debug)]
pub struct Roll {
    /// The training.
    pub training: training::Model,
    /// The half day.
    pub day: training_day::Model,
    /// The people whom the actor may see.
    pub lines: Vec<RollLine>,
}

impl Roll {
    /// Whether somebody was marked already.
    #[must_use]
    pub fn called(&self) -> bool {
        self.lines.iter().any(|line| line.mark.is_some())
    }
}

/// One half day of a training.
async fn day_of(db: &impl ConnectionTrait, training: Uuid, day: Uuid) -> Result<training_day::Model> {
    training_day::Entity::find_by_id(day)
        .filter(training_day::Column::TrainingId.eq(training))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The roll, as far as the actor may see the people.
pub async fn roll(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, day: Uuid, today: NaiveDate) -> Result<Roll> {
    let training = by_id(db, actor, id).await?;
    let day = day_of(db, id, day).await?;
    let seats = seats_of(db, actor, id, today).await?;
    let marks: HashMap<Uuid, TrainingMark> = training_attendance::Entity::find()
        .filter(Column::DayId.eq(day.id))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.seat_id, row.mark))
        .collect();
    let lines = seats
        .into_iter()
        .filter(|seat| !matches!(seat.seat.state, SeatState::Waiting | SeatState::Withdrawn))
        .map(|seat| RollLine {
            mark: marks.get(&seat.seat.id).copied(),
            seat,
        })
        .collect();
    Ok(Roll { training, day, lines })
}

/// Every mark of a training by seat and half day. Whether the reader may see it is for the caller to have looked up.
pub async fn marks_of(db: &impl ConnectionTrait, training: Uuid) -> Result<HashMap<(Uuid, Uuid), TrainingMark>> {
    let rows = training_attendance::Entity::find()
        .join(JoinType::InnerJoin, to_day())
        .filter(training_day::Column::TrainingId.eq(training))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ((row.seat_id, row.day_id), row.mark))
        .collect())
}

fn to_day() -> sea_orm::RelationDef {
    training_attendance::Entity::belongs_to(training_day::Entity)
        .from(Column::DayId)
        .to(training_day::Column::Id)
        .into()
}

/// Seats whose people were there on some half day.
pub(super) async fn there(db: &impl ConnectionTrait, training: Uuid) -> Result<HashSet<Uuid>> {
    let marks = marks_of(db, training).await?;
    Ok(marks
        .into_iter()
        .filter(|(_, mark)| was_there(*mark))
        .map(|((seat, _), _)| seat)
        .collect())
}

/// Write the roll of a half day down. `marks` names those who are not simply there; gives how many were there.
///
/// # Errors
/// [`DomainError::Conflict`] if the training does not run, the day has not come, or somebody else called the roll meanwhile.
pub async fn take(
    unit: &mut Unit,
    id: Uuid,
    day: Uuid,
    version: i32,
    marks: &BTreeMap<Uuid, TrainingMark>,
) -> Result<(usize, usize)> {
    unit.allow(Action::SeatTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let training = locked(unit, id).await?;
    let roll = roll(unit.tx(), unit.actor(), id, day, unit.today()).await?;
    if training.state != TrainingState::Running {
        return Err(DomainError::Conflict("trainings-conflict-not-running"));
    }
    if roll.day.on_date > unit.today() {
        return Err(DomainError::Conflict("trainings-conflict-day-to-come"));
    }
    let result = training_day::Entity::update_many()
        .set(training_day::ActiveModel {
            version: Set(version + 1),
            ..Default::default()
        })
        .filter(training_day::Column::Id.eq(day))
        .filter(training_day::Column::Version.eq(version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut new = Vec::new();
    let mut corrected = 0;
    for line in &roll.lines {
        let mark = marks.get(&line.seat.seat.id).copied().unwrap_or(TrainingMark::Present);
        *counts.entry(mark.key()).or_default() += 1;
        match line.mark {
            Some(before) if before == mark => {}
            Some(_) => {
                correct(unit, line.seat.seat.id, day, mark).await?;
                corrected += 1;
            }
            None => new.push(row(unit, line.seat.seat.id, day, mark)),
        }
    }
    for piece in new.chunks(CHUNK) {
        training_attendance::Entity::insert_many(piece.to_vec())
            .exec_without_returning(unit.tx())
            .await?;
    }
    unit.audit(
        "call-roll",
        Subject::Training,
        Some(id),
        json!({ "day": day, "marks": counts, "corrected": corrected }),
    )
    .await?;
    let there = [TrainingMark::Present, TrainingMark::Late]
        .iter()
        .filter_map(|mark| counts.get(mark.key()))
        .sum();
    Ok((there, roll.lines.len()))
}

fn row(unit: &Unit, seat: Uuid, day: Uuid, mark: TrainingMark) -> training_attendance::ActiveModel {
    training_attendance::ActiveModel {
        id: Set(Uuid::new_v4()),
        version: Set(1),
        seat_id: Set(seat),
        day_id: Set(day),
        mark: Set(mark),
        marked_by: Set(unit.actor().account_id()),
        marked_at: Set(unit.now()),
    }
}

async fn correct(unit: &Unit, seat: Uuid, day: Uuid, mark: TrainingMark) -> Result<()> {
    let before = training_attendance::Entity::find()
        .filter(Column::SeatId.eq(seat))
        .filter(Column::DayId.eq(day))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    training_attendance::ActiveModel {
        id: Set(before.id),
        version: Set(before.version + 1),
        mark: Set(mark),
        marked_by: Set(unit.actor().account_id()),
        marked_at: Set(unit.now()),
        ..Default::default()
    }
    .update(unit.tx())
    .await?;
    unit.audit(
        "correct-mark",
        Subject::TrainingSeat,
        Some(seat),
        json!({ "day": day, "from": before.mark.key(), "to": mark.key() }),
    )
    .await
}

/// Seats of people who sit in the class, all of them: for what the whole training needs, whoever asks. Where two records became one, the
/// second seat of the person stayed with the record that is gone, and counts no more.
pub(super) async fn sitting(db: &impl ConnectionTrait, training: Uuid) -> Result<Vec<training_seat::Model>> {
    let stands = Condition::all().add(worker::Column::MergedInto.is_null());
    Ok(training_seat::Entity::find()
        .filter(training_seat::Column::TrainingId.eq(training))
        .filter(training_seat::Column::State.is_in(TAKEN))
        .filter(workers::whose(training_seat::Column::WorkerId, stands))
        .all(db)
        .await?)
}
