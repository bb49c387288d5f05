//! One of the four papers of an employer, and who examined it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{PaperKind, PaperVerdict};

/// One of the four papers of an employer, and who examined it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "employer_paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub employer_id: Uuid,
    pub kind: PaperKind,
    pub file_id: Uuid,
    pub verdict: PaperVerdict,
    pub note: String,
    pub uploaded_by: Option<Uuid>,
    pub uploaded_at: DateTimeUtc,
    pub examined_by: Option<Uuid>,
    pub examined_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
