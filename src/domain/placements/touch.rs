//! What a word about a running placement does to it: somebody was found there, or nobody answers any more, or it began on another day.

use chrono::NaiveDate;
use entity::codes::{Code as _, EvidenceKind, PlacementKind, PlacementState, Subject};
use entity::placement;
use sea_orm::Set;
use serde_json::json;
use uuid::Uuid;

use super::change::{Proof, evidence, opened};
use super::{calls, open, retention, state};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// The person was found at work. A placement that was lost is found again; one that nobody verified is verified by staff who asked the
/// person, whose word is then its proof. The caller has judged who may say so.
pub async fn found_there(unit: &mut Unit, before: &placement::Model, on: NaiveDate, note: &str) -> Result<()> {
    let may_verify = unit.actor().may(Action::EditPlacements);
    match before.state {
        PlacementState::Unverified | PlacementState::Lost if may_verify && before.verified_at.is_none() => {
            let proof = Proof {
                kind: EvidenceKind::StationChecked,
                on,
                note: note.to_owned(),
                file: None,
            };
            evidence(unit, before.id, &proof).await?;
            let with = placement::ActiveModel {
                verified_by: Set(unit.actor().account_id()),
                verified_at: Set(Some(unit.now())),
                ..Default::default()
            };
            state::take(unit, before, PlacementState::OnPost, proof.kind.key(), with).await
        }
        PlacementState::Lost if before.verified_at.is_some() => {
            state::take(
                unit,
                before,
                PlacementState::OnPost,
                "",
                <placement::ActiveModel as Default>::default(),
            )
            .await
        }
        _ => Ok(()),
    }
}

/// Nobody answers, and the firm is silent too. The caller has judged that.
pub async fn lost_touch(unit: &mut Unit, before: &placement::Model) -> Result<()> {
    if !matches!(before.state, PlacementState::Unverified | PlacementState::OnPost) {
        return Ok(());
    }
    let nothing = <placement::ActiveModel as Default>::default();
    state::take(unit, before, PlacementState::Lost, "", nothing).await
}

/// The first day at work was another one. The calls to come move along, and so do the proven stays.
///
/// # Errors
/// [`DomainError::Invalid`] for field `started_on`: to come, after the last day, too long ago, or too young on it.
pub async fn shift_first_day(unit: &mut Unit, id: Uuid, version: i32, started_on: NaiveDate) -> Result<()> {
    unit.allow(Action::EditPlacements)?;
    let before = opened(unit, id, version).await?;
    open::check_first_day(unit, &before, started_on).await?;
    let with = placement::ActiveModel {
        started_on: Set(started_on),
        ..Default::default()
    };
    state::write(unit, &before, with).await?;
    if before.ended_on.is_none() {
        calls::shift(unit, &before, started_on).await?;
    }
    retention::refresh(unit, id).await?;
    unit.announce(Subject::Worker, before.worker_id);
    let details = json!({ "before": before.started_on, "after": started_on });
    unit.audit("shift-first-day", Subject::Placement, Some(id), details)
        .await
}

/// The placement is one of a workshop, under a contract of so many months. The caller has judged that the workshop takes the person in.
///
/// # Errors
/// [`DomainError::Conflict`] if it is no placement in a workshop, or is on the list of one already.
pub async fn join_workshop(
    unit: &Unit,
    before: &placement::Model,
    workshop: Uuid,
    contract_months: Option<i32>,
) -> Result<()> {
    unit.allow(Action::EditPlacements)?;
    if before.kind != PlacementKind::Workshop || before.workshop_id.is_some() {
        return Err(DomainError::Conflict("placements-conflict-workshop"));
    }
    let with = placement::ActiveModel {
        workshop_id: Set(Some(workshop)),
        contract_months: Set(contract_months),
        ..Default::default()
    };
    state::write(unit, before, with).await?;
    unit.audit(
        "join-workshop",
        Subject::Placement,
        Some(before.id),
        json!({ "workshop": workshop, "contract_months": contract_months }),
    )
    .await
}
