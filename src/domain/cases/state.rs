//! The life of a case, as one table: open → in hand → passed on to an office → solved, or closed without a solution; and open again.

use entity::care_case;
use entity::codes::CaseState::{self, Closed, InHand, Open, Referred, Solved};
use entity::codes::{CaseStepKind, Code as _, Subject};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;

use super::{act, deadline};
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Every step that exists.
pub const MOVES: &[(CaseState, CaseState)] = &[
    (Open, InHand),
    (Open, Referred),
    (Open, Solved),
    (Open, Closed),
    (InHand, Referred),
    (InHand, Solved),
    (InHand, Closed),
    (Referred, InHand),
    (Referred, Solved),
    (Referred, Closed),
    (Solved, Open),
    (Closed, Open),
];

/// The states in which somebody still has something to do.
pub const WAITING: [CaseState; 3] = [Open, InHand, Referred];

/// Whether the table has this step.
#[must_use]
pub fn allows(from: CaseState, to: CaseState) -> bool {
    MOVES.contains(&(from, to))
}

/// Take one step, if the row still is as it was read; the clock begins anew.
///
/// # Errors
/// [`DomainError::Conflict`] if the table does not have the step or somebody else was faster.
pub(super) async fn move_to(
    unit: &Unit,
    before: &care_case::Model,
    to: CaseState,
    step: CaseStepKind,
    note: &str,
    with: care_case::ActiveModel,
) -> Result<()> {
    if !allows(before.state, to) {
        return Err(DomainError::Conflict("cases-conflict-move"));
    }
    let over = !WAITING.contains(&to);
    let with = care_case::ActiveModel {
        state: Set(to),
        state_since: Set(unit.now()),
        due_on: Set(deadline::due_on(before.kind, to, unit.today())),
        closed_at: Set(over.then(|| unit.now())),
        ..with
    };
    write(unit, before, with).await?;
    unit.moved(Subject::Case, before.id, Some(before.state), to, "").await?;
    let details = json!({ "to": to.key() });
    unit.audit("move-case", Subject::Case, Some(before.id), details).await?;
    act::log(unit, before.id, step, note).await
}

/// Write columns of a case, if the row still is as it was read.
pub(super) async fn write(unit: &Unit, before: &care_case::Model, with: care_case::ActiveModel) -> Result<()> {
    let result = care_case::Entity::update_many()
        .set(care_case::ActiveModel {
            version: Set(before.version + 1),
            ..with
        })
        .filter(care_case::Column::Id.eq(before.id))
        .filter(care_case::Column::State.eq(before.state))
        .filter(care_case::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("cases-conflict-moved"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_waiting_case_can_be_solved_and_every_ended_one_opened_again() {
        for from in WAITING {
            assert!(allows(from, Solved) && allows(from, Closed), "{from:?}");
        }
        for from in [Solved, Closed] {
            let out: Vec<_> = MOVES.iter().filter(|(a, _)| *a == from).collect();
            assert_eq!(out, [&(from, Open)]);
        }
    }

    #[test]
    fn no_step_stands_twice_or_leads_nowhere() {
        for (at, step) in MOVES.iter().enumerate() {
            assert!(!MOVES[at + 1..].contains(step) && step.0 != step.1, "{step:?}");
        }
    }
}
