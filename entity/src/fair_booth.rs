//! A booth of a fair: one stall, one employer.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::BoothState;

/// A booth of a fair: one stall, one employer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "fair_booth")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub fair_id: Uuid,
    pub employer_id: Uuid,
    /// As it was at the booking.
    pub employer_name: String,
    /// Given at the review.
    pub number: Option<i32>,
    pub contact_name: String,
    pub contact_phone: String,
    pub note: String,
    pub state: BoothState,
    pub state_since: DateTimeUtc,
    /// Why it was refused.
    pub reason: String,
    pub requested_by: Option<Uuid>,
    pub requested_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
