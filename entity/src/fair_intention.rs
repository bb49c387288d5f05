//! A visitor wants a post of the fair (意向), and what became of it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::FairIntentionState;

/// A visitor wants a post of the fair (意向), and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "fair_intention")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub fair_id: Uuid,
    pub ticket_id: Uuid,
    pub booth_post_id: Uuid,
    pub state: FairIntentionState,
    pub state_since: DateTimeUtc,
    /// The application that it became.
    pub application_id: Option<Uuid>,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
