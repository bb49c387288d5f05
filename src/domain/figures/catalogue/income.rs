//! What people earned (劳务收入), an estimate: pay as written down, for the days in the period.

use entity::codes::{Code as _, PlacementKind};
use entity::placement;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition};

use super::super::asked::Asked;
use super::super::facts::{counted, placements};
use super::super::indicator::{About, Group, Indicator, Listed, Once, Rule, Unit, Window};
use crate::db;

/// Days of the month by which pay is divided.
const MONTH_DAYS: i64 = 30;

pub(super) const FIGURES: &[Indicator] = &[Indicator {
    code: "T14",
    group: Group::Income,
    unit: Unit::Yuan,
    estimate: true,
    rule: Rule::List(Listed {
        about: About::Placement,
        once: Once::Sum,
        window: Window::Within,
        facts: earned,
    }),
}];

/// Placements that ran on some days of the period, with pay times days.
fn earned(asked: &Asked) -> SelectStatement {
    let running = Condition::any()
        .add(placement::Column::EndedOn.is_null())
        .add(placement::Column::EndedOn.gte(asked.period.from));
    let wanted = counted(asked, PlacementKind::ALL)
        .add(running)
        // A period that begins after the day as of which it is asked has no days yet: counted by the difference it would have less than none.
        .add(Expr::val(asked.period.from <= asked.end()))
        .add(placement::Column::PayMonthYuan.is_not_null());
    let col = |column| Expr::col((placement::Entity, column));
    let first = CaseStatement::new()
        .case(
            placement::Column::StartedOn.gt(asked.period.from),
            col(placement::Column::StartedOn),
        )
        .finally(asked.period.from);
    let last = CaseStatement::new()
        .case(
            placement::Column::EndedOn.lt(asked.end()),
            col(placement::Column::EndedOn),
        )
        .finally(asked.end());
    let days = db::days_between(asked.engine(), first.into(), last.into()).add(1);
    let amount = col(placement::Column::PayMonthYuan)
        .mul(days)
        .div(MONTH_DAYS)
        .cast_as("bigint");
    placements(placement::Column::Id, placement::Column::StartedOn, amount, wanted)
}
