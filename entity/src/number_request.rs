//! A register with full numbers, which leaves the house only if a second person agrees.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::NumberRequestState;

/// A register with full numbers, which leaves the house only if a second person agrees.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "number_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    /// Key of the register.
    pub register: String,
    /// As a period is written.
    pub period: String,
    /// Homes in this subtree; empty for all of the asker's places.
    pub place_code: String,
    /// Keys of columns, separated by blanks.
    pub columns: String,
    pub reason: String,
    pub state: NumberRequestState,
    /// Places of whoever asked: only those who have all of them may agree.
    pub region_code: String,
    pub asked_by: Uuid,
    pub asked_at: DateTimeUtc,
    pub decided_by: Option<Uuid>,
    pub decided_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
