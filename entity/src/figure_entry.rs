//! One line of the list behind a frozen number. Holds no name: who it is stands in the record.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One line of the list behind a frozen number. Holds no name: who it is stands in the record.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "figure_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sheet_id: Uuid,
    /// Code of the indicator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Whom or what the number counts once.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key_id: Uuid,
    pub subject_id: Uuid,
    /// The record that counted.
    pub fact_id: Uuid,
    pub on_day: Date,
    pub home_code: String,
    pub place_code: String,
    pub amount: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
