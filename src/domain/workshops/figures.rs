//! What figures ask of workshops, as statements with the columns of [`crate::domain::figures::facts`].

use chrono::{Days, NaiveDate};
use entity::codes::Subject;
use entity::{placement, state_move, workshop};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition};

use crate::domain::clock;
use crate::domain::figures::asked::Asked;
use crate::domain::figures::facts::{AMOUNT, DAY, FACT, HOME, KEY, PLACE, SUBJECT, one};

fn col(column: workshop::Column) -> Expr {
    Expr::col((workshop::Entity, column))
}

/// Workshops as a list, each by the day of its recognition.
fn listed(wanted: Condition) -> SelectStatement {
    use workshop::Column;
    Query::select()
        .expr_as(col(Column::Id), KEY)
        .expr_as(col(Column::Id), SUBJECT)
        .expr_as(col(Column::Id), FACT)
        .expr_as(col(Column::RecognisedOn), DAY)
        .expr_as(col(Column::PlaceCode), HOME)
        .expr_as(col(Column::PlaceCode), PLACE)
        .expr_as(one(), AMOUNT)
        .from(workshop::Entity)
        .cond_where(wanted)
        .to_owned()
}

fn moved(alias: &Alias, before: NaiveDate) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from_as(state_move::Entity, alias.clone())
        .and_where(Expr::col((alias.clone(), "subject")).eq(Subject::Workshop))
        .and_where(Expr::col((alias.clone(), "subject_id")).equals((workshop::Entity, workshop::Column::Id)))
        .and_where(Expr::col((alias.clone(), "at")).lt(clock::start_of(before + Days::new(1))))
        .to_owned()
}

/// The last step up to the end of the last day led to `state`.
fn stood(asked: &Asked, state: &'static str) -> Expr {
    let (last, later) = (Alias::new("last_step"), Alias::new("later_step"));
    let after = moved(&later, asked.end())
        .and_where(Expr::col((later.clone(), "id")).gt(Expr::col((last.clone(), "id"))))
        .to_owned();
    let steps = moved(&last, asked.end())
        .and_where(Expr::col((last.clone(), "to_state")).eq(state))
        .and_where(Expr::exists(after).not())
        .to_owned();
    Expr::exists(steps)
}

/// It had been recognised by the last day, as was known then.
fn recognised(asked: &Asked) -> Condition {
    let step = Alias::new("plate_step");
    let known = moved(&step, asked.as_of)
        .and_where(Expr::col((step.clone(), "to_state")).eq("recognised"))
        .to_owned();
    Condition::all()
        .add(workshop::Column::RecognisedOn.lte(asked.end()))
        .add(Expr::exists(known))
}

/// Recognised, and at work on the last day.
#[must_use]
pub fn running(asked: &Asked) -> SelectStatement {
    listed(
        recognised(asked)
            .add(asked.homes(workshop::Column::PlaceCode))
            .add(stood(asked, "running")),
    )
}

/// Of those, with money of the eastern partner.
#[must_use]
pub fn running_with_east(asked: &Asked) -> SelectStatement {
    listed(
        recognised(asked)
            .add(asked.homes(workshop::Column::PlaceCode))
            .add(workshop::Column::EastOn.lte(asked.end()))
            .add(stood(asked, "running")),
    )
}

/// Recognised in the period.
#[must_use]
pub fn newly_recognised(asked: &Asked) -> SelectStatement {
    listed(
        recognised(asked)
            .add(asked.homes(workshop::Column::PlaceCode))
            .add(workshop::Column::RecognisedOn.gte(asked.period.from)),
    )
}

/// A placement that names its workshop counts once that workshop is recognised; one of which no workshop is known counts as it always did.
#[must_use]
pub fn of_a_recognised_one(asked: &Asked) -> Condition {
    let row = Query::select()
        .expr(Expr::val(1))
        .from(workshop::Entity)
        .and_where(col(workshop::Column::Id).equals((placement::Entity, placement::Column::WorkshopId)))
        .cond_where(recognised(asked))
        .to_owned();
    Condition::any()
        .add(placement::Column::WorkshopId.is_null())
        .add(Expr::exists(row))
}
