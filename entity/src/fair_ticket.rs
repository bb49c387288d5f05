//! One person at one fair, with a number to say and a code to show.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::TicketOrigin;

/// One person at one fair, with a number to say and a code to show.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "fair_ticket")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fair_id: Uuid,
    /// Counted from 1, with a check digit behind; unique in the fair.
    pub number: i32,
    /// Random, for the code: whoever shows it is let in.
    pub token: String,
    pub worker_id: Option<Uuid>,
    /// Empty when the fair is archived and the person is not on record.
    pub name: String,
    /// Only of people who are not on record.
    pub phone_cipher: Option<String>,
    pub phone_index: Option<String>,
    pub phone_last4: String,
    /// Home, as fine as known; empty if nobody asked.
    pub region_code: String,
    pub origin: TicketOrigin,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
