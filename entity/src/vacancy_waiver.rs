//! A reviewer's reasoned approval of wording that the check had held.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A reviewer's reasoned approval of wording that the check had held.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "vacancy_waiver")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub vacancy_id: Uuid,
    pub rule: String,
    pub excerpt: String,
    pub reason: String,
    pub approved_by: Option<Uuid>,
    pub approved_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
