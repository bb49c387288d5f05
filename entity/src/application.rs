//! A person and a post brought together (推荐 / 报名), from first word to arrival.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{ApplicationReason, ApplicationState, InterviewWay, Origin};

/// A person and a post brought together (推荐 / 报名), from first word to arrival.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "application")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Short, for paper and telephone.
    #[sea_orm(unique)]
    pub reference: String,
    pub worker_id: Uuid,
    pub vacancy_id: Uuid,
    pub employer_id: Uuid,
    pub origin: Origin,
    pub state: ApplicationState,
    pub state_since: DateTimeUtc,
    pub reason: Option<ApplicationReason>,
    pub note: String,
    pub recommended_by: Option<Uuid>,
    pub score: Option<i32>,
    pub score_version: String,
    /// What the match said at that time.
    #[sea_orm(column_type = "JsonBinary")]
    pub reasons: Json,
    /// Hard conditions that staff set aside, with the reason.
    #[sea_orm(column_type = "JsonBinary")]
    pub overrides: Json,
    pub interview_at: Option<DateTimeUtc>,
    pub interview_place: String,
    pub interview_way: Option<InterviewWay>,
    /// When the person's data first went to the employer; empty means never (Personal Information Protection Law, article 23).
    pub shared_at: Option<DateTimeUtc>,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
