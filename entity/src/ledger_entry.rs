//! A row of a plain ledger: a project, an exchange, a visit, a sale, an agreement. Fields that its ledger does not have stay empty.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{Direction, Ledger, LedgerKind};

/// A row of a plain ledger: a project, an exchange, a visit, a sale, an agreement. Fields that its ledger does not have stay empty.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "ledger_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub ledger: Ledger,
    pub kind: LedgerKind,
    /// The day it counts from; figures take it into the period of this day.
    pub on_date: Date,
    pub until_date: Option<Date>,
    /// Township or county that it is for.
    pub place_code: String,
    pub name: String,
    pub fund_source: String,
    pub direction: Option<Direction>,
    /// Who took part, and at what level.
    pub who: String,
    pub amount_yuan: Option<i64>,
    pub households: Option<i32>,
    pub persons: Option<i32>,
    /// People who were lifted out of poverty by it.
    pub persons_lifted: Option<i32>,
    /// Cows, ambulances, products: what `quantity_unit` says.
    pub quantity: Option<i32>,
    pub quantity_unit: String,
    /// The firm that it supports, whose placements are its jobs.
    pub employer_id: Option<Uuid>,
    pub note: String,
    pub file_id: Option<Uuid>,
    pub voided_at: Option<DateTimeUtc>,
    pub void_reason: String,
    pub created_by: Option<Uuid>,
    pub created_by_name: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
