//! A row changed that others (the search index) must look at again. No content: the reader reloads.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::Subject;

/// A row changed that others (the search index) must look at again. No content: the reader reloads.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "outbox_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
