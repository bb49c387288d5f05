//! An employer (用人单位).

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{EmployerKind, EmployerSize, EmployerState};

/// An employer (用人单位).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "employer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub name: String,
    /// GB 32100; empty only for employers taken over from another office.
    #[sea_orm(unique)]
    pub credit_code: Option<String>,
    pub kind: EmployerKind,
    pub region_code: String,
    pub address: String,
    /// GB/T 4754.
    pub industry: String,
    pub size: Option<EmployerSize>,
    pub legal_representative: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub agency_licence: String,
    pub agency_licence_until: Option<Date>,
    pub state: EmployerState,
    pub state_reason: String,
    pub verified_at: Option<DateTimeUtc>,
    pub verified_by: Option<Uuid>,
    /// Six months after the check.
    pub verified_until: Option<Date>,
    /// Office that reported it, empty when our own.
    pub source: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
