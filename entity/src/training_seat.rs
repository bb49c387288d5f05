//! The seat of one person in one training.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{SeatOrigin, SeatState};

/// The seat of one person in one training.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "training_seat")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub training_id: Uuid,
    pub worker_id: Uuid,
    /// The post that hires after the training.
    pub vacancy_id: Option<Uuid>,
    pub origin: SeatOrigin,
    pub state: SeatState,
    pub state_since: DateTimeUtc,
    /// 0 to 100.
    pub exam_score: Option<i32>,
    pub exam_passed: Option<bool>,
    /// Empty until a certificate is issued. The record of the person has it too, in a list that is replaced as a whole.
    pub certificate_number: String,
    pub certified_on: Option<Date>,
    /// Last day of the certificate; empty where it has no term.
    pub certificate_until: Option<Date>,
    /// When it was written down.
    pub certified_at: Option<DateTimeUtc>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
