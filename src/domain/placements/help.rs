//! Help for people who came back (返乡帮扶): begins when a job ends and no other runs, ends when the next one begins.
//! What is done in between is told by [`crate::domain::returned`].

use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::codes::{HelpState, Subject};
use entity::returned_help::{self, Column};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::domain::error::Result;
use crate::domain::unit::Unit;

/// Days within which a returned person gets a policy talk, a guidance and three offers: the usual norm for the registered unemployed.
pub const HELP_DAYS: u64 = 30;

async fn open_of(unit: &Unit, worker: Uuid) -> Result<Option<returned_help::Model>> {
    Ok(returned_help::Entity::find()
        .filter(Column::WorkerId.eq(worker))
        .filter(Column::State.eq(HelpState::Open))
        .one(unit.tx())
        .await?)
}

/// The row of help that begins.
#[must_use]
pub fn row(worker: Uuid, placement: Uuid, left_on: NaiveDate, now: DateTime<Utc>) -> returned_help::ActiveModel {
    returned_help::ActiveModel {
        id: Set(Uuid::new_v4()),
        version: Set(1),
        worker_id: Set(worker),
        placement_id: Set(placement),
        left_on: Set(left_on),
        due_on: Set(left_on + Days::new(HELP_DAYS)),
        state: Set(HelpState::Open),
        policy_on: Set(None),
        policy_by: Set(None),
        guidance_on: Set(None),
        guidance_by: Set(None),
        end_reason: Set(None),
        next_placement_id: Set(None),
        closed_at: Set(None),
        note: Set(String::new()),
        created_at: Set(now),
    }
}

/// Begin to help a person who has no work any more.
pub(super) async fn begin(unit: &Unit, worker: Uuid, placement: Uuid, left_on: NaiveDate) -> Result<()> {
    if open_of(unit, worker).await?.is_some() {
        return Ok(());
    }
    let row = row(worker, placement, left_on, unit.now()).insert(unit.tx()).await?;
    unit.moved(Subject::Help, row.id, None, HelpState::Open, "").await
}

/// The person works again.
pub(super) async fn end(unit: &Unit, worker: Uuid, placement: Uuid) -> Result<()> {
    let Some(before) = open_of(unit, worker).await? else {
        return Ok(());
    };
    returned_help::Entity::update_many()
        .set(returned_help::ActiveModel {
            version: Set(before.version + 1),
            state: Set(HelpState::AtWork),
            next_placement_id: Set(Some(placement)),
            closed_at: Set(Some(unit.now())),
            ..Default::default()
        })
        .filter(Column::Id.eq(before.id))
        .filter(Column::State.eq(HelpState::Open))
        .exec(unit.tx())
        .await?;
    unit.moved(Subject::Help, before.id, Some(before.state), HelpState::AtWork, "")
        .await
}
