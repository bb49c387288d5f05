//! The papers of a workshop. What was filed is never taken back.

use chrono::NaiveDate;
use entity::codes::{Code as _, Subject, WorkshopPaperKind};
use entity::workshop_paper::{self, Column};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::by_id;
use super::state::OVER;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::files::Inspected;
use crate::domain::papers;
use crate::domain::unit::Unit;

/// Longest note, in letters.
const NOTE_LETTERS: usize = 300;

/// The papers, latest first. Whether the reader may see the workshop is for the caller to have looked up.
pub async fn papers_of(db: &impl ConnectionTrait, workshop: Uuid) -> Result<Vec<workshop_paper::Model>> {
    Ok(workshop_paper::Entity::find()
        .filter(Column::WorkshopId.eq(workshop))
        .order_by_desc(Column::RecordedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// Put a paper on file.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the workshop is over.
pub async fn add_paper(
    unit: &mut Unit,
    workshop: Uuid,
    kind: WorkshopPaperKind,
    (number, dated_on, note): (&str, NaiveDate, &str),
    file: Option<Inspected>,
) -> Result<Uuid> {
    unit.allow(Action::EditWorkshops)?;
    let found = by_id(unit.tx(), unit.actor(), workshop).await?;
    if OVER.contains(&found.state) {
        return Err(DomainError::Conflict("workshops-conflict-over"));
    }
    let (number, note) = (number.trim(), note.trim());
    let mut problems = papers::problems(
        number,
        kind != WorkshopPaperKind::Photo,
        (dated_on, unit.today()),
        "workshops-problem-future",
    );
    if note.chars().count() > NOTE_LETTERS {
        problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS));
    }
    if kind == WorkshopPaperKind::Photo && file.is_none() {
        problems.push(Problem::new("file", "workshops-problem-photo"));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let file_id = papers::keep(unit, Subject::Workshop, workshop, file).await?;
    let id = Uuid::new_v4();
    workshop_paper::ActiveModel {
        id: Set(id),
        workshop_id: Set(workshop),
        kind: Set(kind),
        number: Set(number.to_owned()),
        dated_on: Set(dated_on),
        note: Set(note.to_owned()),
        file_id: Set(file_id),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    let details = json!({ "kind": kind.key(), "scan": file_id.is_some() });
    unit.audit("file-workshop-paper", Subject::Workshop, Some(workshop), details)
        .await?;
    Ok(id)
}
