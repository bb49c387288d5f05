//! A public notice (公示) of claims.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::NoticeLevel;

/// A public notice (公示) of claims.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "subsidy_notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub policy_id: Uuid,
    pub level: NoticeLevel,
    /// The village, township or county.
    pub place_code: String,
    pub from_date: Date,
    /// Last day on which somebody can object.
    pub until_date: Date,
    /// Where it hangs.
    pub posted_at: String,
    /// For objections.
    pub phone: String,
    pub made_by: Option<Uuid>,
    pub made_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
