//! A rule by which money is paid (补贴政策), as a row. One in force is never changed: it ends, and the next edition begins.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{SubsidyBeneficiary, SubsidyOnce, SubsidyPolicyState, SubsidyPurpose};

/// A rule by which money is paid (补贴政策), as a row. One in force is never changed: it ends, and the next edition begins.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "subsidy_policy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    /// The first edition of the same policy: what is once per year is once for all editions.
    pub line_id: Uuid,
    pub edition: i32,
    /// Short, as people call it.
    pub code: String,
    pub name: String,
    /// What it pays for: nobody is paid twice for the same.
    pub purpose: SubsidyPurpose,
    /// Who pays.
    pub payer: String,
    pub beneficiary: SubsidyBeneficiary,
    /// Whose policy it is.
    pub issuer_code: String,
    /// Whose people it is for: nothing outside is looked at.
    pub home_code: String,
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    pub document_no: String,
    /// Months in which it is claimed, separated by blanks; empty for all.
    pub window_months: String,
    pub window_from: Option<Date>,
    pub window_until: Option<Date>,
    pub once: SubsidyOnce,
    /// Most yuan of one claim.
    pub cap_yuan: Option<i32>,
    /// Keys of `SubsidyPaper`, separated by blanks.
    pub papers: String,
    /// `domain::subsidies::terms::Conditions`.
    #[sea_orm(column_type = "JsonBinary")]
    pub conditions: Json,
    /// `domain::subsidies::terms::Amount`.
    #[sea_orm(column_type = "JsonBinary")]
    pub amount: Json,
    /// For firms: so much for each person, or once for all.
    pub per_person: bool,
    /// Only work outside the home county counts: kept beside the conditions for the checks.
    pub away_only: bool,
    pub notice_days: i32,
    /// For objections.
    pub phone: String,
    pub note: String,
    pub state: SubsidyPolicyState,
    pub ended_on: Option<Date>,
    pub end_reason: String,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
