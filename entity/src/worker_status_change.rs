//! One line of the history of where a worker stood.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{StatusSource, WorkerStatus};

/// One line of the history of where a worker stood.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "worker_status_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub worker_id: Uuid,
    pub status: WorkerStatus,
    pub as_of: Date,
    pub source: StatusSource,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
