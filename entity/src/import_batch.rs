//! One file that somebody brings in.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{ImportState, ImportTarget};

/// One file that somebody brings in.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "import_batch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub target: ImportTarget,
    pub filename: String,
    pub state: ImportState,
    #[sea_orm(column_type = "JsonBinary")]
    pub headers: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub mapping: Json,
    pub publish: bool,
    /// Office that reported the posts and vouches for them; empty when nobody is named.
    pub source: String,
    /// Kinds of conflict for which the value of the file is taken, separated by blanks.
    pub take: String,
    /// Places of the person who brought it, empty for everywhere: who shares them may see the batch.
    pub region_code: Option<String>,
    /// Records made so far.
    pub created_rows: i32,
    /// Records changed so far.
    pub changed_rows: i32,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
