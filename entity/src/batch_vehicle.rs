//! A coach, a train, a flight of a transfer.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A coach, a train, a flight of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "batch_vehicle")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub batch_id: Uuid,
    /// Counted from 1.
    pub ordinal: i32,
    /// Plate, number of the train or of the flight.
    pub plate: String,
    /// Seats for passengers.
    pub seats: i32,
    /// Who looks after the vehicle (车长).
    pub captain: String,
    /// Who helps (副车长).
    pub vice_captain: String,
    pub driver: String,
    /// Who takes turns: nobody drives more than four hours.
    pub second_driver: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
