//! Putting people on the list of a transfer, with seat, pick-up point, papers and whom to call in an emergency.

use std::collections::{BTreeSet, HashMap};

use entity::codes::{ApplicationState, PassengerState, PlacementState, Subject};
use entity::{
    application, batch, batch_vehicle, passenger, pick_up_point, placement, roll_mark, worker, worker_companion,
};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::locked;
use super::rows::plan_of;
use super::seats::{self, Guest, Room};
use super::state::{CHANGEABLE, COLLECTING};
use crate::domain::access::Action;
use crate::domain::checks::phone::Mobile;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::domain::{applications, placements, workers};

/// Column name to which the cipher text is bound.
pub(super) const COLUMN: &str = "passenger.contact_phone";
/// Most people of one press of the button.
const MOST: usize = 200;
/// Longest name of a contact, longest note.
const LETTERS: usize = 40;

/// Why somebody comes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Was hired and has not arrived: the application.
    Hired(Uuid),
    /// Goes back to a job: the placement.
    Back(Uuid),
}

/// What became of a press of the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// People who are on the list now.
    pub added: usize,
    /// People who ride with another transfer, or with this one already.
    pub riding: usize,
}

/// The transfer, while its people may be changed.
pub(super) async fn open(unit: &Unit, id: Uuid) -> Result<batch::Model> {
    unit.allow(Action::EditBatches)?;
    let batch = locked(unit, id).await?;
    if CHANGEABLE.contains(&batch.state) {
        Ok(batch)
    } else {
        Err(DomainError::Conflict("batches-conflict-left"))
    }
}

/// A passenger of this transfer as it was shown.
pub(super) async fn one(unit: &Unit, batch: Uuid, id: Uuid, version: i32) -> Result<passenger::Model> {
    let found = passenger::Entity::find_by_id(id)
        .filter(passenger::Column::BatchId.eq(batch))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    // Whoever is not of the own places is not the actor's to change.
    workers::by_id(unit.tx(), unit.actor(), found.worker_id).await?;
    if found.version == version {
        Ok(found)
    } else {
        Err(DomainError::Conflict("conflict-changed-meanwhile"))
    }
}

/// Worker and employer of each pick, with the application or the job. What is not the actor's to see, or not hired any more, is left out.
async fn resolved(unit: &Unit, picks: &[Pick]) -> Result<Vec<(Uuid, Uuid, Pick)>> {
    let hired = picks.iter().filter_map(|pick| match pick {
        Pick::Hired(id) => Some(*id),
        Pick::Back(_) => None,
    });
    let back = picks.iter().filter_map(|pick| match pick {
        Pick::Back(id) => Some(*id),
        Pick::Hired(_) => None,
    });
    let applications = application::Entity::find()
        .filter(applications::visible_to(unit.actor())?)
        .filter(application::Column::Id.is_in(hired))
        .filter(application::Column::State.eq(ApplicationState::Hired))
        .all(unit.tx())
        .await?;
    let jobs = placement::Entity::find()
        .filter(placements::visible_to(unit.actor())?)
        .filter(placement::Column::Id.is_in(back))
        .filter(placement::Column::EndedOn.is_null())
        .filter(placement::Column::State.ne(PlacementState::Left))
        .all(unit.tx())
        .await?;
    let mut found: Vec<(Uuid, Uuid, Pick)> = applications
        .into_iter()
        .map(|row| (row.worker_id, row.employer_id, Pick::Hired(row.id)))
        .collect();
    found.extend(
        jobs.into_iter()
            .filter_map(|row| Some((row.worker_id, row.employer_id?, Pick::Back(row.id)))),
    );
    // In one order everywhere, so that two who add the same people do not wait for each other.
    found.sort_by_key(|(worker, _, _)| *worker);
    found.dedup_by_key(|(worker, _, _)| *worker);
    Ok(found)
}

/// Whether the person rides with any transfer. The person is locked, so that the answer stays true.
pub(super) async fn rides(unit: &Unit, worker: Uuid) -> Result<bool> {
    worker::Entity::find_by_id(worker)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let riding = passenger::Entity::find()
        .filter(passenger::Column::WorkerId.eq(worker))
        .filter(passenger::Column::Riding.eq(true))
        .count(unit.tx())
        .await?;
    Ok(riding > 0)
}

