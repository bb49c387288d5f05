//! One move of a state machine: who, when, why.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::Subject;

/// One move of a state machine: who, when, why.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "state_move")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub from_state: Option<String>,
    pub to_state: String,
    pub reason: String,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
