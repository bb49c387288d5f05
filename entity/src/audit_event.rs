//! What somebody did or looked at. Only ever appended.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::Subject;

/// What somebody did or looked at. Only ever appended.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub at: DateTimeUtc,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    pub action: String,
    pub subject: Subject,
    pub subject_id: Option<Uuid>,
    /// Field names and codes, never values that identify.
    #[sea_orm(column_type = "JsonBinary")]
    pub details: Json,
    pub request_id: String,
    pub address: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
