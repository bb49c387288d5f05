//! A training: a class with a roster, days, an exam and certificates, or a talk.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{LabourBrand, SkillLevel, TrainingKind, TrainingState};

/// A training: a class with a roster, days, an exam and certificates, or a talk.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "training")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    /// Number of the class (班次), as the plan has it. Unique.
    pub number: String,
    pub title: String,
    pub kind: TrainingKind,
    /// The trade that is taught; empty for a talk.
    pub occupation_code: String,
    pub level: SkillLevel,
    pub brand: Option<LabourBrand>,
    /// Who teaches (培训机构).
    pub institution: String,
    pub teacher: String,
    pub funding_source: String,
    /// Cost of one seat, whole yuan.
    pub seat_cost_yuan: Option<i32>,
    /// Whose people it is for.
    pub for_code: String,
    /// Where it is held.
    pub place_code: String,
    pub address: String,
    pub first_day: Date,
    pub last_day: Date,
    /// Hours planned.
    pub hours: i32,
    pub hours_per_day: i32,
    pub seats: i32,
    /// Seats of people who are neither waiting nor withdrawn; never above `seats`.
    pub seats_taken: i32,
    /// Why there are more seats than the local rule allows; empty where there are not.
    pub seats_reason: String,
    /// Number of the plan that was filed.
    pub plan_number: String,
    pub plan_filed_on: Option<Date>,
    /// Why the plan was filed late; empty where it was not.
    pub filing_reason: String,
    /// Hours that somebody must have been there for, in percent.
    pub required_percent: i32,
    /// Key of the certificate list; empty where none is given.
    pub certificate_kind: String,
    /// Heads counted at a talk.
    pub head_count: Option<i32>,
    /// What everybody is told when it is cancelled.
    pub notice: String,
    pub state: TrainingState,
    pub state_since: DateTimeUtc,
    /// When everybody was told.
    pub opened_at: Option<DateTimeUtc>,
    /// When it was written down as held.
    pub ended_at: Option<DateTimeUtc>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
