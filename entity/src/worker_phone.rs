//! A telephone number of a worker, whose it is and whether it answers.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{PhoneOwner, PhoneState};

/// A telephone number of a worker, whose it is and whether it answers.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "worker_phone")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub worker_id: Uuid,
    pub number_cipher: String,
    pub number_index: String,
    pub last4: String,
    pub owner: PhoneOwner,
    pub state: PhoneState,
    pub verified_at: Option<DateTimeUtc>,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
