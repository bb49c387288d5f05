//! The head of every change of a record: narrow the lookup, compare the version, count it up, announce.

use entity::codes::Subject;
use entity::worker;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};
use uuid::Uuid;

use super::by_id;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Open the record for a change by whoever may edit workers. `version` is what the form was shown with.
///
/// # Errors
/// [`DomainError::NotFound`] outside the actor's places, [`DomainError::Conflict`] if somebody changed it meanwhile.
pub(super) async fn open(unit: &mut Unit, id: Uuid, version: Option<i32>) -> Result<worker::Model> {
    unit.allow(Action::EditWorkers)?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    if version.is_some_and(|version| version != before.version) {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    apply(unit, &before, nothing()).await?;
    Ok(before)
}

/// Write `change` to the row that was read as `before`, if it is still the same.
pub(super) async fn apply(unit: &mut Unit, before: &worker::Model, change: worker::ActiveModel) -> Result<()> {
    let change = worker::ActiveModel {
        version: Set(before.version + 1),
        updated_at: Set(unit.now()),
        ..change
    };
    let result = worker::Entity::update_many()
        .set(change)
        .filter(
            worker::Column::Id
                .eq(before.id)
                .and(worker::Column::Version.eq(before.version)),
        )
        .filter(worker::Column::MergedInto.is_null())
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.announce(Subject::Worker, before.id);
    Ok(())
}

/// No change of its own: the parts around the record change.
pub(super) fn nothing() -> worker::ActiveModel {
    worker::ActiveModel::default()
}

/// Write columns of a record that this unit has opened already, without counting again.
pub(super) async fn write(unit: &Unit, id: Uuid, change: worker::ActiveModel) -> Result<()> {
    worker::Entity::update_many()
        .set(change)
        .filter(worker::Column::Id.eq(id))
        .exec(unit.tx())
        .await?;
    Ok(())
}
