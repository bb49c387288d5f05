//! A call or visit to a person at work (回访), planned or done.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{FollowUpChannel, FollowUpReached, FollowUpState, PayKept};

/// A call or visit to a person at work (回访), planned or done.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "follow_up")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub placement_id: Uuid,
    /// That of the placement, so that one look finds all calls to one person.
    pub worker_id: Uuid,
    /// Day of the plan; empty for a visit outside it.
    pub day: Option<i32>,
    /// Day on which the plan wants it.
    pub due_on: Date,
    /// Day on which to try (again).
    pub next_on: Date,
    pub state: FollowUpState,
    /// Calls that nobody answered.
    pub attempts: i32,
    pub failed_first_on: Option<Date>,
    pub failed_last_on: Option<Date>,
    pub done_on: Option<Date>,
    pub done_at: Option<DateTimeUtc>,
    pub done_by: Option<Uuid>,
    pub channel: Option<FollowUpChannel>,
    pub reached: Option<FollowUpReached>,
    pub on_post: Option<bool>,
    pub paid: Option<PayKept>,
    /// As the person says.
    pub pay_month_yuan: Option<i32>,
    /// A written one is signed.
    pub contract: Option<bool>,
    pub insured: Option<bool>,
    /// The bed is as promised.
    pub lodging: Option<bool>,
    /// The food is as promised.
    pub meals: Option<bool>,
    /// Keys of `CaseKind`, separated by blanks.
    pub problems: String,
    pub note: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
