//! Rules about subsidies.

use entity::codes::ClaimState::{Paid, Recovered, SentBack, ToPay, Withdrawn};
use entity::{placement, subsidy_claim, subsidy_claim_job, subsidy_policy};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition};

use super::super::asked::Asked;
use super::super::facts::{AMOUNT, DAY, FACT, HOME, KEY, PLACE, SUBJECT, one};
use super::super::indicator::About;
use super::{Check, check};

pub(super) const CHECKS: &[Check] = &[
    check("claim-at-home", "5_17_012", About::Claim, |a| of(a, at_home())),
    check("paid-twice", "", About::Claim, |a| of(a, paid_twice())),
];

fn col(column: subsidy_claim::Column) -> Expr {
    Expr::col((subsidy_claim::Entity, column))
}

fn of(asked: &Asked, broken: Condition) -> SelectStatement {
    use subsidy_claim::Column;
    let who = || col(Column::WorkerId).if_null(col(Column::BeneficiaryId));
    Query::select()
        .expr_as(col(Column::Id), KEY)
        .expr_as(who(), SUBJECT)
        .expr_as(col(Column::Id), FACT)
        .expr_as(col(Column::PeriodFrom), DAY)
        .expr_as(col(Column::PlaceCode), HOME)
        .expr_as(col(Column::WorkPlaceCode), PLACE)
        .expr_as(one(), AMOUNT)
        .from(subsidy_claim::Entity)
        .cond_where(Condition::all().add(asked.homes(Column::PlaceCode)).add(broken))
        .to_owned()
}

/// A claim for work outside the county that rests on a job in the home county.
fn at_home() -> Condition {
    let away_only = Query::select()
        .expr(Expr::val(1))
        .from(subsidy_policy::Entity)
        .and_where(
            Expr::col((subsidy_policy::Entity, subsidy_policy::Column::Id))
                .equals((subsidy_claim::Entity, subsidy_claim::Column::PolicyId)),
        )
        .and_where(subsidy_policy::Column::AwayOnly.eq(true))
        .to_owned();
    let near = Query::select()
        .expr(Expr::val(1))
        .from(subsidy_claim_job::Entity)
        .inner_join(
            placement::Entity,
            Expr::col((placement::Entity, placement::Column::Id))
                .equals((subsidy_claim_job::Entity, subsidy_claim_job::Column::PlacementId)),
        )
        .and_where(
            Expr::col((subsidy_claim_job::Entity, subsidy_claim_job::Column::ClaimId))
                .equals((subsidy_claim::Entity, subsidy_claim::Column::Id)),
        )
        .and_where(Expr::cust(
            "SUBSTR(placement.place_code, 1, 6) = SUBSTR(placement.home_code, 1, 6)",
        ))
        .to_owned();
    Condition::all()
        .add(subsidy_claim::Column::State.is_not_in([SentBack, Recovered, Withdrawn]))
        .add(Expr::exists(away_only))
        .add(Expr::exists(near))
}

/// Money for the same purpose in the same time, from whomever.
fn paid_twice() -> Condition {
    let other = Alias::new("other");
    let theirs = |column: &'static str| Expr::col(("other", column));
    let twice = Query::select()
        .expr(Expr::val(1))
        .from_as(subsidy_claim::Entity, other)
        .and_where(theirs("worker_id").equals((subsidy_claim::Entity, subsidy_claim::Column::WorkerId)))
        .and_where(theirs("purpose").equals((subsidy_claim::Entity, subsidy_claim::Column::Purpose)))
        .and_where(theirs("id").ne(col(subsidy_claim::Column::Id)))
        .and_where(Expr::cust("other.state IN ('to_pay', 'paid')"))
        .and_where(theirs("period_from").lte(col(subsidy_claim::Column::PeriodUntil)))
        .and_where(theirs("period_until").gte(col(subsidy_claim::Column::PeriodFrom)))
        .to_owned();
    Condition::all()
        .add(subsidy_claim::Column::State.is_in([ToPay, Paid]))
        .add(Expr::exists(twice))
}
