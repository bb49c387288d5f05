//! 点对点花名册: who travelled with the transfers of the period, with room for the employer's signature.

use std::collections::HashMap;

use chrono::Days;
use entity::codes::{BatchState, Subject};
use entity::{batch, batch_vehicle, passenger, pick_up_point, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Order, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use super::super::people::{Numbers, People};
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::{by_id, in_order};
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::domain::{batches, clock, workers};
use crate::reference::region;

pub(super) fn list(asked: &Asked) -> SelectStatement {
    let same = Expr::col((passenger::Entity, passenger::Column::BatchId)).equals((batch::Entity, batch::Column::Id));
    id_of(passenger::Column::Id)
        .inner_join(batch::Entity, same)
        .cond_where(batch::Column::DepartsAt.gte(clock::start_of(asked.period.from)))
        .cond_where(batch::Column::DepartsAt.lt(clock::start_of(asked.period.until + Days::new(1))))
        .cond_where(batch::Column::State.ne(BatchState::Cancelled))
        .cond_where(workers::whose(
            passenger::Column::WorkerId,
            asked.homes(worker::Column::RegionCode),
        ))
        .order_by((batch::Entity, batch::Column::DepartsAt), Order::Asc)
        .order_by((batch::Entity, batch::Column::Id), Order::Asc)
        .order_by((passenger::Entity, passenger::Column::VehicleId), Order::Asc)
        .order_by((passenger::Entity, passenger::Column::Seat), Order::Asc)
        .order_by((passenger::Entity, passenger::Column::Id), Order::Asc)
        .to_owned()
}

pub(super) async fn rows(
    db: &impl ConnectionTrait,
    asked: &Asked,
    ids: &[Uuid],
    numbers: Numbers<'_>,
) -> Result<Vec<Row>> {
    let found = passenger::Entity::find()
        .filter(passenger::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let people = People::of(db, found.iter().map(|row| row.worker_id), asked.today()).await?;
    let rides = batch::Entity::find()
        .filter(batch::Column::Id.is_in(found.iter().map(|row| row.batch_id)))
        .all(db)
        .await?;
    let rides = by_id(rides, |row| row.id);
    let plates: HashMap<Uuid, String> = batch_vehicle::Entity::find()
        .filter(batch_vehicle::Column::Id.is_in(found.iter().filter_map(|row| row.vehicle_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.plate))
        .collect();
    let points: HashMap<Uuid, String> = pick_up_point::Entity::find()
        .filter(pick_up_point::Column::Id.is_in(found.iter().filter_map(|row| row.point_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, format!("{} {}", region::name(&row.place_code), row.address)))
        .collect();
    let firms = batches::employers_of(db, found.iter().map(|row| row.employer_id)).await?;
    let named = |names: &HashMap<Uuid, String>, id: Option<Uuid>| {
        Value::text(id.and_then(|id| names.get(&id)).cloned().unwrap_or_default())
    };
    let mut rows = Vec::with_capacity(ids.len());
    for one in in_order(ids, found, |row| row.id) {
        let id = one.worker_id;
        let ride = rides.get(&one.batch_id);
        let [township, village] = people.home(id);
        rows.push(Row {
            record: Some((Subject::Batch, one.batch_id)),
            values: vec![
                Value::text(ride.map(|ride| ride.number.as_str()).unwrap_or_default()),
                Value::day(ride.map(|ride| clock::day_of(ride.departed_at.unwrap_or(ride.departs_at)))),
                named(&plates, one.vehicle_id),
                Value::number(one.seat),
                people.name(id),
                Value::maybe(people.get(id).and_then(|worker| worker.sex)),
                people.age(id),
                people.number(id, numbers)?,
                people.phone(id, numbers)?,
                township,
                village,
                named(&points, one.point_id),
                Value::text(one.contact_name),
                Value::text(firms.get(&one.employer_id).cloned().unwrap_or_default()),
                Value::code(one.state),
                Value::day(one.handed_over_on),
                Value::Empty,
            ],
        });
    }
    Ok(rows)
}
