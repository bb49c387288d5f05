//! 国家系统录入表: subsidies of people whose money goes out or went out in the period, in the columns of the national system: name, number,
//! amount, first and last month, phone, province, city, county of the work.

use chrono::NaiveDate;
use entity::codes::{ClaimState, Subject};
use entity::subsidy_claim;
use sea_orm::sea_query::{Order, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use super::super::people::{Numbers, People};
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::in_order;
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::reference::region;

pub(super) fn list(asked: &Asked) -> SelectStatement {
    use subsidy_claim::Column;
    let paid = Condition::all()
        .add(Column::State.eq(ClaimState::Paid))
        .add(Column::PaidOn.between(asked.period.from, asked.end()));
    id_of(Column::Id)
        .cond_where(Condition::any().add(Column::State.eq(ClaimState::ToPay)).add(paid))
        .and_where(Column::WorkerId.is_not_null())
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
    let mut rows = Vec::with_capacity(ids.len());
    for claim in in_order(ids, found, |row| row.id) {
        let Some(person) = claim.worker_id else { continue };
        let [province, city, county] = levels(&claim.work_place_code);
        rows.push(Row {
            record: Some((Subject::SubsidyClaim, claim.id)),
            values: vec![
                people.name(person),
                people.number(person, numbers)?,
                Value::Number(claim.amount_yuan.into()),
                month(claim.work_from),
                month(claim.work_until),
                people.phone(person, numbers)?,
                province,
                city,
                county,
            ],
        });
    }
    Ok(rows)
}

fn month(day: Option<NaiveDate>) -> Value {
    Value::text(day.map(|day| day.format("%Y-%m").to_string()).unwrap_or_default())
}

/// The names of province, city and county of a place.
fn levels(code: &str) -> [Value; 3] {
    let mut names = [const { Value::Empty }; 3];
    for place in region::ancestors(code).into_iter().chain(region::get(code)) {
        if let Some(name) = usize::from(place.level)
            .checked_sub(1)
            .and_then(|level| names.get_mut(level))
        {
            *name = Value::text(region::name(place.code));
        }
    }
    // Where no city stands between province and county, the code list that is typed into has these words (GB/T 2260).
    if names[1] == Value::Empty && names[2] != Value::Empty {
        names[1] = Value::text(match code.get(2..4) {
            Some("01") => "市辖区",
            Some("02") => "县",
            _ => "省直辖县级行政区划",
        });
    }
    names
}