/// Put people on the list.
///
/// # Errors
/// [`DomainError::Invalid`] if nobody is picked or too many; [`DomainError::Conflict`] if the list is final, or all of them ride already.
pub async fn add(unit: &mut Unit, batch_id: Uuid, picks: &[Pick], point: Option<Uuid>) -> Result<Added> {
    unit.allow(Action::EditBatches)?;
    if picks.is_empty() || picks.len() > MOST {
        return Err(DomainError::invalid("pick", "batches-problem-nobody"));
    }
    let batch = locked(unit, batch_id).await?;
    if !COLLECTING.contains(&batch.state) {
        return Err(DomainError::Conflict("batches-conflict-locked"));
    }
    let point = own_point(unit, batch_id, point).await?;
    let mut done = Added { added: 0, riding: 0 };
    for (worker, employer, pick) in resolved(unit, picks).await? {
        if rides(unit, worker).await? || on_list(unit, batch_id, worker).await? {
            done.riding += 1;
            continue;
        }
        let (application_id, placement_id) = match pick {
            Pick::Hired(id) => (Some(id), None),
            Pick::Back(id) => (None, Some(id)),
        };
        let id = Uuid::new_v4();
        passenger::ActiveModel {
            id: Set(id),
            version: Set(1),
            batch_id: Set(batch_id),
            worker_id: Set(worker),
            employer_id: Set(employer),
            application_id: Set(application_id),
            placement_id: Set(placement_id),
            point_id: Set(point),
            contact_name: Set(String::new()),
            contact_phone_last4: Set(String::new()),
            has_id_card: Set(false),
            has_health: Set(false),
            has_contract: Set(false),
            has_ticket: Set(false),
            state: Set(PassengerState::NotArrived),
            state_since: Set(unit.now()),
            note: Set(String::new()),
            riding: Set(true),
            added_by: Set(unit.actor().account_id()),
            added_at: Set(unit.now()),
            ..Default::default()
        }
        .insert(unit.tx())
        .await?;
        unit.moved(Subject::Passenger, id, None, PassengerState::NotArrived, "")
            .await?;
        unit.audit(
            "add-passenger",
            Subject::Worker,
            Some(worker),
            json!({ "batch": batch_id }),
        )
        .await?;
        done.added += 1;
    }
    match done {
        Added { added: 0, riding: 0 } => Err(DomainError::NotFound),
        Added { added: 0, .. } => Err(DomainError::Conflict("batches-conflict-riding")),
        done => Ok(done),
    }
}

async fn on_list(unit: &Unit, batch: Uuid, worker: Uuid) -> Result<bool> {
    let rows = passenger::Entity::find()
        .filter(passenger::Column::BatchId.eq(batch))
        .filter(passenger::Column::WorkerId.eq(worker));
    Ok(rows.count(unit.tx()).await? > 0)
}

async fn own_point(unit: &Unit, batch: Uuid, point: Option<Uuid>) -> Result<Option<Uuid>> {
    let Some(id) = point else { return Ok(None) };
    pick_up_point::Entity::find_by_id(id)
        .filter(pick_up_point::Column::BatchId.eq(batch))
        .one(unit.tx())
        .await?
        .map(|row| Some(row.id))
        .ok_or(DomainError::invalid("point", "problem-choose"))
}

/// What can be changed of a passenger.
#[derive(Clone, Debug, Default)]
pub struct PassengerInput {
    /// The vehicle.
    pub vehicle: Option<Uuid>,
    /// The seat in it.
    pub seat: Option<i32>,
    /// The pick-up point.
    pub point: Option<Uuid>,
    /// Whom to call in an emergency.
    pub contact_name: String,
    /// The phone there; `None` leaves the one that is kept.
    pub contact_phone: Option<Mobile>,
    /// Remarks for the leader.
    pub note: String,
}

