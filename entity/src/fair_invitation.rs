//! Somebody who was asked to come because a post of the fair suits.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::InvitationAnswer;

/// Somebody who was asked to come because a post of the fair suits.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "fair_invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fair_id: Uuid,
    pub worker_id: Uuid,
    /// The post that suits best.
    pub booth_post_id: Option<Uuid>,
    pub score: i32,
    pub answer: InvitationAnswer,
    pub answered_at: Option<DateTimeUtc>,
    pub answered_by: Option<Uuid>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
