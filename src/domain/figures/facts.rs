//! What lists are made of. Every list is a `SELECT` of the same columns, so that counting, paging, freezing and comparing are written once.

use chrono::NaiveDate;
use entity::codes::{Code as _, PlacementKind};
use entity::{ledger_entry, placement, worker_household};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, FromQueryResult};
use serde::Serialize;
use uuid::Uuid;

use super::asked::Asked;
use crate::domain::scope;

/// Whom or what the number counts once.
pub const KEY: &str = "key_id";
/// The person or record that a line is about.
pub const SUBJECT: &str = "subject_id";
/// The record that counts.
pub const FACT: &str = "fact_id";
/// The day by which it falls into a period.
pub const DAY: &str = "on_day";
/// Home of the person, or the place that a ledger row is for.
pub const HOME: &str = "home_code";
/// Where the work is, or the place that a ledger row is for.
pub const PLACE: &str = "place_code";
/// What it adds to a sum: 1 for people.
pub const AMOUNT: &str = "amount";
/// All columns in their order.
pub const COLUMNS: [&str; 7] = [KEY, SUBJECT, FACT, DAY, HOME, PLACE, AMOUNT];

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct Entry {
    /// Whom or what the number counts once.
    pub key_id: Uuid,
    /// The person or record that it is about.
    pub subject_id: Uuid,
    /// The record that counts.
    pub fact_id: Uuid,
    /// The day by which it counts.
    pub on_day: NaiveDate,
    /// Home.
    pub home_code: String,
    /// Where the work is.
    pub place_code: String,
    /// What it adds.
    pub amount: i64,
}

/// The number one, as a column that both databases count alike.
#[must_use]
pub fn one() -> Expr {
    Expr::cust("CAST(1 AS BIGINT)")
}

fn col(column: placement::Column) -> Expr {
    Expr::col((placement::Entity, column))
}

/// Placements of these kinds that counted as of the day: begun, verified, and neither lost nor disputed then.
///
/// Some conditions are worded so that no index can serve them (`NOT … >`, `NOT IN`): nearly every row fulfils them, and an index that finds
/// nearly every row keeps the databases from the one that finds few (`docs/performance.md`).
#[must_use]
pub fn counted(asked: &Asked, kinds: &[PlacementKind]) -> Condition {
    let mut counted = Condition::all()
        .add(placement::Column::VerifiedAt.lt(asked.known_before()))
        .add(placement::Column::StartedOn.gt(asked.end()).not())
        .add(asked.homes(placement::Column::HomeCode));
    if kinds.len() < PlacementKind::ALL.len() {
        counted = counted.add(placement::Column::Kind.is_in(kinds.iter().copied()));
    }
    if let Some(code) = &asked.to {
        counted = counted.add(scope::within(placement::Column::PlaceCode, code));
    }
    if asked.is_now() {
        return counted.add(Expr::cust("placement.state NOT IN ('unverified', 'lost', 'disputed')"));
    }
    counted.add(Expr::exists(in_doubt(asked)).not())
}

/// The last move up to the day took the placement out of the figures: nobody answers any more, or the facts are disputed.
fn in_doubt(asked: &Asked) -> SelectStatement {
    last_move_to(asked, placement::Column::Id, "'lost', 'disputed'")
}

/// The last move of the record up to the day led to one of these states. They are written out, as the partial index of moves has them.
pub(super) fn last_move_to(asked: &Asked, id: impl ColumnTrait, states: &'static str) -> SelectStatement {
    let (last, later) = (Alias::new("last"), Alias::new("later"));
    let same = |of: &Alias| Expr::col((of.clone(), "subject_id")).eq(Expr::col(id.as_column_ref()));
    let after = Query::select()
        .expr(Expr::val(1))
        .from_as(entity::state_move::Entity, later.clone())
        .and_where(same(&later))
        .and_where(Expr::col((later.clone(), "id")).gt(Expr::col((last.clone(), "id"))))
        .and_where(Expr::col((later, "at")).lt(asked.known_before()))
        .to_owned();
    Query::select()
        .expr(Expr::val(1))
        .from_as(entity::state_move::Entity, last.clone())
        .and_where(same(&last))
        .and_where(Expr::cust(format!("last.to_state IN ({states})")))
        .and_where(Expr::col((last, "at")).lt(asked.known_before()))
        .and_where(Expr::exists(after).not())
        .to_owned()
}

