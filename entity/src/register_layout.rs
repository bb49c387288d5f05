//! Chosen columns of a register, kept under a name.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Chosen columns of a register, kept under a name.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "register_layout")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is.
    pub account_id: Uuid,
    /// Key of the register.
    pub register: String,
    pub name: String,
    /// Keys of columns, separated by blanks.
    pub columns: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
