//! Vehicles and pick-up points of a transfer.

use chrono::{DateTime, Duration, Utc};
use entity::codes::Subject;
use entity::{batch, batch_vehicle, passenger, pick_up_point};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::locked;
use super::state::CHANGEABLE;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

/// Seats of the longest train that anybody hires.
const MOST_SEATS: i32 = 2_000;
/// Longest plate, name, address, in letters.
const LETTERS: usize = 60;
/// Most vehicles, and most points, of one transfer.
const MOST: i32 = 60;
/// How long before the departure somebody may be picked up.
const PICK_UP_HOURS: i64 = 24;

/// A vehicle as written down.
#[derive(Clone, Debug, Default)]
pub struct VehicleInput {
    /// Plate, number of the train or of the flight.
    pub plate: String,
    /// Seats for passengers.
    pub seats: i32,
    /// Who looks after it.
    pub captain: String,
    /// Who helps.
    pub vice_captain: String,
    /// Who drives.
    pub driver: String,
    /// Who takes turns.
    pub second_driver: String,
}

impl VehicleInput {
    fn judged(&self) -> Result<()> {
        let mut problems = Vec::new();
        let lines = [
            ("plate", &self.plate),
            ("captain", &self.captain),
            ("vice_captain", &self.vice_captain),
            ("driver", &self.driver),
            ("second_driver", &self.second_driver),
        ];
        if self.plate.trim().is_empty() {
            problems.push(Problem::new("plate", "problem-required"));
        }
        for (field, text) in lines {
            if text.chars().count() > LETTERS {
                problems.push(Problem::new(field, "problem-too-long").with("max", LETTERS));
            }
        }
        if !(1..=MOST_SEATS).contains(&self.seats) {
            problems.push(Problem::new("seats", "batches-problem-seats"));
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(DomainError::Invalid(problems))
        }
    }

    fn columns(&self) -> batch_vehicle::ActiveModel {
        batch_vehicle::ActiveModel {
            plate: Set(self.plate.trim().to_owned()),
            seats: Set(self.seats),
            captain: Set(self.captain.trim().to_owned()),
            vice_captain: Set(self.vice_captain.trim().to_owned()),
            driver: Set(self.driver.trim().to_owned()),
            second_driver: Set(self.second_driver.trim().to_owned()),
            ..Default::default()
        }
    }
}

/// A pick-up point as written down.
#[derive(Clone, Debug)]
pub struct PointInput {
    /// Township or village.
    pub place_code: String,
    /// Where exactly.
    pub address: String,
    /// When to be there.
    pub at: DateTime<Utc>,
}

impl PointInput {
    fn judged(&self, batch: &batch::Model) -> Result<()> {
        let mut problems = Vec::new();
        if region::county(&self.place_code).is_none() {
            problems.push(Problem::new("place", "batches-problem-county"));
        }
        if self.address.trim().is_empty() {
            problems.push(Problem::new("address", "problem-required"));
        } else if self.address.chars().count() > LETTERS {
            problems.push(Problem::new("address", "problem-too-long").with("max", LETTERS));
        }
        if self.at > batch.departs_at || self.at < batch.departs_at - Duration::hours(PICK_UP_HOURS) {
            problems.push(Problem::new("at", "batches-problem-pick-up"));
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(DomainError::Invalid(problems))
        }
    }
}

/// The transfer, while its parts may be changed.
async fn open(unit: &Unit, id: Uuid) -> Result<batch::Model> {
    unit.allow(Action::EditBatches)?;
    let batch = locked(unit, id).await?;
    if CHANGEABLE.contains(&batch.state) {
        Ok(batch)
    } else {
        Err(DomainError::Conflict("batches-conflict-left"))
    }
}

async fn audit(unit: &Unit, action: &str, batch: Uuid, part: Uuid) -> Result<()> {
    unit.audit(action, Subject::Batch, Some(batch), json!({ "part": part }))
        .await
}

fn next(last: Option<i32>, field: &str) -> Result<i32> {
    match last.unwrap_or(0) + 1 {
        ordinal if ordinal <= MOST => Ok(ordinal),
        _ => Err(DomainError::Invalid(vec![
            Problem::new(field, "batches-problem-too-many").with("max", MOST),
        ])),
    }
}

/// Add a vehicle.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] once the vehicles have left.
pub async fn add_vehicle(unit: &mut Unit, batch: Uuid, input: &VehicleInput) -> Result<Uuid> {
    open(unit, batch).await?;
    input.judged()?;
    let last = batch_vehicle::Entity::find()
        .select_only()
        .column(batch_vehicle::Column::Ordinal)
        .filter(batch_vehicle::Column::BatchId.eq(batch))
        .order_by_desc(batch_vehicle::Column::Ordinal)
        .into_tuple()
        .one(unit.tx())
        .await?;
    let id = Uuid::new_v4();
    batch_vehicle::ActiveModel {
        id: Set(id),
        batch_id: Set(batch),
        ordinal: Set(next(last, "plate")?),
        ..input.columns()
    }
    .insert(unit.tx())
    .await?;
    audit(unit, "add-vehicle", batch, id).await.map(|()| id)
}

