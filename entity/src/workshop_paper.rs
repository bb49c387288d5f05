//! A paper of a workshop: the report of the site check, the notice, the decision, an order, a photograph.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::WorkshopPaperKind;

/// A paper of a workshop: the report of the site check, the notice, the decision, an order, a photograph.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "workshop_paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workshop_id: Uuid,
    pub kind: WorkshopPaperKind,
    pub number: String,
    pub dated_on: Date,
    pub note: String,
    pub file_id: Option<Uuid>,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
