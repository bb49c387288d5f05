//! A post that an employer offers (岗位).

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{Contract, Education, Insurance, PayForm, Provision, Shift, Term, VacancyState};

/// A post that an employer offers (岗位).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "vacancy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub employer_id: Uuid,
    /// The source's own reference, empty when our own.
    pub reference: String,
    /// Office or site that the post was taken over from.
    pub source: String,
    pub title: String,
    pub occupation_code: String,
    pub description: String,
    pub headcount: i32,
    pub filled: i32,
    pub place_code: String,
    pub address: String,
    pub pay_form: PayForm,
    /// A month, or the estimate of it.
    pub pay_min_yuan: i32,
    pub pay_max_yuan: i32,
    /// That the pay assumes.
    pub hours_per_month: Option<i32>,
    /// A month.
    pub rest_days: Option<i32>,
    pub base_pay_yuan: Option<i32>,
    /// Price of a piece and usual output.
    pub piece_note: String,
    /// Day of the month.
    pub pay_day: Option<i32>,
    pub probation_note: String,
    pub deduction_note: String,
    pub lodging: Provision,
    pub lodging_note: String,
    pub people_per_room: Option<i32>,
    pub couple_room: bool,
    pub meals: Provision,
    pub meals_note: String,
    pub halal_meals: bool,
    pub shuttle: bool,
    pub fare_refund: bool,
    pub shift: Shift,
    pub hours_per_day: Option<i32>,
    /// Keys of Demand.
    pub demands: String,
    pub contract: Contract,
    pub insurance: Insurance,
    pub education: Option<Education>,
    pub certificate: Option<String>,
    pub age_min: Option<i32>,
    pub age_max: Option<i32>,
    /// Why age or other limits are needed.
    pub condition_reason: String,
    pub start_date: Option<Date>,
    pub term: Term,
    pub term_months: Option<i32>,
    pub valid_until: Date,
    pub contact_name: String,
    pub contact_phone: String,
    pub state: VacancyState,
    pub state_since: DateTimeUtc,
    pub published_at: Option<DateTimeUtc>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
