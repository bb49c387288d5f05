//! What happened to a record, and who looked at what it hides.

use std::collections::HashMap;

use entity::codes::Subject;
use entity::{audit_event, state_move, worker, worker_merge};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::by_id;
use super::record::names_of_accounts;
use crate::domain::actor::Actor;
use crate::domain::error::Result;

/// Most rows of each kind: the newest ones.
const MOST: u64 = 200;

/// The history of one record, its merged ones included.
#[derive(Clone, Debug)]
pub struct History {
    /// The record.
    pub worker: worker::Model,
    /// Moves of its status, the latest first.
    pub moves: Vec<state_move::Model>,
    /// Mergers, the latest first.
    pub merges: Vec<worker_merge::Model>,
    /// The records that were merged into it.
    pub merged: HashMap<Uuid, worker::Model>,
    /// The trail: changes, look-ups and reveals, the latest first.
    pub trail: Vec<audit_event::Model>,
    /// Names of the accounts that merged.
    pub people: HashMap<Uuid, String>,
}

/// The history of a record, if the actor may see it.
pub async fn history(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<History> {
    let worker = by_id(db, actor, id).await?;
    let merges = worker_merge::Entity::find()
        .filter(worker_merge::Column::KeptId.eq(id))
        .order_by_desc(worker_merge::Column::MergedAt)
        .all(db)
        .await?;
    let partners: HashMap<Uuid, worker::Model> = worker::Entity::find()
        .filter(worker::Column::Id.is_in(merges.iter().map(|row| row.gone_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let ids: Vec<Uuid> = partners.keys().copied().chain([id]).collect();
    let moves = state_move::Entity::find()
        .filter(
            state_move::Column::Subject
                .eq(Subject::Worker)
                .and(state_move::Column::SubjectId.is_in(ids.clone())),
        )
        .order_by_desc(state_move::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let trail = audit_event::Entity::find()
        .filter(
            audit_event::Column::Subject
                .eq(Subject::Worker)
                .and(audit_event::Column::SubjectId.is_in(ids)),
        )
        .order_by_desc(audit_event::Column::Seq)
        .limit(MOST)
        .all(db)
        .await?;
    let people = names_of_accounts(db, merges.iter().filter_map(|row| row.merged_by).collect()).await?;
    Ok(History {
        worker,
        moves,
        merges,
        merged: partners,
        trail,
        people,
    })
}
