//! One half of a day of a training.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::TrainingHalf;

/// One half of a day of a training.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "training_day")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Counted up by each roll call.
    pub version: i32,
    pub training_id: Uuid,
    pub on_date: Date,
    pub half: TrainingHalf,
    pub hours: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