/// Placements as a list of people: one line a person.
#[must_use]
pub fn people(wanted: Condition) -> SelectStatement {
    placements(placement::Column::WorkerId, placement::Column::StartedOn, one(), wanted)
}

/// Placements one by one.
#[must_use]
pub fn times(wanted: Condition) -> SelectStatement {
    placements(placement::Column::Id, placement::Column::StartedOn, one(), wanted)
}

/// Placements with their own key, day and amount.
#[must_use]
pub fn placements(key: placement::Column, day: placement::Column, amount: Expr, wanted: Condition) -> SelectStatement {
    Query::select()
        .expr_as(col(key), KEY)
        .expr_as(col(placement::Column::WorkerId), SUBJECT)
        .expr_as(col(placement::Column::Id), FACT)
        .expr_as(col(day), DAY)
        .expr_as(col(placement::Column::HomeCode), HOME)
        .expr_as(col(placement::Column::PlaceCode), PLACE)
        .expr_as(amount, AMOUNT)
        .from(placement::Entity)
        .cond_where(wanted)
        .to_owned()
}

/// Begun within the period.
#[must_use]
pub fn began_within(asked: &Asked) -> Condition {
    Condition::all()
        .add(placement::Column::StartedOn.gte(asked.period.from))
        .add(placement::Column::StartedOn.lte(asked.end()))
}

/// Still at work on the last day that counts. The last day at work is a day at work.
#[must_use]
pub fn running_on_last_day(asked: &Asked) -> Condition {
    Condition::any()
        .add(placement::Column::EndedOn.is_null())
        .add(placement::Column::EndedOn.gte(asked.end()))
}

/// The household was lifted out of poverty, or monitored, on the day on which the placement began.
#[must_use]
pub fn lifted_at_start() -> Expr {
    use worker_household::Column;
    let start = || Expr::col((placement::Entity, placement::Column::StartedOn));
    let household = |column| Expr::col((worker_household::Entity, column));
    let holds = Query::select()
        .expr(Expr::val(1))
        .from(worker_household::Entity)
        .and_where(household(Column::WorkerId).equals((placement::Entity, placement::Column::WorkerId)))
        .and_where(household(Column::FromDate).lte(start()))
        .cond_where(
            Condition::any()
                .add(household(Column::ToDate).is_null())
                .add(household(Column::ToDate).gt(start())),
        )
        .cond_where(
            Condition::any()
                .add(Column::Base.eq(entity::codes::HouseholdBase::Lifted))
                .add(Column::Monitor.is_not_null()),
        )
        .to_owned();
    Expr::exists(holds)
}

/// Rows of the plain ledgers that had been written down by the day and were not cancelled then.
#[must_use]
pub fn ledger_rows(asked: &Asked, wanted: Condition) -> Condition {
    use ledger_entry::Column;
    standing(asked)
        .add(Column::OnDate.lte(asked.end()))
        .add(asked.homes(Column::PlaceCode))
        .add(wanted)
}

/// Rows of the plain ledgers that stood there on the day, wherever and whenever they are of.
#[must_use]
pub fn standing(asked: &Asked) -> Condition {
    use ledger_entry::Column;
    let cancelled_later = Condition::any()
        .add(Column::VoidedAt.is_null())
        .add(Column::VoidedAt.gte(asked.known_before()));
    Condition::all()
        .add(Column::CreatedAt.lt(asked.known_before()))
        .add(cancelled_later)
}

/// Ledger rows as a list, with what each adds.
#[must_use]
pub fn ledger(amount: Expr, wanted: Condition) -> SelectStatement {
    use ledger_entry::Column;
    let col = |column| Expr::col((ledger_entry::Entity, column));
    Query::select()
        .expr_as(col(Column::Id), KEY)
        .expr_as(col(Column::Id), SUBJECT)
        .expr_as(col(Column::Id), FACT)
        .expr_as(col(Column::OnDate), DAY)
        .expr_as(col(Column::PlaceCode), HOME)
        .expr_as(col(Column::PlaceCode), PLACE)
        .expr_as(amount, AMOUNT)
        .from(ledger_entry::Entity)
        .cond_where(wanted)
        .to_owned()
}
