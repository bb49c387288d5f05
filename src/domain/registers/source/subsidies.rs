//! 补贴申领汇总: claims that were made or paid in the period. What hangs out in public is another sheet (`/subsidies/notices`).

use chrono::Days;
use entity::codes::{ClaimState, Subject};
use entity::{subsidy_claim, subsidy_policy};
use sea_orm::sea_query::{Order, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use super::super::people::{Numbers, People};
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::{by_id, in_order};
use crate::domain::clock;
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::domain::subsidies::period::LIFE;

pub(super) fn list(asked: &Asked) -> SelectStatement {
    use subsidy_claim::Column;
    let made = Condition::all()
        .add(Column::CreatedAt.gte(clock::start_of(asked.period.from)))
        .add(Column::CreatedAt.lt(clock::start_of(asked.end() + Days::new(1))));
    let paid = Condition::all().add(Column::PaidOn.between(asked.period.from, asked.end()));
    id_of(Column::Id)
        .cond_where(Condition::any().add(made).add(paid))
        .cond_where(Column::State.ne(ClaimState::Withdrawn))
        .cond_where(asked.homes(Column::PlaceCode))
        .order_by((subsidy_claim::Entity, Column::PlaceCode), Order::Asc)
        .order_by((subsidy_claim::Entity, Column::CreatedAt), Order::Asc)
        .order_by((subsidy_claim::Entity, Column::Id), Order::Asc)
        .to_owned()
}

pub(super) async fn rows(
    db: &impl ConnectionTrait,
    asked: &Asked,
    ids: &[Uuid],
    numbers: Numbers<'_>,
) -> Result<Vec<Row>> {
    let found = subsidy_claim::Entity::find()
        .filter(subsidy_claim::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let people = People::of(db, found.iter().filter_map(|row| row.worker_id), asked.today()).await?;
    let policies = subsidy_policy::Entity::find()
        .filter(subsidy_policy::Column::Id.is_in(found.iter().map(|row| row.policy_id)))
        .all(db)
        .await?;
    let policies = by_id(policies, |row| row.id);
    let mut rows = Vec::with_capacity(ids.len());
    for claim in in_order(ids, found, |row| row.id) {
        let policy = policies.get(&claim.policy_id);
        let [township, village] = Value::home(&claim.place_code);
        let of = |read: &dyn Fn(Uuid) -> Result<Value>| claim.worker_id.map_or(Ok(Value::Empty), read);
        let name = of(&|id| Ok(people.name(id)))?;
        rows.push(Row {
            record: Some((Subject::SubsidyClaim, claim.id)),
            values: vec![
                township,
                village,
                if name == Value::Empty {
                    Value::text(claim.payee_name.as_str())
                } else {
                    name
                },
                of(&|id| people.number(id, numbers))?,
                of(&|id| Ok(people.household(id, claim.period_until.min(asked.end()))))?,
                Value::text(policy.map(|policy| policy.name.as_str()).unwrap_or_default()),
                Value::text(policy.map(|policy| policy.document_no.as_str()).unwrap_or_default()),
                period(claim.period_key),
                Value::text(claim.employer_name),
                Value::place(&claim.work_place_code),
                Value::day(claim.work_from),
                Value::day(claim.work_until),
                Value::Number(claim.amount_yuan.into()),
                Value::maybe(claim.account_kind),
                of(&|id| people.phone(id, numbers))?,
                Value::Day(clock::day_of(claim.created_at)),
                Value::code(claim.state),
                Value::day(claim.paid_on),
            ],
        });
    }
    Ok(rows)
}

/// Years and quarters are the same in every language; what never comes again has a word.
fn period(key: String) -> Value {
    if key == LIFE {
        Value::Sentence("subsidies-period-life".into())
    } else {
        Value::Text(key)
    }
}
