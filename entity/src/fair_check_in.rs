//! One entry at the door. The phone at the door makes the id, so that an entry which is sent twice counts once.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::CheckInSource;

/// One entry at the door. The phone at the door makes the id, so that an entry which is sent twice counts once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "fair_check_in")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fair_id: Uuid,
    pub ticket_id: Uuid,
    /// When the person came in.
    pub at: DateTimeUtc,
    pub source: CheckInSource,
    /// The phone that counted.
    pub device: String,
    /// When the service learned of it; later than `at` if there was no network.
    pub received_at: DateTimeUtc,
    pub recorded_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
