//! Subsidies that were paid (补贴): T13.
//!
//! The share of the eligible that were paid is no figure here: who is eligible comes out of the engine over everybody's facts, which no
//! `SELECT` can ask as of a day of the past. The run of each policy shows it for today (`/subsidies/{id}/run`).

use entity::subsidy_claim::{self, Column};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition};

use super::super::asked::Asked;
use super::super::facts::{AMOUNT, DAY, FACT, HOME, KEY, PLACE, SUBJECT, one};
use super::super::indicator::{About, Group, Indicator, Listed, Once, Rule, Unit, Window};

pub(super) const FIGURES: &[Indicator] = &[
    of_claims("T13p", Unit::People, Once::Person, |asked| {
        claims(one(), paid(asked).add(Column::WorkerId.is_not_null()))
    }),
    of_claims("T13t", Unit::Times, Once::Row, |asked| {
        claims(one(), paid(asked).add(Column::WorkerId.is_not_null()))
    }),
    of_claims("T13y", Unit::Yuan, Once::Sum, |asked| {
        let yuan = Expr::col((subsidy_claim::Entity, Column::AmountYuan)).cast_as("bigint");
        claims(yuan, paid(asked))
    }),
];

const fn of_claims(code: &'static str, unit: Unit, once: Once, facts: fn(&Asked) -> SelectStatement) -> Indicator {
    let (about, window) = (About::Claim, Window::Within);
    Indicator {
        code,
        group: Group::Subsidies,
        unit,
        estimate: false,
        rule: Rule::List(Listed {
            about,
            once,
            window,
            facts,
        }),
    }
}

/// Paid on a day of the period, known by the day as of which it counts, and not taken back by then.
fn paid(asked: &Asked) -> Condition {
    let standing = Condition::any()
        .add(Column::RecoveredAt.is_null())
        .add(Column::RecoveredAt.gte(asked.known_before()));
    Condition::all()
        .add(Column::PaidOn.gte(asked.period.from))
        .add(Column::PaidOn.lte(asked.end()))
        .add(Column::PaidAt.lt(asked.known_before()))
        .add(standing)
        .add(asked.homes(Column::PlaceCode))
}

/// Claims as a list: the person, or the firm, counts once.
fn claims(amount: Expr, wanted: Condition) -> SelectStatement {
    let col = |column| Expr::col((subsidy_claim::Entity, column));
    let who = || col(Column::WorkerId).if_null(col(Column::BeneficiaryId));
    Query::select()
        .expr_as(who(), KEY)
        .expr_as(who(), SUBJECT)
        .expr_as(col(Column::Id), FACT)
        .expr_as(col(Column::PaidOn), DAY)
        .expr_as(col(Column::PlaceCode), HOME)
        .expr_as(col(Column::WorkPlaceCode), PLACE)
        .expr_as(amount, AMOUNT)
        .from(subsidy_claim::Entity)
        .cond_where(wanted)
        .to_owned()
}
