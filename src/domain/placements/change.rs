//! What happens to a placement: evidence, verification, losing touch, leaving, changing jobs.

use chrono::NaiveDate;
use entity::codes::{Code as _, EndReason, EvidenceKind, PlacementState, Role, StatusSource, Subject, WorkerStatus};
use entity::{placement, placement_evidence, worker};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::open::{PlacementInput, insert};
use super::queries::by_id;
use super::{calls, help, retention, state};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::files::{self, Inspected};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Longest note of a proof, in letters.
const NOTE_LETTERS: usize = 200;

/// The paper behind a proof.
#[derive(Clone, Debug)]
pub enum ProofFile {
    /// Handed in with the proof; kept with the placement.
    New(Inspected),
    /// Kept already: one signed list proves everybody on it.
    Kept(Uuid),
}

/// A proof as somebody hands it in.
#[derive(Clone, Debug)]
pub struct Proof {
    /// What it is.
    pub kind: EvidenceKind,
    /// Of which day it speaks.
    pub on: NaiveDate,
    /// Number of the list, who was asked, what was seen.
    pub note: String,
    /// The paper itself: a photograph or a PDF.
    pub file: Option<ProofFile>,
}

/// Write a proof of a placement.
pub(super) async fn evidence(unit: &Unit, placement: Uuid, proof: &Proof) -> Result<()> {
    let mut problems = Vec::new();
    if proof.on > unit.today() {
        problems.push(Problem::new("on", "placements-problem-future"));
    }
    if proof.note.chars().count() > NOTE_LETTERS {
        problems.push(Problem::new("proof_note", "problem-too-long").with("max", NOTE_LETTERS));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let file_id = match &proof.file {
        Some(ProofFile::New(file)) => Some(files::store(unit, Subject::Placement, placement, file.clone()).await?),
        Some(ProofFile::Kept(file)) => Some(*file),
        None => None,
    };
    placement_evidence::ActiveModel {
        id: Set(Uuid::new_v4()),
        placement_id: Set(placement),
        kind: Set(proof.kind),
        on_date: Set(proof.on),
        note: Set(proof.note.trim().to_owned()),
        file_id: Set(file_id),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    unit.audit(
        "add-evidence",
        Subject::Placement,
        Some(placement),
        json!({ "kind": proof.kind.key(), "file": file_id }),
    )
    .await
}

/// The placement for a change: the actor may see it, its worker is locked, and it is as it was shown.
pub(super) async fn opened(unit: &Unit, id: Uuid, version: i32) -> Result<placement::Model> {
    let seen = by_id(unit.tx(), unit.actor(), id).await?;
    worker::Entity::find_by_id(seen.worker_id)
        .lock_exclusive()
        .one(unit.tx())
        .await?;
    if seen.version == version {
        Ok(seen)
    } else {
        Err(DomainError::Conflict("placements-conflict-moved"))
    }
}

/// No column but those that every change writes.
pub(super) fn unchanged() -> placement::ActiveModel {
    <placement::ActiveModel as Default>::default()
}

/// A contract is signed before the first day; everything else tells of a day at work.
fn speaks_of(placement: &placement::Model, proof: &Proof) -> Result<()> {
    if proof.kind != EvidenceKind::SignedContract && proof.on < placement.started_on {
        return Err(DomainError::invalid("on", "placements-problem-proof-early"));
    }
    Ok(())
}

/// Add a proof: a wage slip, a contract, a photograph, another check.
pub async fn add_evidence(unit: &mut Unit, id: Uuid, version: i32, proof: &Proof) -> Result<()> {
    unit.allow(Action::EditPlacements)?;
    let before = opened(unit, id, version).await?;
    speaks_of(&before, proof)?;
    evidence(unit, id, proof).await?;
    state::write(unit, &before, unchanged()).await?;
    retention::refresh(unit, id).await
}

/// Say that somebody has checked it. Only verified placements count in figures. One that has ended meanwhile is verified without a step.
///
/// # Errors
/// [`DomainError::Conflict`] if it was verified before.
pub async fn verify(unit: &mut Unit, id: Uuid, version: i32, proof: &Proof) -> Result<()> {
    unit.allow(Action::EditPlacements)?;
    let before = opened(unit, id, version).await?;
    speaks_of(&before, proof)?;
    evidence(unit, id, proof).await?;
    verified(unit, &before, proof.kind).await
}

/// Say that the proof with which a placement was just opened has been checked: a signed list that staff hold in their hands.
///
/// # Errors
/// As [`verify`].
pub async fn verify_opened(unit: &mut Unit, id: Uuid) -> Result<()> {
    unit.allow(Action::EditPlacements)?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    let proof = placement_evidence::Entity::find()
        .filter(placement_evidence::Column::PlacementId.eq(id))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    verified(unit, &before, proof.kind).await
}

async fn verified(unit: &mut Unit, before: &placement::Model, by: EvidenceKind) -> Result<()> {
    let id = before.id;
    // The first verification stays: a figure as of a day between it and a later check must find it.
    let mut with = unchanged();
    if before.verified_at.is_none() {
        with.verified_by = Set(unit.actor().account_id());
        with.verified_at = Set(Some(unit.now()));
    }
    if before.state == PlacementState::Left {
        if before.verified_at.is_some() {
            return Err(DomainError::Conflict("placements-conflict-move"));
        }
        state::write(unit, before, with).await?;
        retention::refresh(unit, id).await?;
        return unit
            .audit(
                "verify-placement",
                Subject::Placement,
                Some(id),
                json!({ "kind": by.key() }),
            )
            .await;
    }
    state::take(unit, before, PlacementState::OnPost, by.key(), with).await?;
    retention::refresh(unit, id).await
}

/// Say that nobody answers any more, or that the facts are disputed.
pub async fn mark(unit: &mut Unit, id: Uuid, version: i32, to: PlacementState) -> Result<()> {
    unit.allow(Action::EditPlacements)?;
    if !matches!(to, PlacementState::Lost | PlacementState::Disputed) {
        return Err(DomainError::Conflict("placements-conflict-move"));
    }
    let before = opened(unit, id, version).await?;
    state::take(unit, &before, to, "", unchanged()).await
}

/// End a placement. The person looks for work again and is helped, unless another placement still runs.
///
/// # Errors
/// [`DomainError::Invalid`] if the day is before the start or to come.
pub async fn leave(unit: &mut Unit, id: Uuid, version: i32, on: NaiveDate, reason: EndReason) -> Result<()> {
    unit.allow(Action::ReportLeaving)?;
    let before = opened(unit, id, version).await?;
    end(unit, &before, on, reason).await?;
    let others = placement::Entity::find()
        .filter(placement::Column::WorkerId.eq(before.worker_id))
        .filter(placement::Column::EndedOn.is_null())
        .count(unit.tx())
        .await?;
    if others > 0 {
        return Ok(());
    }
    let by_employer = unit.actor().role() == Some(Role::Employer);
    let source = if by_employer {
        StatusSource::Employer
    } else {
        StatusSource::Placement
    };
    help::begin(unit, before.worker_id, before.id, on).await?;
    workers::status_follows(unit, before.worker_id, WorkerStatus::Seeking, on, source).await
}

async fn end(unit: &mut Unit, before: &placement::Model, on: NaiveDate, reason: EndReason) -> Result<()> {
    if on < before.started_on {
        return Err(DomainError::invalid("ended_on", "placements-problem-end-early"));
    }
    if on > unit.today() {
        return Err(DomainError::invalid("ended_on", "placements-problem-future"));
    }
    let with = placement::ActiveModel {
        ended_on: Set(Some(on)),
        end_reason: Set(Some(reason)),
        ..Default::default()
    };
    state::take(unit, before, PlacementState::Left, reason.key(), with).await?;
    calls::cancel(unit, before.id).await?;
    retention::refresh(unit, before.id).await?;
    if let Some(vacancy) = before.vacancy_id {
        unit.announce(Subject::Vacancy, vacancy);
    }
    Ok(())
}

/// Change jobs: the running placement ends and the next one begins, both or neither. The chain is kept.
///
/// # Errors
/// [`DomainError::Invalid`] if the next one begins before the running one ends.
pub async fn change_job(
    unit: &mut Unit,
    id: Uuid,
    version: i32,
    ended_on: NaiveDate,
    next: PlacementInput,
) -> Result<Uuid> {
    unit.allow(Action::EditPlacements)?;
    let before = opened(unit, id, version).await?;
    if next.worker_id != before.worker_id {
        return Err(DomainError::NotFound);
    }
    if next.started_on < ended_on {
        return Err(DomainError::invalid("started_on", "placements-problem-overlap"));
    }
    end(unit, &before, ended_on, EndReason::ChangedJob).await?;
    insert(unit, next, None, Some(before.id)).await
}
