//! A file that somebody handed in. Served only through its owner check, never as a page.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::Subject;

/// A file that somebody handed in. Served only through its owner check, never as a page.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "stored_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner: Subject,
    pub owner_id: Uuid,
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    pub sha256: String,
    #[serde(with = "crate::hexadecimal")]
    pub content: Vec<u8>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
