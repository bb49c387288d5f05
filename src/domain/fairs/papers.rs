//! The papers of a fair, each with the number and the day under which it was filed.

use chrono::NaiveDate;
use entity::codes::{Code as _, FairPaperKind, FairState, Subject};
use entity::fair_paper::{self, Column};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::by_id;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::files::Inspected;
use crate::domain::papers;
use crate::domain::unit::Unit;

/// The papers of a fair, latest first. Whether the reader may see the fair is for the caller to have looked up.
pub async fn papers_of(db: &impl ConnectionTrait, fair: Uuid) -> Result<Vec<fair_paper::Model>> {
    Ok(fair_paper::Entity::find()
        .filter(Column::FairId.eq(fair))
        .order_by_desc(Column::RecordedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// Put a paper on file. A later one of the same kind stands beside the earlier one: what was filed is never taken back.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the fair is over or does not take place.
pub async fn add_paper(
    unit: &mut Unit,
    fair: Uuid,
    kind: FairPaperKind,
    number: &str,
    dated_on: NaiveDate,
    file: Option<Inspected>,
) -> Result<Uuid> {
    unit.allow(Action::EditFairs)?;
    let found = by_id(unit.tx(), unit.actor(), fair).await?;
    if matches!(found.state, FairState::Archived | FairState::Cancelled) {
        return Err(DomainError::Conflict("fairs-conflict-over"));
    }
    let number = number.trim();
    let problems = papers::problems(number, true, (dated_on, unit.today()), "fairs-problem-paper-future");
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let file_id = papers::keep(unit, Subject::Fair, fair, file).await?;
    let id = Uuid::new_v4();
    fair_paper::ActiveModel {
        id: Set(id),
        fair_id: Set(fair),
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
        "file-fair-paper",
        Subject::Fair,
        Some(fair),
        json!({ "kind": kind.key(), "scan": file_id.is_some() }),
    )
    .await?;
    Ok(id)
}
