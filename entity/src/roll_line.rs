//! A person in the roll of a month: attendance, what is due, what was paid. Money in fen.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{RollPayWay, RollSign};

/// A person in the roll of a month: attendance, what is due, what was paid. Money in fen.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "roll_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub roll_id: Uuid,
    pub placement_id: Uuid,
    pub worker_id: Uuid,
    /// A letter for each day of the month: `f` full, `h` half, `-` none.
    pub days: String,
    /// What was made: `[{"pieces": 120, "rate_fen": 80}]`.
    #[sea_orm(column_type = "JsonBinary")]
    pub pieces: Json,
    pub hour_rate_fen: i64,
    pub other_fen: i64,
    pub other_note: String,
    pub deduct_fen: i64,
    pub deduct_reason: String,
    /// What is due, computed from the columns before.
    pub due_fen: i64,
    pub paid_fen: i64,
    pub paid_on: Option<Date>,
    pub paid_way: Option<RollPayWay>,
    /// Why more or less was paid than is due.
    pub pay_note: String,
    pub signed: RollSign,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
