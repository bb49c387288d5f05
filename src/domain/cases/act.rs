//! What is done about a case: taken in hand, written to, passed on, solved, closed, opened again.

use entity::codes::{CaseReferral, CaseState, CaseStepKind, Code as _, Subject};
use entity::{care_case, care_case_step};
use sea_orm::{ActiveModelTrait, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::by_id;
use super::{deadline, state};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Longest note, in letters.
const NOTE_LETTERS: usize = 500;

/// Which case, as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The case.
    pub id: Uuid,
    /// Its version on the page.
    pub version: i32,
}

/// The case for a change: the actor may see it, and it still is as it was shown.
pub(super) async fn opened(unit: &Unit, step: Step) -> Result<care_case::Model> {
    unit.allow(Action::EditCases)?;
    let found = by_id(unit.tx(), unit.actor(), step.id).await?;
    if found.version == step.version {
        Ok(found)
    } else {
        Err(DomainError::Conflict("cases-conflict-moved"))
    }
}

/// No column but those that every step writes.
pub(super) fn unchanged() -> care_case::ActiveModel {
    <care_case::ActiveModel as Default>::default()
}

/// Write one line of the case's log.
pub(super) async fn log(unit: &Unit, case: Uuid, kind: CaseStepKind, note: &str) -> Result<()> {
    care_case_step::ActiveModel {
        id: Set(Uuid::new_v4()),
        case_id: Set(case),
        kind: Set(kind),
        note: Set(note.trim().to_owned()),
        by_id: Set(unit.actor().account_id()),
        by_name: Set(unit.actor().name().to_owned()),
        at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    Ok(())
}

/// A note that must say something.
pub(super) fn said<'n>(field: &str, note: &'n str) -> Result<&'n str> {
    let note = note.trim();
    if note.is_empty() {
        return Err(DomainError::invalid(field, "problem-required"));
    }
    short(field, note)
}

/// A note that may be empty.
pub(super) fn short<'n>(field: &str, note: &'n str) -> Result<&'n str> {
    if note.chars().count() > NOTE_LETTERS {
        let problem = crate::domain::error::Problem::new(field, "problem-too-long").with("max", NOTE_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    Ok(note.trim())
}

/// Take a case in hand: whoever does owns it from then on.
pub async fn take(unit: &mut Unit, step: Step) -> Result<()> {
    let before = opened(unit, step).await?;
    take_in_hand(unit, &before).await
}

pub(super) async fn take_in_hand(unit: &Unit, before: &care_case::Model) -> Result<()> {
    let with = care_case::ActiveModel {
        owner_id: Set(unit.actor().account_id().or(before.owner_id)),
        ..unchanged()
    };
    state::move_to(unit, before, CaseState::InHand, CaseStepKind::Taken, "", with).await
}

/// Write down what was done or heard. The clock begins anew.
///
/// # Errors
/// [`DomainError::Invalid`] for field `note`; [`DomainError::Conflict`] for a case that has ended.
pub async fn note(unit: &mut Unit, step: Step, note: &str) -> Result<()> {
    let before = opened(unit, step).await?;
    let note = said("note", note)?;
    if !state::WAITING.contains(&before.state) {
        return Err(DomainError::Conflict("cases-conflict-move"));
    }
    let with = care_case::ActiveModel {
        due_on: Set(deadline::due_on(before.kind, before.state, unit.today())),
        ..unchanged()
    };
    state::write(unit, &before, with).await?;
    unit.audit("note-case", Subject::Case, Some(before.id), json!({}))
        .await?;
    log(unit, before.id, CaseStepKind::Noted, note).await
}

/// Pass it on to an office. The case stays ours until the office has answered.
pub async fn refer(unit: &mut Unit, step: Step, to: CaseReferral, note: &str) -> Result<()> {
    let before = opened(unit, step).await?;
    let note = short("referral_note", note)?;
    let with = care_case::ActiveModel {
        referred_to: Set(Some(to)),
        referred_on: Set(Some(unit.today())),
        owner_id: Set(before.owner_id.or(unit.actor().account_id())),
        ..unchanged()
    };
    let line = format!("{}{}{note}", to.key(), if note.is_empty() { "" } else { " " });
    state::move_to(unit, &before, CaseState::Referred, CaseStepKind::Referred, &line, with).await
}

/// The office gave it back, or did nothing: we go on.
pub async fn came_back(unit: &mut Unit, step: Step, note: &str) -> Result<()> {
    let before = opened(unit, step).await?;
    if before.state != CaseState::Referred {
        return Err(DomainError::Conflict("cases-conflict-move"));
    }
    let note = said("note", note)?;
    state::move_to(
        unit,
        &before,
        CaseState::InHand,
        CaseStepKind::CameBack,
        note,
        unchanged(),
    )
    .await
}

/// It is settled, and how.
pub async fn solve(unit: &mut Unit, step: Step, result: &str) -> Result<()> {
    end(unit, step, CaseState::Solved, CaseStepKind::Solved, result).await
}

/// Nothing more can be done, and why.
pub async fn close(unit: &mut Unit, step: Step, result: &str) -> Result<()> {
    end(unit, step, CaseState::Closed, CaseStepKind::Closed, result).await
}

async fn end(unit: &Unit, step: Step, to: CaseState, kind: CaseStepKind, result: &str) -> Result<()> {
    let before = opened(unit, step).await?;
    let result = said("result", result)?;
    let with = care_case::ActiveModel {
        result: Set(result.to_owned()),
        offered_to: Set(None),
        ..unchanged()
    };
    state::move_to(unit, &before, to, kind, result, with).await
}

/// It is not settled after all.
pub async fn reopen(unit: &mut Unit, step: Step, why: &str) -> Result<()> {
    let before = opened(unit, step).await?;
    let why = said("note", why)?;
    let with = care_case::ActiveModel {
        result: Set(String::new()),
        ..unchanged()
    };
    state::move_to(unit, &before, CaseState::Open, CaseStepKind::Reopened, why, with).await
}
