//! 有意愿未就业清单: who looks for work and has none, with what was tried.

use std::collections::HashMap;

use entity::codes::{ApplicationState, Subject, WorkerStatus};
use entity::{application, worker};
use sea_orm::sea_query::{Order, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::super::people::{Numbers, People};
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::labour;
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::reference::{occupation, region};

pub(super) fn list(asked: &Asked) -> SelectStatement {
    id_of(worker::Column::Id)
        .cond_where(worker::Column::Status.eq(WorkerStatus::Seeking))
        .cond_where(worker::Column::MergedInto.is_null())
        .cond_where(asked.homes(worker::Column::RegionCode))
        .order_by((worker::Entity, worker::Column::RegionCode), Order::Asc)
        .order_by((worker::Entity, worker::Column::Id), Order::Asc)
        .to_owned()
}

/// How often somebody was introduced, and how the last time ended.
async fn tried(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, (i64, ApplicationState)>> {
    let found = application::Entity::find()
        .filter(application::Column::WorkerId.is_in(ids.iter().copied()))
        .filter(application::Column::State.ne(ApplicationState::Expressed))
        .order_by_asc(application::Column::CreatedAt)
        .all(db)
        .await?;
    let mut tried: HashMap<Uuid, (i64, ApplicationState)> = HashMap::new();
    for row in found {
        let last = tried.entry(row.worker_id).or_insert((0, row.state));
        *last = (last.0 + 1, row.state);
    }
    Ok(tried)
}

fn names(codes: &str, name: impl Fn(&str) -> String) -> Value {
    let names: Vec<String> = codes.split_whitespace().map(name).collect();
    Value::text(names.join(" "))
}

pub(super) async fn rows(
    db: &impl ConnectionTrait,
    asked: &Asked,
    ids: &[Uuid],
    numbers: Numbers<'_>,
) -> Result<Vec<Row>> {
    let people = People::of(db, ids.iter().copied(), asked.today()).await?;
    let wants = labour::wants(db, ids).await?;
    let tried = tried(db, ids).await?;
    let trade = |code: &str| occupation::get(code).map_or(code, |found| found.name).to_owned();
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(worker) = people.get(*id) else { continue };
        let [township, village] = people.home(*id);
        let want = wants.get(id);
        let last = tried.get(id);
        rows.push(Row {
            record: Some((Subject::Worker, *id)),
            values: vec![
                township,
                village,
                people.name(*id),
                Value::maybe(worker.sex),
                people.age(*id),
                people.household(*id, asked.today()),
                Value::maybe(worker.education),
                people.skills(*id),
                want.map_or(Value::Empty, |want| names(&want.places, region::short_name)),
                want.map_or(Value::Empty, |want| names(&want.trades, trade)),
                Value::number(want.and_then(|want| want.pay_min_yuan)),
                Value::day(want.and_then(|want| want.earliest_date)),
                Value::Number(last.map_or(0, |(times, _)| *times)),
                Value::maybe(last.map(|(_, state)| *state)),
                people.phone(*id, numbers)?,
                Value::Day(worker.status_as_of),
            ],
        });
    }
    Ok(rows)
}
