//! 外出务工台账: everybody who worked outside the county on a day of the period.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{FollowUpState, Origin, PlacementKind, Subject};
use entity::{follow_up, placement};
use sea_orm::sea_query::{Order, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, EntityTrait, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

use super::super::people::{Numbers, People};
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::in_order;
use crate::domain::clock;
use crate::domain::error::Result;
use crate::domain::figures::Asked;

/// Kinds of work outside the county.
const AWAY: [PlacementKind; 3] = [
    PlacementKind::PairedEast,
    PlacementKind::OtherProvince,
    PlacementKind::InProvince,
];

pub(super) fn list(asked: &Asked) -> SelectStatement {
    let running = Condition::any()
        .add(placement::Column::EndedOn.is_null())
        .add(placement::Column::EndedOn.gte(asked.period.from));
    let mut list = id_of(placement::Column::Id);
    list.cond_where(placement::Column::Kind.is_in(AWAY))
        .cond_where(placement::Column::StartedOn.lte(asked.end()))
        .cond_where(running)
        .cond_where(asked.homes(placement::Column::HomeCode))
        .order_by((placement::Entity, placement::Column::HomeCode), Order::Asc)
        .order_by((placement::Entity, placement::Column::StartedOn), Order::Asc)
        .order_by((placement::Entity, placement::Column::Id), Order::Asc);
    list
}

/// The last day on which somebody was called about each placement.
async fn called(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, NaiveDate>> {
    let rows: Vec<(Uuid, Option<NaiveDate>)> = follow_up::Entity::find()
        .select_only()
        .column(follow_up::Column::PlacementId)
        .column_as(follow_up::Column::DoneOn.max(), "last")
        .filter(follow_up::Column::PlacementId.is_in(ids.iter().copied()))
        .filter(follow_up::Column::State.eq(FollowUpState::Done))
        .group_by(follow_up::Column::PlacementId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, day)| Some((id, day?))).collect())
}

pub(super) async fn rows(
    db: &impl ConnectionTrait,
    asked: &Asked,
    ids: &[Uuid],
    numbers: Numbers<'_>,
) -> Result<Vec<Row>> {
    let found = placement::Entity::find()
        .filter(placement::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let people = People::of(db, found.iter().map(|row| row.worker_id), asked.today()).await?;
    let called = called(db, ids).await?;
    let mut rows = Vec::with_capacity(ids.len());
    for job in in_order(ids, found, |row| row.id) {
        let id = job.worker_id;
        let [township, village] = Value::home(&job.home_code);
        let verified = job.verified_at.map(clock::day_of);
        // Whoever came by himself or through friends was sent by nobody.
        let organised = !matches!(job.origin, Origin::Worker | Origin::Friend);
        rows.push(Row {
            record: Some((Subject::Placement, job.id)),
            values: vec![
                township,
                village,
                people.name(id),
                people.number(id, numbers)?,
                people.household(id, job.started_on),
                Value::place(&job.place_code),
                Value::text(job.employer_name),
                Value::trade(&job.occupation_code),
                Value::Day(job.started_on),
                Value::day(job.ended_on),
                Value::number(job.pay_month_yuan),
                Value::code(job.origin),
                Value::Flag(organised),
                Value::maybe(job.contract),
                people.phone(id, numbers)?,
                Value::day(called.get(&job.id).copied().max(verified)),
                Value::code(job.state),
            ],
        });
    }
    Ok(rows)
}
