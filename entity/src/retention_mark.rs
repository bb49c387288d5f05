//! A proven stay (稳岗) of so many days. Never changed but to be withdrawn.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::RetentionProof;

/// A proven stay (稳岗) of so many days. Never changed but to be withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "retention_mark")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub placement_id: Uuid,
    pub worker_id: Uuid,
    /// 30, 90 or 180.
    pub days: i32,
    /// The day on which the stay was that long.
    pub reached_on: Date,
    pub proof: RetentionProof,
    /// The follow-up or the piece of evidence.
    pub proof_id: Uuid,
    /// The day of which the proof speaks.
    pub proof_on: Date,
    /// Who took the proof down.
    pub verified_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
    /// Set when a correction took the ground away.
    pub withdrawn_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
