//! A trade that a worker knows.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::SkillLevel;

/// A trade that a worker knows.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "worker_skill")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub worker_id: Uuid,
    pub occupation_code: String,
    pub years: i32,
    pub level: SkillLevel,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
