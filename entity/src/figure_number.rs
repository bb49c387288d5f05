//! One number of a frozen sheet.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One number of a frozen sheet.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "figure_number")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sheet_id: Uuid,
    /// Code of the indicator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// `None` where there was nothing to divide by.
    pub value: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
