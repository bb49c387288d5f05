//! A paper of a fair with the number and the day under which it was filed.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::FairPaperKind;

/// A paper of a fair with the number and the day under which it was filed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "fair_paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fair_id: Uuid,
    pub kind: FairPaperKind,
    /// As the document has it.
    pub number: String,
    pub dated_on: Date,
    pub file_id: Option<Uuid>,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
