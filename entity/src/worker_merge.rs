//! Two records that were one person: what was moved from the one that went.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Two records that were one person: what was moved from the one that went.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "worker_merge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kept_id: Uuid,
    pub gone_id: Uuid,
    #[sea_orm(column_type = "JsonBinary")]
    pub moved: Json,
    pub reason: String,
    pub merged_by: Option<Uuid>,
    pub merged_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
