//! The people of a transfer as its pages show them. A fixed number of statements, however many people.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use entity::{batch, batch_vehicle, employer, hand_over, passenger, pick_up_point, worker, worker_phone};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::queries::leads;
use super::state;
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::workers::NameCard;
use crate::reference::region;

/// What a transfer has beside its people.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its vehicles, by ordinal.
    pub vehicles: Vec<batch_vehicle::Model>,
    /// Its pick-up points, in the order of the way.
    pub points: Vec<pick_up_point::Model>,
    /// The lists that employers signed, the latest first.
    pub hand_overs: Vec<hand_over::Model>,
}

impl Plan {
    /// All its seats.
    #[must_use]
    pub fn seats(&self) -> i32 {
        self.vehicles.iter().map(|vehicle| vehicle.seats).sum()
    }

    /// One of its vehicles.
    #[must_use]
    pub fn vehicle(&self, id: Option<Uuid>) -> Option<&batch_vehicle::Model> {
        self.vehicles.iter().find(|vehicle| Some(vehicle.id) == id)
    }

    /// One of its points.
    #[must_use]
    pub fn point(&self, id: Option<Uuid>) -> Option<&pick_up_point::Model> {
        self.points.iter().find(|point| Some(point.id) == id)
    }
}

/// Vehicles, points and signed lists, in three statements. The caller has looked the transfer up for the actor.
pub async fn plan_of(db: &impl ConnectionTrait, batch: Uuid) -> Result<Plan> {
    Ok(Plan {
        vehicles: batch_vehicle::Entity::find()
            .filter(batch_vehicle::Column::BatchId.eq(batch))
            .order_by_asc(batch_vehicle::Column::Ordinal)
            .all(db)
            .await?,
        points: pick_up_point::Entity::find()
            .filter(pick_up_point::Column::BatchId.eq(batch))
            .order_by_asc(pick_up_point::Column::Ordinal)
            .all(db)
            .await?,
        hand_overs: hand_over::Entity::find()
            .filter(hand_over::Column::BatchId.eq(batch))
            .order_by_desc(hand_over::Column::RecordedAt)
            .all(db)
            .await?,
    })
}

/// Somebody on the list. Holds no number and no phone.
#[derive(Clone, Debug)]
pub struct PassengerRow {
    /// The passenger.
    pub passenger: passenger::Model,
    /// The person.
    pub person: NameCard,
    /// The name for this reader: family name and stars for those who have nothing to do with the person.
    pub name: String,
    /// Whether the reader may open the person's record.
    pub known: bool,
    /// Name of the employer.
    pub employer: String,
    /// The person's first phone, if there is one.
    pub phone: Option<Uuid>,
    /// Its last four digits.
    pub phone_last4: String,
    /// Papers that are still to come, as keys.
    pub lacking: Vec<&'static str>,
}

/// Everybody on the list, by vehicle, seat, point and name: four statements. The leader knows everybody; others only people of their places.
/// The caller has looked the transfer up for the actor.
pub async fn passengers_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    batch: &batch::Model,
    plan: &Plan,
    today: NaiveDate,
) -> Result<Vec<PassengerRow>> {
    let found = passenger::Entity::find()
        .filter(passenger::Column::BatchId.eq(batch.id))
        .all(db)
        .await?;
    let people: HashMap<Uuid, worker::Model> = worker::Entity::find()
        .filter(worker::Column::Id.is_in(found.iter().map(|row| row.worker_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let employers = employers_of(db, found.iter().map(|row| row.employer_id)).await?;
    // The last one stays, which is the first phone.
    let phones: HashMap<Uuid, worker_phone::Model> = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.is_in(found.iter().map(|row| row.worker_id)))
        .order_by_desc(worker_phone::Column::Position)
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.worker_id, row))
        .collect();
    let leads = leads(actor, batch);
    let mut rows: Vec<PassengerRow> = found
        .into_iter()
        .filter_map(|passenger| {
            let person = people.get(&passenger.worker_id)?;
            let own = actor
                .region_code()
                .is_none_or(|own| region::contains(own, &person.region_code));
            let card = NameCard::of(person, today);
            let phone = phones.get(&passenger.worker_id);
            Some(PassengerRow {
                name: if own || leads {
                    card.name.clone()
                } else {
                    card.masked.clone()
                },
                known: own,
                employer: employers.get(&passenger.employer_id).cloned().unwrap_or_default(),
                phone: phone.map(|row| row.id),
                phone_last4: phone.map(|row| row.last4.clone()).unwrap_or_default(),
                lacking: state::lacking(&passenger, batch.mode),
                person: card,
                passenger,
            })
        })
        .collect();
    rows.sort_by_key(|row| place_in(plan, row));
    Ok(rows)
}

fn place_in(plan: &Plan, row: &PassengerRow) -> (i32, i32, i32, String, Uuid) {
    let passenger = &row.passenger;
    (
        plan.vehicle(passenger.vehicle_id)
            .map_or(i32::MAX, |vehicle| vehicle.ordinal),
        passenger.seat.unwrap_or(i32::MAX),
        plan.point(passenger.point_id).map_or(i32::MAX, |point| point.ordinal),
        row.person.name.clone(),
        passenger.id,
    )
}

/// Names of employers.
pub async fn employers_of(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, String>> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = employer::Entity::find()
        .filter(employer::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
