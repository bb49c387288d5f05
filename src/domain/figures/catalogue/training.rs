//! Trainings (培训): sessions held, who attended, who has a certificate, who was at work three and six months later.

use chrono::Days;
use entity::codes::{Code as _, PlacementKind, TrainingKind};
use entity::{placement, training, training_attendance, training_day, training_seat, worker};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Func, JoinType, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait as _, Condition};

use super::super::asked::{Asked, Period};
use super::super::facts::{AMOUNT, DAY, FACT, HOME, KEY, PLACE, SUBJECT, counted, one};
use super::super::indicator::{About, Group, Indicator, Listed, Once, Rule, Unit, Window};
use crate::db;
use crate::domain::scope;

/// Days after the last one of a class on which somebody is looked for at work.
const EMPLOYED_DAYS: [i64; 2] = [90, 180];

pub(in crate::domain::figures) const FIGURES: &[Indicator] = &[
    of("T10", Unit::Sessions, Once::Row, About::Training, sessions),
    of("T10t", Unit::Times, Once::Sum, About::Training, attendances),
    of("T10p", Unit::People, Once::Person, About::Training, |asked| {
        seats(asked, seat(training_seat::Column::WorkerId), attended(asked))
    }),
    of("T10c", Unit::People, Once::Person, About::Training, certified),
    of("T10e3", Unit::People, Once::Person, About::Placement, |asked| {
        employed(asked, EMPLOYED_DAYS[0])
    }),
    of("T10e6", Unit::People, Once::Person, About::Placement, |asked| {
        employed(asked, EMPLOYED_DAYS[1])
    }),
];

const fn of(
    code: &'static str,
    unit: Unit,
    once: Once,
    about: About,
    facts: fn(&Asked) -> SelectStatement,
) -> Indicator {
    Indicator {
        code,
        group: Group::Training,
        unit,
        estimate: false,
        rule: Rule::List(Listed {
            about,
            once,
            window: Window::Within,
            facts,
        }),
    }
}

fn session(column: training::Column) -> Expr {
    Expr::col((training::Entity, column))
}

pub(in crate::domain::figures) fn seat(column: training_seat::Column) -> Expr {
    Expr::col((training_seat::Entity, column))
}

/// Trainings whose last day lies in the period and that had been written down as held by the day.
fn held(asked: &Asked) -> Condition {
    let mut held = Condition::all()
        .add(training::Column::LastDay.gte(asked.period.from))
        .add(training::Column::LastDay.lte(asked.end()))
        .add(training::Column::EndedAt.lt(asked.known_before()));
    if let Some(code) = &asked.to {
        held = held.add(scope::within(training::Column::PlaceCode, code));
    }
    held
}

/// Trainings one by one, each with what it adds.
fn trainings(amount: Expr, wanted: Condition) -> SelectStatement {
    Query::select()
        .expr_as(session(training::Column::Id), KEY)
        .expr_as(session(training::Column::Id), SUBJECT)
        .expr_as(session(training::Column::Id), FACT)
        .expr_as(session(training::Column::LastDay), DAY)
        .expr_as(session(training::Column::ForCode), HOME)
        .expr_as(session(training::Column::PlaceCode), PLACE)
        .expr_as(amount, AMOUNT)
        .from(training::Entity)
        .cond_where(wanted)
        .to_owned()
}

fn sessions(asked: &Asked) -> SelectStatement {
    trainings(one(), held(asked).add(asked.homes(training::Column::ForCode)))
}

/// Seats with their training and their person, who is on record under this id still.
fn seats_of_people(key: Expr, day: Expr, wanted: Condition) -> SelectStatement {
    let person = |column| Expr::col((worker::Entity, column));
    Query::select()
        .expr_as(key, KEY)
        .expr_as(seat(training_seat::Column::WorkerId), SUBJECT)
        .expr_as(seat(training_seat::Column::Id), FACT)
        .expr_as(day, DAY)
        .expr_as(person(worker::Column::RegionCode), HOME)
        .expr_as(session(training::Column::PlaceCode), PLACE)
        .expr_as(one(), AMOUNT)
        .from(training_seat::Entity)
        .join(
            JoinType::InnerJoin,
            training::Entity,
            seat(training_seat::Column::TrainingId).equals((training::Entity, training::Column::Id)),
        )
        .join(
            JoinType::InnerJoin,
            worker::Entity,
            seat(training_seat::Column::WorkerId).equals((worker::Entity, worker::Column::Id)),
        )
        .cond_where(Condition::all().add(worker::Column::MergedInto.is_null()).add(wanted))
        .to_owned()
}

fn seats(asked: &Asked, key: Expr, wanted: Condition) -> SelectStatement {
    let wanted = held(asked).add(asked.homes(worker::Column::RegionCode)).add(wanted);
    seats_of_people(key, session(training::Column::LastDay), wanted)
}

/// Hours of the half days on which the person of the seat was there, as far as that had been written down by the day.
fn hours_there(asked: &Asked) -> Expr {
    let (mark, half) = (Alias::new("mark"), Alias::new("half"));
    let rows = Query::select()
        .expr(hours(&half))
        .from_as(training_attendance::Entity, mark.clone())
        .join_as(
            JoinType::InnerJoin,
            training_day::Entity,
            half.clone(),
            Expr::col((half.clone(), "id")).equals((mark.clone(), "day_id")),
        )
        .and_where(Expr::col((mark.clone(), "seat_id")).equals((training_seat::Entity, training_seat::Column::Id)))
        .and_where(Expr::cust("mark.mark IN ('present', 'late')"))
        .and_where(Expr::col((mark, "marked_at")).lt(asked.known_before()))
        .to_owned();
    Expr::SubQuery(None, Box::new(rows.into()))
}