/// Change a vehicle. Seats on which somebody sits stay.
///
/// # Errors
/// As [`add_vehicle`].
pub async fn change_vehicle(unit: &mut Unit, batch: Uuid, id: Uuid, input: &VehicleInput) -> Result<()> {
    open(unit, batch).await?;
    input.judged()?;
    let highest: Option<i32> = passenger::Entity::find()
        .select_only()
        .column(passenger::Column::Seat)
        .filter(passenger::Column::VehicleId.eq(id))
        .filter(passenger::Column::Seat.is_not_null())
        .order_by_desc(passenger::Column::Seat)
        .into_tuple()
        .one(unit.tx())
        .await?;
    if let Some(seat) = highest.filter(|seat| *seat > input.seats) {
        return Err(DomainError::Invalid(vec![
            Problem::new("seats", "batches-problem-seat-used").with("seat", seat),
        ]));
    }
    let done = batch_vehicle::Entity::update_many()
        .set(input.columns())
        .filter(batch_vehicle::Column::Id.eq(id))
        .filter(batch_vehicle::Column::BatchId.eq(batch))
        .exec(unit.tx())
        .await?;
    if done.rows_affected == 0 {
        return Err(DomainError::NotFound);
    }
    audit(unit, "change-vehicle", batch, id).await
}

/// Take a vehicle away; who had a seat in it has none.
///
/// # Errors
/// As [`add_vehicle`].
pub async fn remove_vehicle(unit: &mut Unit, batch: Uuid, id: Uuid) -> Result<()> {
    open(unit, batch).await?;
    passenger::Entity::update_many()
        .set(passenger::ActiveModel {
            vehicle_id: Set(None),
            seat: Set(None),
            ..Default::default()
        })
        .filter(passenger::Column::BatchId.eq(batch))
        .filter(passenger::Column::VehicleId.eq(id))
        .exec(unit.tx())
        .await?;
    let done = batch_vehicle::Entity::delete_many()
        .filter(batch_vehicle::Column::Id.eq(id))
        .filter(batch_vehicle::Column::BatchId.eq(batch))
        .exec(unit.tx())
        .await?;
    if done.rows_affected == 0 {
        return Err(DomainError::NotFound);
    }
    audit(unit, "remove-vehicle", batch, id).await
}

/// Add a pick-up point at the end of the way.
///
/// # Errors
/// As [`add_vehicle`].
pub async fn add_point(unit: &mut Unit, batch: Uuid, input: &PointInput) -> Result<Uuid> {
    let found = open(unit, batch).await?;
    input.judged(&found)?;
    let last = pick_up_point::Entity::find()
        .select_only()
        .column(pick_up_point::Column::Ordinal)
        .filter(pick_up_point::Column::BatchId.eq(batch))
        .order_by_desc(pick_up_point::Column::Ordinal)
        .into_tuple()
        .one(unit.tx())
        .await?;
    let id = Uuid::new_v4();
    pick_up_point::ActiveModel {
        id: Set(id),
        batch_id: Set(batch),
        ordinal: Set(next(last, "place")?),
        place_code: Set(input.place_code.clone()),
        address: Set(input.address.trim().to_owned()),
        at: Set(input.at),
    }
    .insert(unit.tx())
    .await?;
    audit(unit, "add-point", batch, id).await.map(|()| id)
}

/// Change a pick-up point.
///
/// # Errors
/// As [`add_vehicle`].
pub async fn change_point(unit: &mut Unit, batch: Uuid, id: Uuid, input: &PointInput) -> Result<()> {
    let found = open(unit, batch).await?;
    input.judged(&found)?;
    let done = pick_up_point::Entity::update_many()
        .set(pick_up_point::ActiveModel {
            place_code: Set(input.place_code.clone()),
            address: Set(input.address.trim().to_owned()),
            at: Set(input.at),
            ..Default::default()
        })
        .filter(pick_up_point::Column::Id.eq(id))
        .filter(pick_up_point::Column::BatchId.eq(batch))
        .exec(unit.tx())
        .await?;
    if done.rows_affected == 0 {
        return Err(DomainError::NotFound);
    }
    audit(unit, "change-point", batch, id).await
}

/// Take a pick-up point away; who waited there has none.
///
/// # Errors
/// As [`add_vehicle`].
pub async fn remove_point(unit: &mut Unit, batch: Uuid, id: Uuid) -> Result<()> {
    open(unit, batch).await?;
    passenger::Entity::update_many()
        .set(passenger::ActiveModel {
            point_id: Set(None),
            ..Default::default()
        })
        .filter(passenger::Column::BatchId.eq(batch))
        .filter(passenger::Column::PointId.eq(id))
        .exec(unit.tx())
        .await?;
    let done = pick_up_point::Entity::delete_many()
        .filter(pick_up_point::Column::Id.eq(id))
        .filter(pick_up_point::Column::BatchId.eq(batch))
        .exec(unit.tx())
        .await?;
    if done.rows_affected == 0 {
        return Err(DomainError::NotFound);
    }
    audit(unit, "remove-point", batch, id).await
}
