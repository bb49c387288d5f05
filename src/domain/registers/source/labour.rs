//! 劳动力资源台账: everybody of working concern, as they are today, village by village.

use entity::codes::{Subject, WantKind};
use entity::{worker, worker_intent};
use sea_orm::sea_query::{Order, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _};
use std::collections::HashMap;
use uuid::Uuid;

use super::super::people::{Numbers, People};
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use crate::domain::error::Result;
use crate::domain::figures::Asked;

pub(super) fn list(asked: &Asked) -> SelectStatement {
    id_of(worker::Column::Id)
        .cond_where(worker::Column::MergedInto.is_null())
        .cond_where(asked.homes(worker::Column::RegionCode))
        .order_by((worker::Entity, worker::Column::RegionCode), Order::Asc)
        .order_by((worker::Entity, worker::Column::Id), Order::Asc)
        .to_owned()
}

/// What these people want, by person: one statement.
pub(super) async fn wants(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, worker_intent::Model>> {
    let found = worker_intent::Entity::find()
        .filter(worker_intent::Column::WorkerId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    Ok(found.into_iter().map(|row| (row.worker_id, row)).collect())
}

fn kinds(wants: Option<&worker_intent::Model>) -> Value {
    use entity::codes::Code as _;
    let told: Vec<(&str, &str)> = wants
        .map(|row| row.kinds.as_str())
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(WantKind::from_key)
        .map(|kind| (WantKind::LIST, kind.key()))
        .collect();
    if told.is_empty() {
        Value::Empty
    } else {
        Value::Words(told)
    }
}

pub(super) async fn rows(
    db: &impl ConnectionTrait,
    asked: &Asked,
    ids: &[Uuid],
    numbers: Numbers<'_>,
) -> Result<Vec<Row>> {
    let people = People::of(db, ids.iter().copied(), asked.today()).await?;
    let wants = wants(db, ids).await?;
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(worker) = people.get(*id) else { continue };
        let [township, village] = people.home(*id);
        rows.push(Row {
            record: Some((Subject::Worker, *id)),
            values: vec![
                township,
                village,
                people.name(*id),
                Value::maybe(worker.sex),
                people.age(*id),
                people.number(*id, numbers)?,
                people.household(*id, asked.today()),
                Value::maybe(worker.education),
                people.skills(*id),
                Value::maybe(worker.labour_ability),
                Value::code(worker.status),
                kinds(wants.get(id)),
                people.phone(*id, numbers)?,
                Value::Day(worker.status_as_of),
            ],
        });
    }
    Ok(rows)
}
