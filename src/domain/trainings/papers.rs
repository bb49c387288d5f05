//! The papers of a training, each with the number and the day under which it was filed.

use chrono::NaiveDate;
use entity::codes::{Code as _, Subject, TrainingPaperKind, TrainingState};
use entity::training_paper::{self, Column};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::by_id;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::files::Inspected;
use crate::domain::papers;
use crate::domain::unit::Unit;

/// The papers of a training, latest first. Whether the reader may see the training is for the caller to have looked up.
pub async fn papers_of(db: &impl ConnectionTrait, training: Uuid) -> Result<Vec<training_paper::Model>> {
    Ok(training_paper::Entity::find()
        .filter(Column::TrainingId.eq(training))
        .order_by_desc(Column::RecordedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// Put a paper on file. A later one of the same kind stands beside the earlier one: what was filed is never taken back.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the training does not take place.
pub async fn add_paper(
    unit: &mut Unit,
    training: Uuid,
    kind: TrainingPaperKind,
    number: &str,
    dated_on: NaiveDate,
    file: Option<Inspected>,
) -> Result<Uuid> {
    unit.allow(Action::EditTrainings)?;
    let found = by_id(unit.tx(), unit.actor(), training).await?;
    if matches!(found.state, TrainingState::Cancelled) {
        return Err(DomainError::Conflict("trainings-conflict-cancelled"));
    }
    let number = number.trim();
    let problems = papers::problems(number, true, (dated_on, unit.today()), "trainings-problem-paper-future");
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let file_id = papers::keep(unit, Subject::Training, training, file).await?;
    let id = Uuid::new_v4();
    training_paper::ActiveModel {
        id: Set(id),
        training_id: Set(training),
        kind: Set(kind),
        number: Set(number.to_owned()),
        dated_on: Set(dated_on),
        file_id: Set(file_id),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    unit.audit(
        "file-training-paper",
        Subject::Training,
        Some(training),
        json!({ "kind": kind.key(), "scan": file_id.is_some() }),
    )
    .await?;
    Ok(id)
}
