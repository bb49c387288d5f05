//! Rules about trainings: padded rosters are what audits find (41 projects in 11 counties in 2021).

use entity::{placement, training, training_attendance, training_day, training_seat, worker};
use sea_orm::Condition;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, JoinType, Query, SelectStatement};

use super::super::asked::Asked;
use super::super::facts::{AMOUNT, DAY, FACT, HOME, KEY, PLACE, SUBJECT, one};
use super::super::indicator::About;
use super::{Check, check};

pub(super) const CHECKS: &[Check] = &[check("class-away", "", About::Training, present_and_away)];

/// Somebody was marked as there on a half day, and was at work full time in another county on that day, the first and the last day of the
/// work left out. One line a seat, at the first such day.
fn present_and_away(asked: &Asked) -> SelectStatement {
    let seat = |column| Expr::col((training_seat::Entity, column));
    let session = |column| Expr::col((training::Entity, column));
    let day = Expr::SubQuery(None, Box::new(first_day().into()));
    Query::select()
        .expr_as(seat(training_seat::Column::Id), KEY)
        .expr_as(seat(training_seat::Column::WorkerId), SUBJECT)
        .expr_as(seat(training_seat::Column::Id), FACT)
        .expr_as(day, DAY)
        .expr_as(Expr::col((worker::Entity, worker::Column::RegionCode)), HOME)
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
        .cond_where(
            Condition::all()
                .add(asked.homes(worker::Column::RegionCode))
                .add(Expr::exists(away().expr(Expr::val(1)).to_owned())),
        )
        .to_owned()
}

fn first_day() -> SelectStatement {
    away().expr(Expr::col(("half", "on_date")).min()).to_owned()
}

/// The half days of the seat on which its person was marked as there while a job in another county ran.
fn away() -> SelectStatement {
    let (mark, half, work) = (Alias::new("mark"), Alias::new("half"), Alias::new("work"));
    let begun = Expr::col((work.clone(), "started_on")).lt(Expr::col((half.clone(), "on_date")));
    let not_ended = Condition::any()
        .add(Expr::col((work.clone(), "ended_on")).is_null())
        .add(Expr::col((work.clone(), "ended_on")).gt(Expr::col((half.clone(), "on_date"))));
    Query::select()
        .from_as(training_attendance::Entity, mark.clone())
        .join_as(
            JoinType::InnerJoin,
            training_day::Entity,
            half.clone(),
            Expr::col((half, "id")).equals((mark.clone(), "day_id")),
        )
        .join_as(
            JoinType::InnerJoin,
            placement::Entity,
            work.clone(),
            Expr::col((work, "worker_id")).equals((training_seat::Entity, training_seat::Column::WorkerId)),
        )
        .and_where(Expr::col((mark, "seat_id")).equals((training_seat::Entity, training_seat::Column::Id)))
        .and_where(Expr::cust("mark.mark IN ('present', 'late')"))
        .and_where(Expr::cust("work.state NOT IN ('unverified', 'lost', 'disputed')"))
        .and_where(Expr::cust("work.full_time"))
        .and_where(Expr::cust(
            "SUBSTR(work.place_code, 1, 6) <> SUBSTR(training.place_code, 1, 6)",
        ))
        .and_where(begun)
        .cond_where(not_ended)
        .to_owned()
}
