//! One tap at a roll call. The phone makes the id, so that a mark which is sent twice counts once.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::RollKind;

/// One tap at a roll call. The phone makes the id, so that a mark which is sent twice counts once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "roll_mark")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub batch_id: Uuid,
    pub passenger_id: Uuid,
    pub kind: RollKind,
    /// There, or taken back.
    pub present: bool,
    /// By the clock of the phone.
    pub at: DateTimeUtc,
    /// The phone that marked.
    pub device: String,
    /// When the service learned of it; later than `at` if there was no network.
    pub received_at: DateTimeUtc,
    pub recorded_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
