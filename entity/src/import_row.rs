//! One row of an imported file, encrypted, with what became of it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::RowState;

/// One row of an imported file, encrypted, with what became of it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "import_row")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub batch_id: Uuid,
    pub line: i32,
    /// Cells, sentences' arguments and changes; emptied once the row is in the records and nobody needs it again.
    pub content_cipher: String,
    pub state: RowState,
    /// Fields and keys of sentences, never values.
    #[sea_orm(column_type = "JsonBinary")]
    pub problems: Json,
    pub subject_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
