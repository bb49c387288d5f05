//! A placement that a claim rests on.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A placement that a claim rests on.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "subsidy_claim_job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub claim_id: Uuid,
    pub placement_id: Uuid,
    pub worker_id: Uuid,
    /// First day that counts.
    pub from_date: Date,
    /// Last day that counts.
    pub until_date: Date,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
