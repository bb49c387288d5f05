//! One transfer of people to their employers, point to point (点对点输送).

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{BatchMode, BatchState};

/// One transfer of people to their employers, point to point (点对点输送).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "batch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    /// Number of the transfer, as on its papers; unique.
    #[sea_orm(unique)]
    pub number: String,
    pub mode: BatchMode,
    /// County of the people.
    pub from_code: String,
    /// Where they leave: a coach station, a square.
    pub from_place: String,
    /// District of the employers.
    pub to_code: String,
    /// Where they get off.
    pub to_place: String,
    /// As planned.
    pub departs_at: DateTimeUtc,
    /// As planned.
    pub arrives_at: DateTimeUtc,
    /// As it was.
    pub departed_at: Option<DateTimeUtc>,
    /// As it was.
    pub arrived_at: Option<DateTimeUtc>,
    /// The account of the leader, who calls the roll.
    pub leader_id: Option<Uuid>,
    pub leader_name: String,
    /// A phone of the service: everybody of the transfer calls it.
    pub leader_phone: String,
    /// Who meets them at the other end.
    pub meeting_name: String,
    pub meeting_phone: String,
    /// Of the whole transfer, in yuan.
    pub cost_yuan: Option<i32>,
    /// Who pays.
    pub payer: String,
    /// Which insurance covers the way.
    pub insurance_note: String,
    pub state: BatchState,
    pub state_since: DateTimeUtc,
    /// Why it was put off or called off.
    pub notice: String,
    /// The day on which the last list was signed.
    pub handed_over_on: Option<Date>,
    /// When that was written down.
    pub handed_over_at: Option<DateTimeUtc>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
