//! Help for a person who came back from work (返乡帮扶): one policy talk, one guidance, three offers within thirty days.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{HelpEnd, HelpState};

/// Help for a person who came back from work (返乡帮扶): one policy talk, one guidance, three offers within thirty days.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "returned_help")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub worker_id: Uuid,
    /// The work that ended.
    pub placement_id: Uuid,
    pub left_on: Date,
    /// Last of the thirty days.
    pub due_on: Date,
    pub state: HelpState,
    /// Day of the policy talk.
    pub policy_on: Option<Date>,
    pub policy_by: Option<Uuid>,
    /// Day of the guidance.
    pub guidance_on: Option<Date>,
    pub guidance_by: Option<Uuid>,
    /// Why it ended without work.
    pub end_reason: Option<HelpEnd>,
    /// The work that ended it.
    pub next_placement_id: Option<Uuid>,
    pub closed_at: Option<DateTimeUtc>,
    pub note: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
