//! A paper of a training.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::TrainingPaperKind;

/// A paper of a training.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "training_paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub training_id: Uuid,
    pub kind: TrainingPaperKind,
    pub number: String,
    pub dated_on: Date,
    pub file_id: Option<Uuid>,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
