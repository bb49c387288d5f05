//! Something that somebody must settle for a person (诉求).

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{CaseKind, CaseOrigin, CaseReferral, CaseState};

/// Something that somebody must settle for a person (诉求).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "care_case")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub worker_id: Uuid,
    pub placement_id: Option<Uuid>,
    /// The call in which it came up.
    pub follow_up_id: Option<Uuid>,
    /// The application on whose own page the person asked for help.
    pub application_id: Option<Uuid>,
    /// The post that it is about.
    pub vacancy_id: Option<Uuid>,
    pub kind: CaseKind,
    pub origin: CaseOrigin,
    pub state: CaseState,
    pub state_since: DateTimeUtc,
    /// What happened, in the words of whoever told it.
    pub what: String,
    /// Pay that is owed, or damage.
    pub amount_yuan: Option<i32>,
    /// For which time pay is owed.
    pub period: String,
    pub opened_by: Option<Uuid>,
    pub owner_id: Option<Uuid>,
    /// The colleague who is asked to take it over.
    pub offered_to: Option<Uuid>,
    pub referred_to: Option<CaseReferral>,
    pub referred_on: Option<Date>,
    /// Day by which the next step is due.
    pub due_on: Date,
    pub result: String,
    pub closed_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
