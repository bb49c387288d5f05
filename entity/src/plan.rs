//! A yearly plan of employment help between the two sides of a pairing.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A yearly plan of employment help between the two sides of a pairing.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub pairing_id: Uuid,
    pub year: i32,
    pub name: String,
    pub document_no: String,
    pub signed_on: Option<Date>,
    pub signed_by: String,
    pub note: String,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
