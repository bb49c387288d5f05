//! A post that a booth shows. From the locking on the snapshot counts, whatever becomes of the vacancy.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A post that a booth shows. From the locking on the snapshot counts, whatever becomes of the vacancy.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "fair_booth_post")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fair_id: Uuid,
    pub booth_id: Uuid,
    /// Empty for posts of fairs that were held before the service.
    pub vacancy_id: Option<Uuid>,
    pub title: String,
    /// Places for this fair.
    pub headcount: i32,
    /// Places that somebody wants or has; never more than `headcount`.
    pub intentions: i32,
    /// The conditions as shown, since the locking.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub snapshot: Option<Json>,
    pub frozen_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