/// Change seat, point, contact and remarks.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] once the vehicles have left.
pub async fn change_passenger(
    unit: &mut Unit,
    batch: Uuid,
    id: Uuid,
    version: i32,
    input: PassengerInput,
) -> Result<()> {
    open(unit, batch).await?;
    let before = one(unit, batch, id, version).await?;
    let mut problems = Vec::new();
    for (field, text) in [("contact_name", &input.contact_name), ("note", &input.note)] {
        if text.chars().count() > LETTERS {
            problems.push(Problem::new(field, "problem-too-long").with("max", LETTERS));
        }
    }
    if let Some(problem) = seat_problem(unit, batch, &before, &input).await? {
        problems.push(problem);
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let mut with = passenger::ActiveModel {
        version: Set(version + 1),
        vehicle_id: Set(input.vehicle),
        seat: Set(input.vehicle.and(input.seat)),
        point_id: Set(own_point(unit, batch, input.point).await?),
        contact_name: Set(input.contact_name.trim().to_owned()),
        note: Set(input.note.trim().to_owned()),
        ..Default::default()
    };
    if let Some(phone) = &input.contact_phone {
        with.contact_phone_cipher = Set(Some(unit.vault().seal(phone.as_str(), COLUMN, id)?));
        with.contact_phone_last4 = Set(phone.last4().to_owned());
    }
    passenger::Entity::update_many()
        .set(with)
        .filter(passenger::Column::Id.eq(id))
        .exec(unit.tx())
        .await?;
    unit.audit(
        "change-passenger",
        Subject::Passenger,
        Some(id),
        json!({ "batch": batch }),
    )
    .await
}

/// The seat is none of the vehicle, or somebody sits there.
async fn seat_problem(
    unit: &Unit,
    batch: Uuid,
    before: &passenger::Model,
    input: &PassengerInput,
) -> Result<Option<Problem>> {
    let Some(vehicle) = input.vehicle else {
        return Ok(input
            .seat
            .map(|_| Problem::new("vehicle", "batches-problem-which-vehicle")));
    };
    let found = batch_vehicle::Entity::find_by_id(vehicle)
        .filter(batch_vehicle::Column::BatchId.eq(batch))
        .one(unit.tx())
        .await?;
    let Some(found) = found else {
        return Ok(Some(Problem::new("vehicle", "problem-choose")));
    };
    let Some(seat) = input.seat else { return Ok(None) };
    if !(1..=found.seats).contains(&seat) {
        return Ok(Some(
            Problem::new("seat", "batches-problem-no-seat").with("seats", found.seats),
        ));
    }
    let taken = passenger::Entity::find()
        .filter(passenger::Column::VehicleId.eq(vehicle))
        .filter(passenger::Column::Seat.eq(seat))
        .filter(passenger::Column::Id.ne(before.id))
        .count(unit.tx())
        .await?;
    Ok((taken > 0).then(|| Problem::new("seat", "batches-problem-seat-taken")))
}

/// Take somebody off the list, as long as nobody has marked the person as there.
///
/// # Errors
/// [`DomainError::Conflict`] once the vehicles have left, or the person got on.
pub async fn remove_passenger(unit: &mut Unit, batch: Uuid, id: Uuid, version: i32) -> Result<()> {
    open(unit, batch).await?;
    let before = one(unit, batch, id, version).await?;
    if before.state != PassengerState::NotArrived {
        return Err(DomainError::Conflict("batches-conflict-boarded"));
    }
    roll_mark::Entity::delete_many()
        .filter(roll_mark::Column::PassengerId.eq(id))
        .exec(unit.tx())
        .await?;
    passenger::Entity::delete_by_id(id).exec(unit.tx()).await?;
    unit.audit(
        "remove-passenger",
        Subject::Worker,
        Some(before.worker_id),
        json!({ "batch": batch }),
    )
    .await
}

/// Write down which papers the people of a page have: those who are ticked have it, the others do not.
pub async fn set_papers(unit: &mut Unit, batch: Uuid, shown: &[Uuid], ticked: [&BTreeSet<Uuid>; 4]) -> Result<()> {
    open(unit, batch).await?;
    if shown.len() > MOST {
        return Err(DomainError::invalid("", "batches-problem-nobody"));
    }
    let rows = passenger::Entity::find()
        .filter(passenger::Column::BatchId.eq(batch))
        .filter(passenger::Column::Id.is_in(shown.iter().copied()))
        .filter(workers::whose(
            passenger::Column::WorkerId,
            workers::visible_to(unit.actor())?,
        ))
        .all(unit.tx())
        .await?;
    let [id_card, health, contract, ticket] = ticked;
    let mut changed = 0;
    for row in rows {
        let has = [id_card, health, contract, ticket].map(|set| set.contains(&row.id));
        if has == [row.has_id_card, row.has_health, row.has_contract, row.has_ticket] {
            continue;
        }
        changed += 1;
        passenger::Entity::update_many()
            .set(passenger::ActiveModel {
                version: Set(row.version + 1),
                has_id_card: Set(has[0]),
                has_health: Set(has[1]),
                has_contract: Set(has[2]),
                has_ticket: Set(has[3]),
                ..Default::default()
            })
            .filter(passenger::Column::Id.eq(row.id))
            .exec(unit.tx())
            .await?;
    }
    unit.audit(
        "check-papers",
        Subject::Batch,
        Some(batch),
        json!({ "people": changed }),
    )
    .await
}

/// Give everybody a seat; `anew` also those who have one. Gives how many stay without.
///
/// # Errors
/// [`DomainError::Conflict`] once the vehicles have left.
pub async fn place_all(unit: &mut Unit, batch: Uuid, anew: bool) -> Result<usize> {
    open(unit, batch).await?;
    let plan = plan_of(unit.tx(), batch).await?;
    if anew {
        passenger::Entity::update_many()
            .col_expr(passenger::Column::Seat, Expr::value(Option::<i32>::None))
            .col_expr(passenger::Column::VehicleId, Expr::value(Option::<Uuid>::None))
            .filter(passenger::Column::BatchId.eq(batch))
            .exec(unit.tx())
            .await?;
    }
    let rows = passenger::Entity::find()
        .filter(passenger::Column::BatchId.eq(batch))
        .all(unit.tx())
        .await?;
    let taken: BTreeSet<(Uuid, i32)> = rows
        .iter()
        .filter_map(|row| Some((row.vehicle_id?, row.seat?)))
        .collect();
    let names: HashMap<Uuid, String> = worker::Entity::find()
        .select_only()
        .columns([worker::Column::Id, worker::Column::Name])
        .filter(worker::Column::Id.is_in(rows.iter().map(|row| row.worker_id)))
        .into_tuple::<(Uuid, String)>()
        .all(unit.tx())
        .await?
        .into_iter()
        .collect();
    let companions: Vec<(Uuid, Uuid)> = worker_companion::Entity::find()
        .filter(worker_companion::Column::WorkerId.is_in(rows.iter().map(|row| row.worker_id)))
        .all(unit.tx())
        .await?
        .into_iter()
        .map(|row| (row.worker_id, row.companion_id))
        .collect();
    let guests: Vec<Guest> = rows
        .iter()
        .filter(|row| row.seat.is_none())
        .map(|row| Guest {
            id: row.id,
            worker: row.worker_id,
            point: plan.point(row.point_id).map_or(i32::MAX, |point| point.ordinal),
            name: names.get(&row.worker_id).cloned().unwrap_or_default(),
        })
        .collect();
    let rooms: Vec<Room> = plan
        .vehicles
        .iter()
        .map(|vehicle| Room {
            id: vehicle.id,
            seats: vehicle.seats,
        })
        .collect();
    let found = seats::assign(&rooms, &taken, &guests, &companions);
    for (id, vehicle, seat) in &found {
        passenger::Entity::update_many()
            .set(passenger::ActiveModel {
                vehicle_id: Set(Some(*vehicle)),
                seat: Set(Some(*seat)),
                ..Default::default()
            })
            .filter(passenger::Column::Id.eq(*id))
            .exec(unit.tx())
            .await?;
    }
    unit.audit(
        "assign-seats",
        Subject::Batch,
        Some(batch),
        json!({ "people": found.len(), "anew": anew }),
    )
    .await?;
    Ok(guests.len() - found.len())
}
