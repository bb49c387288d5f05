//! The list of an employer's people, signed by its contact (企业签收): the proof of arrival.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The list of an employer's people, signed by its contact (企业签收): the proof of arrival.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "hand_over")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub batch_id: Uuid,
    pub employer_id: Uuid,
    /// Who signed.
    pub contact_name: String,
    pub signed_on: Date,
    /// People on it.
    pub people: i32,
    /// Photo or scan; none on lists from before the service.
    pub file_id: Option<Uuid>,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
