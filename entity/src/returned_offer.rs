//! An offer to a returned person that is no application of ours: told on the telephone, found elsewhere.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::OfferAnswer;

/// An offer to a returned person that is no application of ours: told on the telephone, found elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "returned_offer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub help_id: Uuid,
    pub on_date: Date,
    pub title: String,
    pub employer_name: String,
    pub answer: OfferAnswer,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
