//! What a person agreed to, how, who saw it, and whether it was taken back.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{ConsentScope, ConsentWay};

/// What a person agreed to, how, who saw it, and whether it was taken back.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub worker_id: Uuid,
    pub scope: ConsentScope,
    /// Set for scope employer.
    pub employer_id: Option<Uuid>,
    pub form_version: String,
    pub way: ConsentWay,
    pub witness: String,
    pub given_at: DateTimeUtc,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub recorded_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
