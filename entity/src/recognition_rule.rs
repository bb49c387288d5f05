//! What a workshop must show to be recognised (认定办法), by jurisdiction and day.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a workshop must show to be recognised (认定办法), by jurisdiction and day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "recognition_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    /// The narrowest jurisdiction that has a rule decides.
    pub jurisdiction_code: String,
    pub document: String,
    /// People of lifted or monitored households; enough by itself.
    pub min_lifted: Option<i32>,
    /// Their share of all people; enough by itself.
    pub min_share_percent: Option<i32>,
    pub contract_months: i32,
    pub paid_in_time: bool,
    pub accident_insurance: bool,
    pub notice_days: i32,
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
    pub created_by: Option<Uuid>,
    pub created_by_name: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
