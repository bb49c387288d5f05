//! Figures as they were reported on one day: frozen, with the lists behind them.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Figures as they were reported on one day: frozen, with the lists behind them.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "figure_sheet")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Counts the sheets of one period and place.
    pub version: i32,
    pub from_date: Date,
    pub until_date: Date,
    /// Subtree of homes; empty for everywhere.
    pub place_code: String,
    /// Only what had happened and been verified by this day.
    pub as_of: Date,
    /// Who answers for it.
    pub reported_by: String,
    pub note: String,
    pub frozen_by: Option<Uuid>,
    pub frozen_by_name: String,
    pub frozen_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
