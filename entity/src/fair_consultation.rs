//! Somebody asked something at a booth or at the desk.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::FairTopic;

/// Somebody asked something at a booth or at the desk.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "fair_consultation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fair_id: Uuid,
    pub booth_id: Option<Uuid>,
    pub ticket_id: Option<Uuid>,
    pub topic: FairTopic,
    pub at: DateTimeUtc,
    pub recorded_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
