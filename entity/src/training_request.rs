//! Somebody who asked for a seat without an account.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::SeatRequestState;

/// Somebody who asked for a seat without an account.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "training_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub training_id: Uuid,
    /// The record, once it is known.
    pub worker_id: Option<Uuid>,
    /// Empty when the training is over.
    pub name: String,
    /// Only of people who are not on record.
    pub phone_cipher: Option<String>,
    pub phone_index: Option<String>,
    pub phone_last4: String,
    /// Home, as fine as told.
    pub region_code: String,
    pub state: SeatRequestState,
    pub reason: String,
    pub handled_by: Option<Uuid>,
    pub handled_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
