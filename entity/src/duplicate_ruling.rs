//! Two records that staff looked at and found to be two people, for good.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Two records that staff looked at and found to be two people, for good.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "duplicate_ruling")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub low_id: Uuid,
    pub high_id: Uuid,
    pub reason: String,
    pub ruled_by: Option<Uuid>,
    pub ruled_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
