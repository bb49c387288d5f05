//! A claim (补贴申领) of a person or a firm for one period of a policy.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{ClaimAccount, ClaimState, ClaimedBy, FollowUpReached, SubsidyPurpose};

/// A claim (补贴申领) of a person or a firm for one period of a policy.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "subsidy_claim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub policy_id: Uuid,
    /// That of the policy.
    pub line_id: Uuid,
    /// That of the policy.
    pub purpose: SubsidyPurpose,
    /// `2025`, `2025Q1` or `life`.
    pub period_key: String,
    pub period_from: Date,
    pub period_until: Date,
    /// The person or the firm as it was when it was claimed: once a period, whatever is merged later.
    pub beneficiary_id: Uuid,
    /// The person; it follows a merge.
    pub worker_id: Option<Uuid>,
    /// The firm whose people count.
    pub employer_id: Option<Uuid>,
    /// Who gets the money, for firms.
    pub payee_name: String,
    /// Home of the person, or the place of the policy, when it was claimed.
    pub place_code: String,
    pub amount_yuan: i32,
    /// `domain::subsidies::reasons::Line`s.
    #[sea_orm(column_type = "JsonBinary")]
    pub explanation: Json,
    pub work_from: Option<Date>,
    pub work_until: Option<Date>,
    pub work_place_code: String,
    pub employer_name: String,
    /// How many people it rests on.
    pub people: i32,
    /// Fare as the tickets show it.
    pub cost_yuan: Option<i32>,
    /// As the paper says.
    pub contract_months: Option<i32>,
    pub claimed_by: ClaimedBy,
    /// The relative or cadre who claims.
    pub claimant_name: String,
    pub account_kind: Option<ClaimAccount>,
    pub account_cipher: Option<String>,
    pub account_last4: String,
    pub state: ClaimState,
    pub state_since: DateTimeUtc,
    /// An objection is open: this row waits, the notice does not.
    pub held: bool,
    pub phone_checked_at: Option<DateTimeUtc>,
    pub phone_checked_by: Option<Uuid>,
    pub phone_reached: Option<FollowUpReached>,
    pub phone_note: String,
    pub paid_on: Option<Date>,
    /// When it was written down.
    pub paid_at: Option<DateTimeUtc>,
    pub recovered_at: Option<DateTimeUtc>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
