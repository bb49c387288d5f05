//! What the last run said of somebody under a policy in a period. Written anew by each run.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::SubsidyVerdict;

/// What the last run said of somebody under a policy in a period. Written anew by each run.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "subsidy_verdict")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub policy_id: Uuid,
    pub period_key: String,
    pub beneficiary_id: Uuid,
    pub worker_id: Option<Uuid>,
    pub employer_id: Option<Uuid>,
    pub place_code: String,
    pub verdict: SubsidyVerdict,
    pub amount_yuan: i32,
    /// The day from which on it is a yes.
    pub from_day: Option<Date>,
    /// Lines of a yes, reasons of anything else.
    #[sea_orm(column_type = "JsonBinary")]
    pub said: Json,
    pub as_of: Date,
    pub made_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
