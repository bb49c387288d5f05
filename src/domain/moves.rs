//! The history of a record: every move of its state machine, as [`super::unit::Unit::moved`] wrote it.

use entity::codes::Subject;
use entity::state_move::{self, Column};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::error::Result;

/// No page shows more moves of one record than this.
const SHOWN: u64 = 200;

/// The moves of one record, newest first. Whether the reader may see the record is for the caller to have looked up.
pub async fn of(db: &impl ConnectionTrait, subject: Subject, id: Uuid) -> Result<Vec<state_move::Model>> {
    Ok(state_move::Entity::find()
        .filter(Column::Subject.eq(subject))
        .filter(Column::SubjectId.eq(id))
        .order_by_desc(Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?)
}
