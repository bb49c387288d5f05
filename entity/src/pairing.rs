//! A pairing of a western county with an eastern district (东西部协作结对), with its days. Many to many.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A pairing of a western county with an eastern district (东西部协作结对), with its days. Many to many.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "pairing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub west_code: String,
    pub east_code: String,
    /// Place whose jobs count as "paired east": the province of the district.
    pub counted_code: String,
    pub from_date: Date,
    /// Last day; `None` while it holds.
    pub until_date: Option<Date>,
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
