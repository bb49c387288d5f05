//! Results of a class: points out of a hundred, or passed and not passed.

use entity::codes::{SeatState, Subject, TrainingState};
use entity::training_seat;
use sea_orm::Set;
use serde_json::json;
use uuid::Uuid;

use super::queries::{by_id, locked, seat_by_id};
use super::seats::advance;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result as Done};
use crate::domain::unit::Unit;

/// Points of a hundred from which an exam is passed (国家职业技能标准: 60 of 100).
pub const PASS_POINTS: i32 = 60;

/// The result of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Result {
    /// The seat.
    pub seat: Uuid,
    /// Its version, as it was shown.
    pub version: i32,
    /// Points, where there are any.
    pub score: Option<i32>,
    /// Whether the person passed, where there are no points.
    pub passed: bool,
}

impl Result {
    /// Points decide where there are any.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.score.map_or(self.passed, |score| score >= PASS_POINTS)
    }
}

/// Write results down. Gives how many passed and how many did not.
///
/// # Errors
/// [`DomainError::Invalid`] for the field `score-{seat}`; [`DomainError::Conflict`] if there is no exam now, or somebody has a certificate
/// already, or was not there often enough.
pub async fn examine(unit: &mut Unit, id: Uuid, results: &[Result]) -> Done<(usize, usize)> {
    unit.allow(Action::EditTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let training = locked(unit, id).await?;
    if training.state != TrainingState::Examined {
        return Err(DomainError::Conflict("trainings-conflict-no-exam"));
    }
    let problems: Vec<Problem> = results
        .iter()
        .filter(|result| result.score.is_some_and(|score| !(0..=100).contains(&score)))
        .map(|result| Problem::new(format!("score-{}", result.seat), "trainings-problem-score"))
        .collect();
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let (mut passed, mut failed) = (0, 0);
    for result in results {
        let seat = seat_by_id(unit.tx(), unit.actor(), id, result.seat).await?;
        if seat.version != result.version {
            return Err(DomainError::Conflict("conflict-changed-meanwhile"));
        }
        // Who was not there often enough has no exam, and so no result to write down.
        if seat.state == SeatState::Failed && seat.exam_passed.is_none() {
            return Err(DomainError::Conflict("trainings-conflict-too-little"));
        }
        let to = if result.is_passed() {
            passed += 1;
            SeatState::Completed
        } else {
            failed += 1;
            SeatState::Failed
        };
        write(unit, &seat, result, to).await?;
    }
    unit.audit(
        "write-exam",
        Subject::Training,
        Some(id),
        json!({ "passed": passed, "failed": failed }),
    )
    .await?;
    Ok((passed, failed))
}

async fn write(unit: &Unit, seat: &training_seat::Model, result: &Result, to: SeatState) -> Done<()> {
    use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
    let change = training_seat::ActiveModel {
        exam_score: Set(result.score),
        exam_passed: Set(Some(result.is_passed())),
        ..Default::default()
    };
    if seat.state != to {
        return advance(unit, seat, to, "", change).await;
    }
    // The same result with other points.
    if seat.exam_score != result.score {
        training_seat::Entity::update_many()
            .set(training_seat::ActiveModel {
                version: Set(seat.version + 1),
                ..change
            })
            .filter(training_seat::Column::Id.eq(seat.id))
            .filter(training_seat::Column::Version.eq(seat.version))
            .exec(unit.tx())
            .await?;
    }
    Ok(())
}
