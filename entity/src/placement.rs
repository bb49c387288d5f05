//! A person at work (就业记录): what every reported figure counts.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{Contract, EndReason, Insurance, Origin, PlacementKind, PlacementState};

/// A person at work (就业记录): what every reported figure counts.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "placement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub worker_id: Uuid,
    /// Home of the person as known today: it follows the worker's record, so that figures narrow by place without looking people up.
    pub home_code: String,
    pub kind: PlacementKind,
    pub full_time: bool,
    pub employer_id: Option<Uuid>,
    pub vacancy_id: Option<Uuid>,
    pub application_id: Option<Uuid>,
    /// The workshop (帮扶车间) that took the person in.
    pub workshop_id: Option<Uuid>,
    /// As it was at the start.
    pub employer_name: String,
    pub place_code: String,
    pub occupation_code: String,
    pub industry: String,
    pub pay_month_yuan: Option<i32>,
    /// What was promised.
    #[sea_orm(column_type = "JsonBinary")]
    pub offer: Json,
    pub contract: Option<Contract>,
    /// Months for which the contract runs, where a rule asks for it.
    pub contract_months: Option<i32>,
    pub insurance: Option<Insurance>,
    pub origin: Origin,
    pub started_on: Date,
    pub ended_on: Option<Date>,
    pub end_reason: Option<EndReason>,
    /// The placement that this one followed on a change of job.
    pub previous_id: Option<Uuid>,
    pub state: PlacementState,
    pub verified_by: Option<Uuid>,
    pub verified_at: Option<DateTimeUtc>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
