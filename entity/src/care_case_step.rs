//! One step of a case. Only ever appended.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::CaseStepKind;

/// One step of a case. Only ever appended.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "care_case_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub kind: CaseStepKind,
    pub note: String,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
