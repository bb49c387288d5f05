//! Household category over time: figures judge it at the date of the event.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{HouseholdBase, Monitor};

/// Household category over time: figures judge it at the date of the event.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "worker_household")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub worker_id: Uuid,
    pub base: HouseholdBase,
    pub monitor: Option<Monitor>,
    pub risk_cleared: bool,
    pub from_date: Date,
    /// First day that it no longer holds.
    pub to_date: Option<Date>,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