fn hours(half: &Alias) -> Expr {
    Expr::from(Func::coalesce([Expr::col((half.clone(), "hours")).sum(), Expr::val(0)])).cast_as("bigint")
}

/// Hours of all half days of the training.
fn hours_in_all() -> Expr {
    let half = Alias::new("every");
    let rows = Query::select()
        .expr(hours(&half))
        .from_as(training_day::Entity, half.clone())
        .and_where(Expr::col((half, "training_id")).equals((training::Entity, training::Column::Id)))
        .to_owned();
    Expr::SubQuery(None, Box::new(rows.into()))
}

/// The person was there: for a class, for the required share of its hours.
fn attended(asked: &Asked) -> Condition {
    let enough = hours_there(asked)
        .mul(100)
        .gte(session(training::Column::RequiredPercent).mul(hours_in_all()));
    Condition::all().add(hours_there(asked).gt(0)).add(
        Condition::any()
            .add(training::Column::Kind.ne(TrainingKind::Class))
            .add(enough),
    )
}

/// Everybody who attended, by name; and for each talk, as one line, the heads that were counted beside the names.
fn attendances(asked: &Asked) -> SelectStatement {
    let mut named = seats(asked, seat(training_seat::Column::Id), attended(asked));
    let others = session(training::Column::HeadCount).sub(names_there(asked));
    let wanted = held(asked)
        .add(asked.homes(training::Column::ForCode))
        .add(training::Column::Kind.ne(TrainingKind::Class))
        .add(others.clone().gt(0));
    named
        .union(UnionType::All, trainings(others.cast_as("bigint"), wanted))
        .to_owned()
}

/// How many people who are known by name were at a talk.
fn names_there(asked: &Asked) -> Expr {
    let (place, mark, person) = (Alias::new("place"), Alias::new("seen"), Alias::new("person"));
    let there = Query::select()
        .expr(Expr::val(1))
        .from_as(training_attendance::Entity, mark.clone())
        .and_where(Expr::col((mark.clone(), "seat_id")).equals((place.clone(), "id")))
        .and_where(Expr::cust("seen.mark IN ('present', 'late')"))
        .and_where(Expr::col((mark, "marked_at")).lt(asked.known_before()))
        .to_owned();
    let rows = Query::select()
        .expr(Expr::col((place.clone(), "id")).count())
        .from_as(training_seat::Entity, place.clone())
        .join_as(
            JoinType::InnerJoin,
            worker::Entity,
            person.clone(),
            Expr::col((person.clone(), "id")).equals((place.clone(), "worker_id")),
        )
        .and_where(Expr::col((place, "training_id")).equals((training::Entity, training::Column::Id)))
        .and_where(Expr::col((person, "merged_into")).is_null())
        .and_where(Expr::exists(there))
        .to_owned();
    Expr::SubQuery(None, Box::new(rows.into()))
}

/// People whose certificate of a training was issued in the period, as far as that had been written down by the day.
fn certified(asked: &Asked) -> SelectStatement {
    use training_seat::Column;
    let mut wanted = Condition::all()
        .add(Column::CertifiedOn.gte(asked.period.from))
        .add(Column::CertifiedOn.lte(asked.end()))
        .add(Column::CertifiedAt.lt(asked.known_before()))
        .add(asked.homes(worker::Column::RegionCode));
    if let Some(code) = &asked.to {
        wanted = wanted.add(scope::within(training::Column::PlaceCode, code));
    }
    seats_of_people(seat(Column::WorkerId), seat(Column::CertifiedOn), wanted)
}

/// People who attended a class that ended in the period, and who were at work so many days after its last one, by a verified placement
/// that began after it. The day may lie after the period, but not after the day as of which it counts.
fn employed(asked: &Asked, days: i64) -> SelectStatement {
    use placement::Column;
    let since = || session(training::Column::LastDay);
    let mark = || db::days_after(asked.engine(), since(), days);
    let work = |column| Expr::col((placement::Entity, column));
    let later = asked.of_period(Period {
        from: asked.period.from,
        until: asked.as_of,
    });
    let come = asked.as_of - Days::new(days.unsigned_abs());
    let wanted = held(asked)
        .add(training::Column::Kind.eq(TrainingKind::Class))
        .add(training::Column::LastDay.lte(come))
        .add(attended(asked))
        .add(counted(&later, PlacementKind::ALL))
        .add(work(Column::StartedOn).gt(since()))
        .add(work(Column::StartedOn).lte(mark()))
        .add(
            Condition::any()
                .add(work(Column::EndedOn).is_null())
                .add(work(Column::EndedOn).gte(mark())),
        );
    Query::select()
        .expr_as(work(Column::WorkerId), KEY)
        .expr_as(work(Column::WorkerId), SUBJECT)
        .expr_as(work(Column::Id), FACT)
        .expr_as(since(), DAY)
        .expr_as(work(Column::HomeCode), HOME)
        .expr_as(work(Column::PlaceCode), PLACE)
        .expr_as(one(), AMOUNT)
        .distinct()
        .from(training_seat::Entity)
        .join(
            JoinType::InnerJoin,
            training::Entity,
            seat(training_seat::Column::TrainingId).equals((training::Entity, training::Column::Id)),
        )
        .join(
            JoinType::InnerJoin,
            placement::Entity,
            seat(training_seat::Column::WorkerId).equals((placement::Entity, Column::WorkerId)),
        )
        .cond_where(wanted)
        .to_owned()
}
