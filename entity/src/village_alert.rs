//! Many of one village came home in one month: somebody must ask why.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Many of one village came home in one month: somebody must ask why.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "village_alert")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub region_code: String,
    pub month: Date,
    /// People at work when the month began.
    pub at_work: i32,
    /// Of them at home now.
    pub came_home: i32,
    pub raised_at: DateTimeUtc,
    pub handled_by: Option<Uuid>,
    pub handled_at: Option<DateTimeUtc>,
    /// What was found.
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
