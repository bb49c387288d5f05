//! What a plan promises of one figure for one township, or for the whole county.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a plan promises of one figure for one township, or for the whole county.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "plan_target")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: Uuid,
    /// Code of the indicator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Township, or the county of the pairing for the whole.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_code: String,
    /// In the unit of the indicator.
    pub value: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
