//! Somebody objects (异议) to a claim while its notice hangs.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::ObjectionResult;

/// Somebody objects (异议) to a claim while its notice hangs.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "subsidy_objection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub claim_id: Uuid,
    pub notice_id: Uuid,
    /// Family name and stars: nobody must fear to speak.
    pub said_by: String,
    pub what: String,
    pub received_on: Date,
    pub result: Option<ObjectionResult>,
    pub answer: String,
    pub answered_at: Option<DateTimeUtc>,
    pub answered_by: Option<Uuid>,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
