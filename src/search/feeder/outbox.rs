//! Reading and pruning the outbox, and the few facts about it that are kept in `meta`.

use chrono::{DateTime, Duration, Utc};
use entity::{meta, outbox_event};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use crate::db::Database;

/// Which database this is, so that an index made from another one is noticed.
const DATABASE_ID: &str = "database_id";
/// Number of the last outbox row that was pruned.
const PRUNED_TO: &str = "outbox_pruned_to";
/// When somebody last asked for a rebuild.
const REINDEX: &str = "reindex_requested_at";
/// Days for which events are kept: a node that was away for longer rebuilds its index, and readers of the public changes start again.
pub const KEEP_DAYS: i64 = 7;

/// What `meta` says to a feeder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Which database this is; empty before the first start.
    pub database_id: String,
    /// Events up to this number are gone.
    pub pruned_to: i64,
    /// The last request to rebuild; empty if there was none.
    pub reindex: String,
}

/// Read the notes in one statement.
pub async fn notes(db: &impl ConnectionTrait) -> Result<Notes, DbErr> {
    let rows = meta::Entity::find()
        .filter(meta::Column::Key.is_in([DATABASE_ID, PRUNED_TO, REINDEX]))
        .all(db)
        .await?;
    let mut notes = Notes::default();
    for row in rows {
        match row.key.as_str() {
            DATABASE_ID => notes.database_id = row.value,
            PRUNED_TO => notes.pruned_to = row.value.parse().unwrap_or(0),
            _ => notes.reindex = row.value,
        }
    }
    Ok(notes)
}

/// Give the database its name at the first start. Two nodes that start together agree on one.
pub async fn name_database(db: &Database) -> Result<(), DbErr> {
    let write = db.begin_write().await?;
    let row = meta::ActiveModel {
        key: Set(DATABASE_ID.to_owned()),
        value: Set(Uuid::new_v4().to_string()),
    };
    meta::Entity::insert(row)
        .on_conflict(OnConflict::column(meta::Column::Key).do_nothing().to_owned())
        .exec_without_returning(&write.transaction)
        .await?;
    write.transaction.commit().await
}

/// Ask every node to rebuild its index. Returns the request as the nodes will confirm it.
pub async fn request_reindex(db: &Database, now: DateTime<Utc>) -> Result<String, DbErr> {
    let request = now.to_rfc3339();
    let write = db.begin_write().await?;
    put(&write.transaction, REINDEX, request.clone()).await?;
    write.transaction.commit().await?;
    Ok(request)
}

async fn put(db: &impl ConnectionTrait, key: &str, value: String) -> Result<(), DbErr> {
    let row = meta::ActiveModel {
        key: Set(key.to_owned()),
        value: Set(value),
    };
    meta::Entity::insert(row)
        .on_conflict(
            OnConflict::column(meta::Column::Key)
                .update_column(meta::Column::Value)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Number of the newest event; what was pruned if there is none.
pub async fn head(db: &impl ConnectionTrait, notes: &Notes) -> Result<i64, DbErr> {
    let newest: Option<i64> = outbox_event::Entity::find()
        .select_only()
        .column_as(outbox_event::Column::Seq.max(), "newest")
        .into_tuple()
        .one(db)
        .await?
        .flatten();
    Ok(newest.unwrap_or(notes.pruned_to))
}

/// Up to `limit` events after `cursor`, oldest first.
pub async fn after(db: &impl ConnectionTrait, cursor: i64, limit: u64) -> Result<Vec<outbox_event::Model>, DbErr> {
    outbox_event::Entity::find()
        .filter(outbox_event::Column::Seq.gt(cursor))
        .order_by_asc(outbox_event::Column::Seq)
        .limit(limit)
        .all(db)
        .await
}

/// Remove events older than [`KEEP_DAYS`] and remember how far. Returns how many went.
pub async fn prune(db: &Database, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let write = db.begin_write().await?;
    let tx = &write.transaction;
    let old = outbox_event::Column::At.lt(now - Duration::days(KEEP_DAYS));
    let last: Option<i64> = outbox_event::Entity::find()
        .select_only()
        .column_as(outbox_event::Column::Seq.max(), "last")
        .filter(old)
        .into_tuple()
        .one(tx)
        .await?
        .flatten();
    let Some(last) = last else { return Ok(0) };
    let gone = outbox_event::Entity::delete_many()
        .filter(outbox_event::Column::Seq.lte(last))
        .exec(tx)
        .await?;
    put(tx, PRUNED_TO, last.to_string()).await?;
    write.transaction.commit().await?;
    Ok(gone.rows_affected)
}
