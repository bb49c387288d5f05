//! Transfers to the employers (点对点): those that were handed over against a signature, their vehicles and their people.

use entity::{batch, batch_vehicle, passenger, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

use super::super::asked::Asked;
use super::super::facts::{AMOUNT, DAY, FACT, HOME, KEY, PLACE, SUBJECT, one};
use super::super::indicator::{About, Group, Indicator, Listed, Once, Rule, Unit, Window};
use crate::domain::scope;

const fn figure(code: &'static str, unit: Unit, about: About, facts: fn(&Asked) -> SelectStatement) -> Indicator {
    Indicator {
        code,
        group: Group::Transfer,
        unit,
        estimate: false,
        rule: Rule::List(Listed {
            about,
            once: Once::Row,
            window: Window::Within,
            facts,
        }),
    }
}

pub(super) const FIGURES: &[Indicator] = &[
    figure("T6", Unit::Batches, About::Batch, batches),
    figure("T6v", Unit::Vehicles, About::Batch, vehicles),
    figure("T6t", Unit::Times, About::Passenger, passengers),
];

/// Signed for within the period, and written down by the day.
fn signed(asked: &Asked, on: impl ColumnTrait, at: impl ColumnTrait) -> Condition {
    let mut signed = Condition::all()
        .add(on.gte(asked.period.from))
        .add(on.lte(asked.end()))
        .add(at.lt(asked.known_before()));
    if let Some(code) = &asked.to {
        signed = signed.add(scope::within(batch::Column::ToCode, code));
    }
    signed
}

fn line(
    key: impl ColumnTrait,
    subject: impl ColumnTrait,
    day: impl ColumnTrait,
    home: impl ColumnTrait,
) -> SelectStatement {
    Query::select()
        .expr_as(Expr::col(key.as_column_ref()), KEY)
        .expr_as(Expr::col(subject.as_column_ref()), SUBJECT)
        .expr_as(Expr::col(key.as_column_ref()), FACT)
        .expr_as(Expr::col(day.as_column_ref()), DAY)
        .expr_as(Expr::col(home.as_column_ref()), HOME)
        .expr_as(Expr::col((batch::Entity, batch::Column::ToCode)), PLACE)
        .expr_as(one(), AMOUNT)
        .to_owned()
}

/// Transfers (批).
fn batches(asked: &Asked) -> SelectStatement {
    use batch::Column;
    line(Column::Id, Column::Id, Column::HandedOverOn, Column::FromCode)
        .from(batch::Entity)
        .cond_where(signed(asked, Column::HandedOverOn, Column::HandedOverAt).add(asked.homes(Column::FromCode)))
        .to_owned()
}

/// Their vehicles (车).
fn vehicles(asked: &Asked) -> SelectStatement {
    use batch::Column;
    let same = Expr::col((batch_vehicle::Entity, batch_vehicle::Column::BatchId)).equals((batch::Entity, Column::Id));
    line(
        batch_vehicle::Column::Id,
        Column::Id,
        Column::HandedOverOn,
        Column::FromCode,
    )
    .from(batch::Entity)
    .inner_join(batch_vehicle::Entity, same)
    .cond_where(signed(asked, Column::HandedOverOn, Column::HandedOverAt).add(asked.homes(Column::FromCode)))
    .to_owned()
}

/// People whom an employer signed for, each time they were brought (人次).
fn passengers(asked: &Asked) -> SelectStatement {
    use passenger::Column;
    let of = |column: Column| Expr::col((passenger::Entity, column));
    line(
        Column::Id,
        Column::WorkerId,
        Column::HandedOverOn,
        worker::Column::RegionCode,
    )
    .from(passenger::Entity)
    .inner_join(
        worker::Entity,
        of(Column::WorkerId).equals((worker::Entity, worker::Column::Id)),
    )
    .inner_join(
        batch::Entity,
        of(Column::BatchId).equals((batch::Entity, batch::Column::Id)),
    )
    .cond_where(signed(asked, Column::HandedOverOn, Column::HandedOverAt).add(asked.homes(worker::Column::RegionCode)))
    .to_owned()
}
