//! A person who signs in.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::Role;

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub login: String,
    pub name: String,
    pub role: Role,
    /// Subtree of places that the person may act in.
    pub region_code: Option<String>,
    /// Set for employer users only.
    pub employer_id: Option<Uuid>,
    /// Argon2id, PHC string.
    pub password_hash: String,
    pub must_change_password: bool,
    pub disabled_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
