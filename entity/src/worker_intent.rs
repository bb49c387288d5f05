//! What a worker wants, and until when that statement counts.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::StatusSource;

/// What a worker wants, and until when that statement counts.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "worker_intent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub worker_id: Uuid,
    /// Keys of `WantKind`.
    pub kinds: String,
    /// Place codes.
    pub places: String,
    /// Occupation codes.
    pub trades: String,
    /// A month.
    pub pay_min_yuan: Option<i32>,
    pub lodging_required: bool,
    pub meals_wanted: bool,
    pub night_shift_ok: bool,
    pub near_home_only: bool,
    pub with_spouse: bool,
    pub earliest_date: Option<Date>,
    pub stay_months: Option<i32>,
    pub training_wish: String,
    pub stated_on: Date,
    pub source: StatusSource,
    /// `stated_on` plus 90 days.
    pub expires_on: Date,
    pub recorded_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
