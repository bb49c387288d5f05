//! From the wish to lasting work: people who wanted a post, those who arrived, those who stayed for ninety days. Each step counts people of
//! the step before, so that no step is larger than the one above it.

use entity::{application, fair, fair_intention, fair_ticket, placement, vacancy, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, JoinType, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, Condition};

use super::super::asked::{Asked, Period};
use super::super::facts::{AMOUNT, DAY, FACT, HOME, KEY, PLACE, SUBJECT, counted, one, people};
use super::super::indicator::{About, Group, Indicator, Listed, Once, Rule, Unit, Window};
use super::fairs::visitor;
use super::of_placements;
use super::stay::{due_by, lasted};
use crate::db;
use crate::domain::{clock, scope};
use entity::codes::{Code as _, PlacementKind};

const PEOPLE: (Unit, Once, Window) = (Unit::People, Once::Person, Window::Within);

pub(super) const FIGURES: &[Indicator] = &[
    Indicator {
        code: "W1",
        group: Group::Funnel,
        unit: Unit::People,
        estimate: false,
        rule: Rule::List(Listed {
            about: About::Wish,
            once: Once::Person,
            window: Window::Within,
            facts: wishes,
        }),
    },
    of_placements("W2", Group::Funnel, PEOPLE, |asked| arrived(asked, Condition::all())),
    of_placements("W2d", Group::Funnel, PEOPLE, |asked| arrived(asked, due_by(asked))),
    of_placements("W3", Group::Funnel, PEOPLE, |asked| {
        arrived(asked, due_by(asked).add(lasted(asked)))
    }),
];

fn col<C: ColumnTrait>(column: C) -> Expr {
    Expr::col(column.as_column_ref())
}

/// Within the period, and known by the day.
fn within(asked: &Asked, moment: impl ColumnTrait) -> Condition {
    Condition::all()
        .add(moment.gte(clock::start_of(asked.period.from)))
        .add(moment.lt(clock::start_of(asked.end().succ_opt().unwrap_or(asked.end()))))
}

fn line(
    asked: &Asked,
    who: &Expr,
    fact: impl ColumnTrait,
    moment: impl ColumnTrait,
    place: impl ColumnTrait,
) -> SelectStatement {
    Query::select()
        .expr_as(who.clone(), KEY)
        .expr_as(who.clone(), SUBJECT)
        .expr_as(col(fact), FACT)
        .expr_as(db::day_of(asked.engine(), col(moment)), DAY)
        .expr_as(col(worker::Column::RegionCode), HOME)
        .expr_as(col(place), PLACE)
        .expr_as(one(), AMOUNT)
        .cond_where(within(asked, moment))
        .cond_where(asked.homes(worker::Column::RegionCode))
        .to_owned()
}

/// Posts that people asked for or were introduced to, and wishes at fairs of people on record.
fn wishes(asked: &Asked) -> SelectStatement {
    use application::Column;
    let of = |column: Column| col(column);
    let mut applied = line(
        asked,
        &of(Column::WorkerId),
        Column::Id,
        Column::CreatedAt,
        vacancy::Column::PlaceCode,
    )
    .from(application::Entity)
    .inner_join(
        worker::Entity,
        of(Column::WorkerId).equals((worker::Entity, worker::Column::Id)),
    )
    .inner_join(
        vacancy::Entity,
        of(Column::VacancyId).equals((vacancy::Entity, vacancy::Column::Id)),
    )
    .to_owned();
    let mut said = line(
        asked,
        &visitor(),
        fair_intention::Column::Id,
        fair_intention::Column::RecordedAt,
        fair::Column::PlaceCode,
    )
    .from(fair_intention::Entity)
    .inner_join(
        fair_ticket::Entity,
        col(fair_intention::Column::TicketId).equals((fair_ticket::Entity, fair_ticket::Column::Id)),
    )
    .inner_join(
        fair::Entity,
        col(fair_intention::Column::FairId).equals((fair::Entity, fair::Column::Id)),
    )
    .inner_join(worker::Entity, visitor().equals((worker::Entity, worker::Column::Id)))
    .to_owned();
    if let Some(code) = &asked.to {
        applied.cond_where(scope::within(vacancy::Column::PlaceCode, code));
        said.cond_where(scope::within(fair::Column::PlaceCode, code));
    }
    applied.union(UnionType::All, said).to_owned()
}

/// Verified work of these people that began on the day of the first wish or later, whether in the period or after it.
fn arrived(asked: &Asked, and: Condition) -> SelectStatement {
    let later = asked.of_period(Period {
        from: asked.period.from,
        until: Ord::max(asked.as_of, asked.period.until),
    });
    let first = Query::select()
        .expr_as(Expr::col(("w", KEY)), "who")
        .expr_as(Func::min(Expr::col(("w", DAY))), "since")
        .from_subquery(wishes(asked), "w")
        .group_by_col(("w", KEY))
        .to_owned();
    let same = Condition::all()
        .add(Expr::col(("wish", "who")).equals((placement::Entity, placement::Column::WorkerId)))
        .add(col(placement::Column::StartedOn).gte(Expr::col(("wish", "since"))));
    people(counted(&later, PlacementKind::ALL).add(and))
        .join_subquery(JoinType::InnerJoin, first, "wish", same)
        .to_owned()
}
