//! Papers of a claim: what was brought, with a scan or without.

use entity::codes::{Code as _, Subject, SubsidyPaper};
use entity::subsidy_claim_paper::{self, Column};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;
use uuid::Uuid;

use super::claims::by_id;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::files::Inspected;
use crate::domain::papers;
use crate::domain::unit::Unit;

/// Longest remark, in letters.
const NOTE_LETTERS: usize = 100;

/// The papers of a claim, the latest first. Whether the reader may see the claim is for the caller to have looked up.
pub(super) async fn papers_of(db: &impl ConnectionTrait, claim: Uuid) -> Result<Vec<subsidy_claim_paper::Model>> {
    Ok(subsidy_claim_paper::Entity::find()
        .filter(Column::ClaimId.eq(claim))
        .order_by_desc(Column::RecordedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// Put a paper with a claim. Until the money is out, something that lacks can be brought.
///
/// # Errors
/// [`DomainError::Conflict`] once the claim has ended; [`DomainError::Invalid`] names the fields.
pub async fn add_paper(
    unit: &mut Unit,
    claim: Uuid,
    kind: SubsidyPaper,
    note: &str,
    file: Option<Inspected>,
) -> Result<Uuid> {
    use entity::codes::ClaimState::{Paid, Recovered, Withdrawn};
    unit.allow(Action::DraftClaims)?;
    let found = by_id(unit.tx(), unit.actor(), claim).await?;
    if matches!(found.state, Paid | Recovered | Withdrawn) {
        return Err(DomainError::Conflict("subsidies-conflict-step"));
    }
    if note.chars().count() > NOTE_LETTERS {
        let problem = Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    let file_id = papers::keep(unit, Subject::SubsidyClaim, claim, file).await?;
    let id = Uuid::new_v4();
    subsidy_claim_paper::ActiveModel {
        id: Set(id),
        claim_id: Set(claim),
        kind: Set(kind),
        note: Set(note.trim().to_owned()),
        file_id: Set(file_id),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    let details = json!({ "kind": kind.key(), "scan": file_id.is_some() });
    unit.audit("add-claim-paper", Subject::SubsidyClaim, Some(claim), details)
        .await?;
    Ok(id)
}
