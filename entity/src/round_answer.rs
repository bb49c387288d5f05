//! Where a person stood in one month, as the monthly round asked (月度摸底).

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{RoundWay, WorkerStatus};

/// Where a person stood in one month, as the monthly round asked (月度摸底).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "round_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub worker_id: Uuid,
    /// First day of the month.
    pub month: Date,
    /// Home at that time.
    pub region_code: String,
    pub status_before: WorkerStatus,
    pub status_after: WorkerStatus,
    /// Where the person works; empty if not known.
    pub place_code: String,
    /// Firm or kind of work, in words.
    pub work: String,
    pub way: RoundWay,
    pub answered_by: Option<Uuid>,
    pub answered_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
