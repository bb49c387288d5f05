//! One person of a transfer. The employer is the passenger's, not the transfer's: one coach serves several.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{ApplicationReason, PassengerState};

/// One person of a transfer. The employer is the passenger's, not the transfer's: one coach serves several.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "passenger")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub batch_id: Uuid,
    pub worker_id: Uuid,
    pub employer_id: Uuid,
    /// The hiring that the way leads to.
    pub application_id: Option<Uuid>,
    /// The job: opened by the hand-over, or the one that somebody goes back to.
    pub placement_id: Option<Uuid>,
    pub vehicle_id: Option<Uuid>,
    /// Counted from 1.
    pub seat: Option<i32>,
    pub point_id: Option<Uuid>,
    /// Whom to call in an emergency.
    pub contact_name: String,
    pub contact_phone_cipher: Option<String>,
    pub contact_phone_last4: String,
    pub has_id_card: bool,
    pub has_health: bool,
    pub has_contract: bool,
    pub has_ticket: bool,
    pub state: PassengerState,
    pub state_since: DateTimeUtc,
    /// Why somebody left midway or was refused.
    pub reason: Option<ApplicationReason>,
    pub note: String,
    pub boarded_at: Option<DateTimeUtc>,
    pub arrived_at: Option<DateTimeUtc>,
    /// The day on which the list was signed.
    pub handed_over_on: Option<Date>,
    /// When that was written down.
    pub handed_over_at: Option<DateTimeUtc>,
    pub hand_over_id: Option<Uuid>,
    /// When the person was told that the transfer is put off or called off.
    pub told_at: Option<DateTimeUtc>,
    /// Still to travel or on the way. Nobody rides with two transfers: the database keeps it.
    pub riding: bool,
    pub added_by: Option<Uuid>,
    pub added_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
