//! 培训花名册: who had a seat in the trainings of the period, those to come too, hours, exam and certificate.

use entity::codes::{SeatState, Subject, TrainingState};
use entity::{training, training_seat, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Order, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use super::super::people::{Numbers, People};
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::{by_id, in_order};
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::domain::{trainings, workers};

pub(super) fn list(asked: &Asked) -> SelectStatement {
    let same = Expr::col((training_seat::Entity, training_seat::Column::TrainingId))
        .equals((training::Entity, training::Column::Id));
    id_of(training_seat::Column::Id)
        .inner_join(training::Entity, same)
        .cond_where(training::Column::FirstDay.lte(asked.period.until))
        .cond_where(training::Column::LastDay.gte(asked.period.from))
        .cond_where(training::Column::State.ne(TrainingState::Cancelled))
        .cond_where(training_seat::Column::State.is_not_in([SeatState::Waiting, SeatState::Withdrawn]))
        .cond_where(workers::whose(
            training_seat::Column::WorkerId,
            asked.homes(worker::Column::RegionCode),
        ))
        .order_by((training::Entity, training::Column::LastDay), Order::Asc)
        .order_by((training::Entity, training::Column::Id), Order::Asc)
        .order_by((training_seat::Entity, training_seat::Column::Id), Order::Asc)
        .to_owned()
}

pub(super) async fn rows(
    db: &impl ConnectionTrait,
    asked: &Asked,
    ids: &[Uuid],
    numbers: Numbers<'_>,
) -> Result<Vec<Row>> {
    let found = training_seat::Entity::find()
        .filter(training_seat::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let people = People::of(db, found.iter().map(|row| row.worker_id), asked.today()).await?;
    let classes = training::Entity::find()
        .filter(training::Column::Id.is_in(found.iter().map(|row| row.training_id)))
        .all(db)
        .await?;
    let classes = by_id(classes, |row| row.id);
    let hours = trainings::hours_in_all(db, classes.keys().copied()).await?;
    let there = trainings::hours_there(db, ids.iter().copied()).await?;
    let mut rows = Vec::with_capacity(ids.len());
    for seat in in_order(ids, found, |row| row.id) {
        let Some(class) = classes.get(&seat.training_id) else {
            continue;
        };
        let id = seat.worker_id;
        let [township, village] = people.home(id);
        rows.push(Row {
            record: Some((Subject::Training, class.id)),
            values: vec![
                Value::text(class.number.as_str()),
                Value::text(class.title.as_str()),
                Value::code(class.kind),
                Value::text(class.institution.as_str()),
                Value::Day(class.first_day),
                Value::Day(class.last_day),
                people.name(id),
                Value::maybe(people.get(id).and_then(|worker| worker.sex)),
                people.age(id),
                people.number(id, numbers)?,
                people.household(id, class.last_day),
                township,
                village,
                people.phone(id, numbers)?,
                Value::Number(there.get(&seat.id).copied().unwrap_or_default()),
                Value::Number(hours.get(&class.id).copied().unwrap_or_default()),
                Value::number(seat.exam_score),
                Value::flag(seat.exam_passed),
                Value::text(seat.certificate_number),
                Value::code(seat.state),
            ],
        });
    }
    Ok(rows)
}
