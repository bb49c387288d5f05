//! A certificate that a worker holds.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A certificate that a worker holds.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "worker_certificate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub worker_id: Uuid,
    /// Key of the certificate list.
    pub kind: String,
    pub number: String,
    pub issued_on: Option<Date>,
    pub expires_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
