//! Rules about people.

use chrono::Months;
use entity::codes::{LabourAbility, WorkerStatus};
use entity::{placement, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition};

use super::super::asked::Asked;
use super::super::facts::{AMOUNT, DAY, FACT, HOME, KEY, PLACE, SUBJECT, one};
use super::super::indicator::About;
use super::{Check, check};

/// Ages between which somebody is expected to be able to work.
const WORKING_AGE: (u32, u32) = (16, 60);

pub(super) const CHECKS: &[Check] = &[
    check("fit", "5_12_008", About::Worker, |a| of(a, fit_but_unable(a))),
    check("no-record", "", About::Worker, |a| of(a, at_work_without_record())),
    check("not-seeking", "", About::Worker, |a| of(a, seeking_at_work())),
];

fn of(asked: &Asked, broken: Condition) -> SelectStatement {
    let col = |column| Expr::col((worker::Entity, column));
    Query::select()
        .expr_as(col(worker::Column::Id), KEY)
        .expr_as(col(worker::Column::Id), SUBJECT)
        .expr_as(col(worker::Column::Id), FACT)
        .expr_as(col(worker::Column::StatusAsOf), DAY)
        .expr_as(col(worker::Column::RegionCode), HOME)
        .expr_as(col(worker::Column::RegionCode), PLACE)
        .expr_as(one(), AMOUNT)
        .from(worker::Entity)
        .cond_where(
            Condition::all()
                .add(worker::Column::MergedInto.is_null())
                .add(asked.homes(worker::Column::RegionCode))
                .add(broken),
        )
        .to_owned()
}

/// Of working age, no student, nothing that limits, and yet noted as unable to work.
fn fit_but_unable(asked: &Asked) -> Condition {
    let (youngest, oldest) = WORKING_AGE;
    let years_ago = |years: u32| {
        let months = Months::new(years * 12);
        asked.today().checked_sub_months(months).unwrap_or(asked.today())
    };
    Condition::all()
        .add(worker::Column::LabourAbility.eq(LabourAbility::None))
        .add(worker::Column::BirthDate.lte(years_ago(youngest)))
        .add(worker::Column::BirthDate.gt(years_ago(oldest)))
        .add(worker::Column::Status.ne(WorkerStatus::Student))
        .add(worker::Column::Limits.eq(""))
}

/// A placement of the person that runs.
fn running(full_time: bool) -> Expr {
    let mut rows = Query::select();
    rows.expr(Expr::val(1))
        .from(placement::Entity)
        .and_where(
            Expr::col((placement::Entity, placement::Column::WorkerId)).equals((worker::Entity, worker::Column::Id)),
        )
        .and_where(placement::Column::EndedOn.is_null());
    if full_time {
        rows.and_where(placement::Column::FullTime.eq(true));
    }
    Expr::exists(rows)
}

/// Months of work without a place, a firm or pay.
fn at_work_without_record() -> Condition {
    Condition::all()
        .add(worker::Column::Status.is_in([WorkerStatus::Away, WorkerStatus::Near]))
        .add(running(false).not())
}

fn seeking_at_work() -> Condition {
    Condition::all()
        .add(worker::Column::Status.eq(WorkerStatus::Seeking))
        .add(running(true))
}
