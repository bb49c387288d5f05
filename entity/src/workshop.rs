//! 帮扶车间: a place of work near home that the government recognises because it takes in people of households that were poor.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{WorkshopKind, WorkshopState};

/// 帮扶车间: a place of work near home that the government recognises because it takes in people of households that were poor.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "workshop")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub name: String,
    /// Name after a change, such as 乡村就业工厂; empty if it keeps its first.
    pub later_name: String,
    pub kind: WorkshopKind,
    pub employer_id: Uuid,
    pub place_code: String,
    pub address: String,
    pub occupation_code: String,
    /// Money of the eastern partner, whole yuan.
    pub east_yuan: Option<i64>,
    /// The day on which that money was granted.
    pub east_on: Option<Date>,
    pub project_name: String,
    /// The project in the plain ledger.
    pub ledger_id: Option<Uuid>,
    pub contact_name: String,
    pub contact_phone: String,
    /// Day of the following month by which wages are paid.
    pub pay_day: i32,
    /// Minutes of a full day of work.
    pub day_minutes: i32,
    pub state: WorkshopState,
    pub state_since: DateTimeUtc,
    pub applied_on: Date,
    /// Last day of the public notice.
    pub notice_until: Option<Date>,
    pub recognised_no: String,
    pub recognised_on: Option<Date>,
    pub level: String,
    /// How the rule of that day was met, as counted on the day of recognition.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub judgement: Option<Json>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
