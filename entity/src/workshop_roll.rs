//! 用工册: who worked in a workshop in a month, and what was paid. A wage ledger by law (Regulation on Ensuring Wage Payments to Migrant
//! Workers, article 15).

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::RollState;

/// 用工册: who worked in a workshop in a month, and what was paid. A wage ledger by law (Regulation on Ensuring Wage Payments to Migrant
/// Workers, article 15).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "workshop_roll")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub workshop_id: Uuid,
    /// First day of the month.
    pub month: Date,
    pub edition: i32,
    pub state: RollState,
    /// Why a new edition was needed.
    pub reason: String,
    pub day_minutes: i32,
    pub pay_by: Date,
    /// The signed sheet.
    pub sheet_file_id: Option<Uuid>,
    pub created_by: Option<Uuid>,
    pub created_by_name: String,
    pub created_at: DateTimeUtc,
    pub closed_by_name: String,
    pub closed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
