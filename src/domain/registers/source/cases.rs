//! 维权台账: the cases that were opened in the period.

use std::collections::HashMap;

use chrono::Days;
use entity::codes::Subject;
use entity::{care_case, placement, worker};
use sea_orm::sea_query::{Order, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use super::super::people::People;
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::in_order;
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::domain::{accounts, clock, workers};

pub(super) fn list(asked: &Asked) -> SelectStatement {
    id_of(care_case::Column::Id)
        .cond_where(care_case::Column::CreatedAt.gte(clock::start_of(asked.period.from)))
        .cond_where(care_case::Column::CreatedAt.lt(clock::start_of(asked.end() + Days::new(1))))
        .cond_where(workers::whose(
            care_case::Column::WorkerId,
            asked.homes(worker::Column::RegionCode),
        ))
        .order_by((care_case::Entity, care_case::Column::CreatedAt), Order::Asc)
        .order_by((care_case::Entity, care_case::Column::Id), Order::Asc)
        .to_owned()
}

pub(super) async fn rows(db: &impl ConnectionTrait, asked: &Asked, ids: &[Uuid]) -> Result<Vec<Row>> {
    let found = care_case::Entity::find()
        .filter(care_case::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let people = People::of(db, found.iter().map(|row| row.worker_id), asked.today()).await?;
    let owners = accounts::names_of(db, found.iter().filter_map(|row| row.owner_id)).await?;
    let jobs = placement::Entity::find()
        .filter(placement::Column::Id.is_in(found.iter().filter_map(|row| row.placement_id)))
        .all(db)
        .await?;
    let firms: HashMap<Uuid, String> = jobs.into_iter().map(|job| (job.id, job.employer_name)).collect();
    let row = |case: &care_case::Model| {
        let [township, _] = people.home(case.worker_id);
        let firm = case.placement_id.and_then(|id| firms.get(&id));
        let owner = case.owner_id.and_then(|id| owners.get(&id));
        Row {
            record: Some((Subject::Case, case.id)),
            values: vec![
                Value::Day(clock::day_of(case.created_at)),
                township,
                people.name(case.worker_id),
                Value::text(firm.map(String::as_str).unwrap_or_default()),
                Value::code(case.kind),
                Value::text(case.what.as_str()),
                Value::number(case.amount_yuan),
                Value::text(owner.map(String::as_str).unwrap_or_default()),
                Value::maybe(case.referred_to),
                Value::code(case.state),
                Value::text(case.result.as_str()),
                Value::day(case.closed_at.map(clock::day_of)),
            ],
        }
    };
    Ok(in_order(ids, found, |case| case.id).iter().map(row).collect())
}
