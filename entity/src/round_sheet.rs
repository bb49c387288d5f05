//! A printed list of one village for one month.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A printed list of one village for one month.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "round_sheet")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Four letters that head each row's code.
    #[sea_orm(unique)]
    pub code: String,
    pub region_code: String,
    pub month: Date,
    pub rows: i32,
    pub printed_by: Option<Uuid>,
    pub printed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
