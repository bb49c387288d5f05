//! 稳岗回访台账: the calls of the period and what they brought.

use std::collections::HashMap;

use entity::codes::{CaseKind, Code as _, FollowUpState, Subject};
use entity::{follow_up, placement, worker};
use sea_orm::sea_query::{Order, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use super::super::people::People;
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::in_order;
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::domain::workers;

pub(super) fn list(asked: &Asked) -> SelectStatement {
    id_of(follow_up::Column::Id)
        .cond_where(follow_up::Column::DoneOn.between(asked.period.from, asked.end()))
        .cond_where(follow_up::Column::State.eq(FollowUpState::Done))
        .cond_where(workers::whose(
            follow_up::Column::WorkerId,
            asked.homes(worker::Column::RegionCode),
        ))
        .order_by((follow_up::Entity, follow_up::Column::DoneOn), Order::Asc)
        .order_by((follow_up::Entity, follow_up::Column::Id), Order::Asc)
        .to_owned()
}

fn problems(keys: &str) -> Value {
    let told: Vec<(&str, &str)> = keys
        .split_whitespace()
        .filter_map(CaseKind::from_key)
        .map(|kind| (CaseKind::LIST, kind.key()))
        .collect();
    if told.is_empty() {
        Value::Empty
    } else {
        Value::Words(told)
    }
}

pub(super) async fn rows(db: &impl ConnectionTrait, asked: &Asked, ids: &[Uuid]) -> Result<Vec<Row>> {
    let found = follow_up::Entity::find()
        .filter(follow_up::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let people = People::of(db, found.iter().map(|row| row.worker_id), asked.today()).await?;
    let mut jobs: Vec<Uuid> = found.iter().map(|row| row.placement_id).collect();
    jobs.sort_unstable();
    jobs.dedup();
    let jobs = placement::Entity::find()
        .filter(placement::Column::Id.is_in(jobs))
        .all(db)
        .await?;
    let jobs: HashMap<Uuid, placement::Model> = jobs.into_iter().map(|job| (job.id, job)).collect();
    let row = |call: &follow_up::Model| {
        let job = jobs.get(&call.placement_id);
        let [township, _] = people.home(call.worker_id);
        Row {
            record: Some((Subject::FollowUp, call.placement_id)),
            values: vec![
                township,
                people.name(call.worker_id),
                Value::text(job.map(|job| job.employer_name.as_str()).unwrap_or_default()),
                Value::day(job.map(|job| job.started_on)),
                Value::number(call.day),
                Value::Day(call.due_on),
                Value::day(call.done_on),
                Value::maybe(call.channel),
                Value::maybe(call.reached),
                Value::flag(call.on_post),
                Value::maybe(call.paid),
                Value::flag(call.contract),
                Value::flag(call.insured),
                problems(&call.problems),
                Value::text(call.note.as_str()),
            ],
        }
    };
    Ok(in_order(ids, found, |call| call.id).iter().map(row).collect())
}
