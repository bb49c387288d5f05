//! A job fair (招聘会): planned, filed, booked, held and reported.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{FairKind, FairState};

/// A job fair (招聘会): planned, filed, booked, held and reported.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "fair")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub name: String,
    pub kind: FairKind,
    /// Whose people it is for.
    pub west_code: String,
    /// Whose employers it brings; the same place for a fair at home.
    pub east_code: String,
    /// Where it is held.
    pub place_code: String,
    pub address: String,
    /// How to get there.
    pub directions: String,
    /// One line for each part of the day.
    pub programme: String,
    pub organiser: String,
    /// Shown to everybody.
    pub contact_phone: String,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub visitors_expected: i32,
    pub state: FairState,
    pub state_since: DateTimeUtc,
    /// What everybody is told: why it was cancelled.
    pub notice: String,
    /// Since when everybody sees it.
    pub opened_at: Option<DateTimeUtc>,
    /// The last ticket that was given out.
    pub last_number: i32,
    /// Who watched a fair that was sent live, as the channel counted them (人次).
    pub viewers: Option<i32>,
    /// The sheet as it was reported; what comes later does not change it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub statistics: Option<Json>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
