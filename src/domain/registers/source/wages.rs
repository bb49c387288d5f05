//! 帮扶车间用工台账: attendance and pay of the months of the period. The columns are those of the wage ledger that the law asks for
//! (Regulation on Ensuring Wage Payments to Migrant Workers, article 15).

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};
use entity::codes::{RollState, Subject};
use entity::{placement, roll_line, worker, workshop, workshop_roll};
use sea_orm::sea_query::{Expr, ExprTrait as _, Order, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _};
use uuid::Uuid;

use super::super::people::{Numbers, People};
use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::{by_id, in_order};
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::domain::workers;
use crate::domain::workshops::days;
use crate::domain::workshops::month::Month;
use crate::domain::workshops::sums::{self, Earned};

/// A month counts for the period that its first day falls into; a period that begins later in a month has that month too.
pub(super) fn list(asked: &Asked) -> SelectStatement {
    let roll = |column| Expr::col((workshop_roll::Entity, column));
    let first: NaiveDate = asked.period.from.with_day(1).unwrap_or(asked.period.from);
    id_of(roll_line::Column::Id)
        .inner_join(
            workshop_roll::Entity,
            Expr::col((roll_line::Entity, roll_line::Column::RollId))
                .equals((workshop_roll::Entity, workshop_roll::Column::Id)),
        )
        .inner_join(
            workshop::Entity,
            roll(workshop_roll::Column::WorkshopId).equals((workshop::Entity, workshop::Column::Id)),
        )
        .cond_where(workshop_roll::Column::Month.between(first, asked.end()))
        .cond_where(workshop_roll::Column::State.ne(RollState::Replaced))
        .cond_where(workers::whose(
            roll_line::Column::WorkerId,
            asked.homes(worker::Column::RegionCode),
        ))
        .order_by((workshop_roll::Entity, workshop_roll::Column::Month), Order::Asc)
        .order_by((workshop::Entity, workshop::Column::Name), Order::Asc)
        .order_by((workshop::Entity, workshop::Column::Id), Order::Asc)
        .order_by((roll_line::Entity, roll_line::Column::Id), Order::Asc)
        .to_owned()
}

pub(super) async fn rows(
    db: &impl ConnectionTrait,
    asked: &Asked,
    ids: &[Uuid],
    numbers: Numbers<'_>,
) -> Result<Vec<Row>> {
    let found = roll_line::Entity::find()
        .filter(roll_line::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let people = People::of(db, found.iter().map(|row| row.worker_id), asked.today()).await?;
    let rolls = workshop_roll::Entity::find()
        .filter(workshop_roll::Column::Id.is_in(found.iter().map(|row| row.roll_id)))
        .all(db)
        .await?;
    let rolls = by_id(rolls, |row| row.id);
    let shops: HashMap<Uuid, String> = workshop::Entity::find()
        .filter(workshop::Column::Id.is_in(rolls.values().map(|row| row.workshop_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    let jobs = placement::Entity::find()
        .filter(placement::Column::Id.is_in(found.iter().map(|row| row.placement_id)))
        .all(db)
        .await?;
    let jobs = by_id(jobs, |row| row.id);
    let mut rows = Vec::with_capacity(ids.len());
    for line in in_order(ids, found, |row| row.id) {
        let Some(roll) = rolls.get(&line.roll_id) else { continue };
        let id = line.worker_id;
        let month = Month::of(roll.month);
        let earned = Earned::of(&line, roll.day_minutes);
        rows.push(Row {
            record: Some((Subject::Workshop, roll.workshop_id)),
            values: vec![
                Value::text(shops.get(&roll.workshop_id).cloned().unwrap_or_default()),
                Value::text(month.to_string()),
                people.name(id),
                people.number(id, numbers)?,
                people.phone(id, numbers)?,
                people.household(id, month.last()),
                Value::maybe(jobs.get(&line.placement_id).and_then(|job| job.contract)),
                Value::text(days::in_days(earned.halves)),
                Value::text(days::in_hours(earned.halves, roll.day_minutes)),
                Value::text(sums::pieces_in_words(&earned.pieces)),
                Value::Yuan(earned.by_piece()),
                Value::Yuan(earned.by_hour()),
                Value::Yuan(earned.other_fen),
                Value::Yuan(earned.deduct_fen),
                Value::text(line.deduct_reason),
                Value::Yuan(line.due_fen),
                Value::Yuan(line.paid_fen),
                Value::day(line.paid_on),
                Value::maybe(line.paid_way),
                Value::code(line.signed),
            ],
        });
    }
    Ok(rows)
}
