//! The rows around many records, one `IN` query per table: lists, matching and export ask for them and never row by row.

use std::collections::HashMap;

use entity::{worker, worker_certificate, worker_intent, worker_phone, worker_skill};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::error::Result;

/// What stands around one record.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Phones in their order.
    pub phones: Vec<worker_phone::Model>,
    /// Trades, the longest practised first.
    pub skills: Vec<worker_skill::Model>,
    /// Certificates.
    pub certificates: Vec<worker_certificate::Model>,
    /// What the worker wants.
    pub intent: Option<worker_intent::Model>,
}

/// The rows around the given workers: four statements, however many they are. The caller has narrowed to whom the actor may see.
pub async fn rows_of(db: &impl ConnectionTrait, workers: &[worker::Model]) -> Result<HashMap<Uuid, Rows>> {
    let ids: Vec<Uuid> = workers.iter().map(|worker| worker.id).collect();
    let mut all: HashMap<Uuid, Rows> = ids.iter().map(|id| (*id, Rows::default())).collect();
    let phones = worker_phone::Entity::find().filter(worker_phone::Column::WorkerId.is_in(ids.clone()));
    for phone in phones.order_by_asc(worker_phone::Column::Position).all(db).await? {
        all.entry(phone.worker_id).or_default().phones.push(phone);
    }
    let skills = worker_skill::Entity::find().filter(worker_skill::Column::WorkerId.is_in(ids.clone()));
    for skill in skills.order_by_desc(worker_skill::Column::Years).all(db).await? {
        all.entry(skill.worker_id).or_default().skills.push(skill);
    }
    let certificates =
        worker_certificate::Entity::find().filter(worker_certificate::Column::WorkerId.is_in(ids.clone()));
    for held in certificates
        .order_by_asc(worker_certificate::Column::Kind)
        .all(db)
        .await?
    {
        all.entry(held.worker_id).or_default().certificates.push(held);
    }
    for intent in worker_intent::Entity::find()
        .filter(worker_intent::Column::WorkerId.is_in(ids))
        .all(db)
        .await?
    {
        let worker = intent.worker_id;
        all.entry(worker).or_default().intent = Some(intent);
    }
    Ok(all)
}
