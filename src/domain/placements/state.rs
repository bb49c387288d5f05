//! The life of a placement, as one table. Ordinary: unverified → on post → left; aside: lost (nobody answers), disputed.

use entity::codes::PlacementState::{self, Disputed, Left, Lost, OnPost, Unverified};
use entity::codes::{Code as _, Role, Subject};
use entity::placement;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;

use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Every step that exists, and whether a user of the employer may take it too.
pub const MOVES: &[(PlacementState, PlacementState, bool)] = &[
    (Unverified, OnPost, false),
    (Unverified, Left, true),
    (Unverified, Lost, false),
    (Unverified, Disputed, false),
    (OnPost, Left, true),
    (OnPost, Lost, false),
    (OnPost, Disputed, false),
    (Lost, OnPost, true),
    (Lost, Left, true),
    (Disputed, OnPost, false),
    (Disputed, Left, false),
];

/// Whether the table has this step for this actor.
#[must_use]
pub fn allows(from: PlacementState, to: PlacementState, actor: &Actor) -> bool {
    let employer = actor.role() == Some(Role::Employer);
    MOVES
        .iter()
        .any(|(a, b, employer_too)| *a == from && *b == to && (*employer_too || !employer))
}

/// Take one step, if the row still is as it was read.
///
/// # Errors
/// [`DomainError::Conflict`] if the table does not have the step or somebody else was faster.
pub(super) async fn take(
    unit: &mut Unit,
    before: &placement::Model,
    to: PlacementState,
    reason: &str,
    with: placement::ActiveModel,
) -> Result<()> {
    if !allows(before.state, to, unit.actor()) {
        return Err(DomainError::Conflict("placements-conflict-move"));
    }
    write(unit, before, placement::ActiveModel { state: Set(to), ..with }).await?;
    unit.moved(Subject::Placement, before.id, Some(before.state), to, reason)
        .await?;
    unit.announce(Subject::Worker, before.worker_id);
    unit.audit(
        "move-placement",
        Subject::Placement,
        Some(before.id),
        json!({ "to": to.key(), "reason": reason }),
    )
    .await
}

/// Write columns of a placement, if the row still is as it was read.
pub(super) async fn write(unit: &Unit, before: &placement::Model, with: placement::ActiveModel) -> Result<()> {
    let result = placement::Entity::update_many()
        .set(placement::ActiveModel {
            version: Set(before.version + 1),
            ..with
        })
        .filter(placement::Column::Id.eq(before.id))
        .filter(placement::Column::State.eq(before.state))
        .filter(placement::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("placements-conflict-moved"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_left_has_left() {
        assert!(MOVES.iter().all(|(from, to, _)| *from != Left && *to != Unverified));
        for from in PlacementState::ALL.iter().filter(|state| **state != Left) {
            assert!(allows(*from, Left, &Actor::System), "{from:?}");
        }
    }
}
