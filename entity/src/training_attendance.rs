//! Whether one person was there on one half of a day.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::TrainingMark;

/// Whether one person was there on one half of a day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "training_attendance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub seat_id: Uuid,
    pub day_id: Uuid,
    pub mark: TrainingMark,
    pub marked_by: Option<Uuid>,
    pub marked_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
