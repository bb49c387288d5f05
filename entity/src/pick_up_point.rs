//! Where people of a transfer get on.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Where people of a transfer get on.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "pick_up_point")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub batch_id: Uuid,
    /// In the order of the way.
    pub ordinal: i32,
    /// Township or village.
    pub place_code: String,
    pub address: String,
    /// When to be there.
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
