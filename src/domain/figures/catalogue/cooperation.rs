//! What the plain ledgers add up to: projects, exchanges, visits, sales. A row of the table each.

use entity::codes::{Direction, Ledger, LedgerKind};
use entity::ledger_entry::Column;
use entity::{ledger_entry, placement};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition};

use super::super::asked::Asked;
use super::super::facts::{counted, ledger, ledger_rows, one, people, standing};
use super::super::indicator::{About, Group, Indicator, Listed, Once, Rule, Unit, Window};
use super::of_placements;

use Direction::{EastToWest, WestToEast};
use Group::{Exchange, Projects, Sales};
use Ledger::{Agreement, Project, Sale, Visit};
use LedgerKind as Kind;

/// Kinds of projects that are industry (产业项目).
const INDUSTRY: &[LedgerKind] = &[Kind::Livestock, Kind::Shares, Kind::Orchard];
/// Kinds of specialists (专业技术人才).
const SPECIALISTS: &[LedgerKind] = &[Kind::Education, Kind::Health, Kind::Science, Kind::Other];

/// A figure of a ledger.
const fn row(
    code: &'static str,
    group: Group,
    (unit, once, window): (Unit, Once, Window),
    facts: fn(&Asked) -> SelectStatement,
) -> Indicator {
    let about = About::Ledger;
    Indicator {
        code,
        group,
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

const fn sum(unit: Unit) -> (Unit, Once, Window) {
    (unit, Once::Sum, Window::Within)
}

const fn sum_up_to(unit: Unit) -> (Unit, Once, Window) {
    (unit, Once::Sum, Window::UpTo)
}

const fn rows(unit: Unit) -> (Unit, Once, Window) {
    (unit, Once::Row, Window::Within)
}

pub(super) const FIGURES: &[Indicator] = &[
    row("P1", Projects, sum(Unit::Yuan), |a| {
        of(Column::AmountYuan, project(a, &[]))
    }),
    row("P1n", Projects, rows(Unit::Items), |a| ledger(one(), project(a, &[]))),
    row("P2", Projects, sum(Unit::Yuan), |a| {
        of(Column::AmountYuan, project(a, INDUSTRY))
    }),
    row("P3", Projects, sum(Unit::People), |a| {
        of(Column::Persons, project(a, &[]))
    }),
    row("P4", Projects, sum_up_to(Unit::Households), |a| {
        of(Column::Households, so_far(a, Kind::Livestock))
    }),
    row("P4n", Projects, sum_up_to(Unit::Heads), |a| {
        of(Column::Quantity, so_far(a, Kind::Livestock))
    }),
    row("P4p", Projects, (Unit::Townships, Once::Place, Window::UpTo), |a| {
        ledger(one(), so_far(a, Kind::Livestock))
    }),
    row("P5", Projects, sum_up_to(Unit::Yuan), |a| {
        of(Column::AmountYuan, so_far(a, Kind::Shares))
    }),
    row("P5h", Projects, sum_up_to(Unit::Households), |a| {
        of(Column::Households, so_far(a, Kind::Shares))
    }),
    row("P5p", Projects, sum_up_to(Unit::People), |a| {
        of(Column::PersonsLifted, so_far(a, Kind::Shares))
    }),
    row("P6", Projects, sum_up_to(Unit::Yuan), |a| {
        of(Column::AmountYuan, so_far(a, Kind::Orchard))
    }),
    row("P6h", Projects, sum_up_to(Unit::Households), |a| {
        of(Column::Households, so_far(a, Kind::Orchard))
    }),
    row("P7", Projects, sum_up_to(Unit::Yuan), |a| {
        of(Column::AmountYuan, so_far(a, Kind::Water))
    }),
    row("P8", Projects, sum_up_to(Unit::Yuan), |a| {
        of(Column::AmountYuan, so_far(a, Kind::Housing))
    }),
    row("P8h", Projects, sum_up_to(Unit::Households), |a| {
        of(Column::Households, so_far(a, Kind::Housing))
    }),
    row("P9", Projects, sum_up_to(Unit::Yuan), |a| {
        of(Column::AmountYuan, so_far(a, Kind::HeatedBeds))
    }),
    row("P9p", Projects, sum_up_to(Unit::People), |a| {
        of(Column::Persons, so_far(a, Kind::HeatedBeds))
    }),
    row("P10", Projects, sum_up_to(Unit::Yuan), |a| {
        of(Column::AmountYuan, so_far(a, Kind::Health))
    }),
    row("P10n", Projects, sum_up_to(Unit::Vehicles), |a| {
        of(Column::Quantity, so_far(a, Kind::Health))
    }),
    of_placements("P11", Projects, (Unit::People, Once::Person, Window::UpTo), jobs),
    row("X1", Exchange, sum(Unit::Times), |a| {
        exchanged(a, EastToWest, SPECIALISTS)
    }),
    row("X2", Exchange, sum(Unit::Times), |a| {
        exchanged(a, WestToEast, &[Kind::Officials])
    }),
    row("X3", Exchange, sum(Unit::Times), |a| {
        exchanged(a, WestToEast, SPECIALISTS)
    }),
    row("X4", Exchange, sum(Unit::Times), |a| {
        exchanged(a, EastToWest, &[Kind::Officials])
    }),
    row("X5", Exchange, rows(Unit::Occasions), |a| {
        ledger(one(), kinds(a, Visit, &[Kind::Visit]))
    }),
    row("X6", Exchange, rows(Unit::Occasions), |a| {
        ledger(one(), kinds(a, Visit, &[Kind::Meeting]))
    }),
    row("X7", Exchange, sum_up_to(Unit::Items), |a| {
        of(Column::Quantity, ledger_rows(a, is(Agreement, &[Kind::Agreement])))
    }),
    row("S1", Sales, sum(Unit::Yuan), |a| {
        of(Column::AmountYuan, kinds(a, Sale, &[]))
    }),
    row("S2", Sales, rows(Unit::Items), |a| ledger(one(), kinds(a, Sale, &[]))),
    row("S3", Sales, sum(Unit::Items), |a| {
        of(Column::Quantity, kinds(a, Sale, &[]))
    }),
];

/// What rows say in one of their columns; a row that does not say adds nothing.
fn of(column: Column, wanted: Condition) -> SelectStatement {
    let said = Expr::col((ledger_entry::Entity, column));
    ledger(said.if_null(0).cast_as("bigint"), wanted)
}

/// Rows of a ledger of some kinds, or of all.
fn is(ledger: Ledger, kinds: &[LedgerKind]) -> Condition {
    let mut wanted = Condition::all().add(Column::Ledger.eq(ledger));
    if !kinds.is_empty() {
        wanted = wanted.add(Column::Kind.is_in(kinds.iter().copied()));
    }
    wanted
}

/// Rows of the period.
fn kinds(asked: &Asked, ledger: Ledger, kinds: &[LedgerKind]) -> Condition {
    ledger_rows(asked, is(ledger, kinds)).add(Column::OnDate.gte(asked.period.from))
}

fn project(asked: &Asked, of: &[LedgerKind]) -> Condition {
    kinds(asked, Project, of)
}

/// Projects of a kind since the records begin.
fn so_far(asked: &Asked, kind: LedgerKind) -> Condition {
    ledger_rows(asked, is(Project, &[kind]))
}

fn exchanged(asked: &Asked, direction: Direction, of: &[LedgerKind]) -> SelectStatement {
    let wanted = kinds(asked, Ledger::Exchange, of).add(Column::Direction.eq(direction));
    self::of(Column::Persons, wanted)
}

/// People with a placement at a firm that a project supports, begun on or after the day of the project.
fn jobs(asked: &Asked) -> SelectStatement {
    use entity::codes::{Code as _, PlacementKind};
    let project = |column| Expr::col((ledger_entry::Entity, column));
    let supported = Query::select()
        .expr(Expr::val(1))
        .from(ledger_entry::Entity)
        .and_where(project(Column::EmployerId).equals((placement::Entity, placement::Column::EmployerId)))
        .and_where(project(Column::OnDate).lte(Expr::col((placement::Entity, placement::Column::StartedOn))))
        .cond_where(standing(asked).add(is(Project, &[])))
        .to_owned();
    let wanted = counted(asked, PlacementKind::ALL).add(Expr::exists(supported));
    people(wanted)
}
