//! Sent to the partner in the east (输转).

use entity::codes::{Origin, PlacementKind};
use entity::{passenger, placement};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, Condition};

use super::super::asked::Asked;
use super::super::facts::{began_within, counted, lifted_at_start, people, running_on_last_day, times};
use super::super::indicator::{Group, Indicator, Once, Unit, Window};
use super::{of_placements, share};
use crate::db;

/// Kinds that count as sent to the partner.
const EAST: &[PlacementKind] = &[PlacementKind::PairedEast];
/// Who brought person and post together where somebody organised it: station, village, fair, agency (有组织输转).
const ORGANISED: [Origin; 4] = [Origin::Station, Origin::Village, Origin::Fair, Origin::Agency];
/// Days without a job in the east after which somebody counts as newly sent; a return after the spring festival does not.
const NEW_DAYS: i64 = 365;

const PEOPLE: (Unit, Once, Window) = (Unit::People, Once::Person, Window::Within);

pub(super) const FIGURES: &[Indicator] = &[
    of_placements("T1", Group::Transfer, PEOPLE, |asked| people(within(asked))),
    of_placements(
        "T1c",
        Group::Transfer,
        (Unit::People, Once::Person, Window::UpTo),
        |asked| people(counted(asked, EAST)),
    ),
    of_placements("T1n", Group::Transfer, PEOPLE, |asked| {
        people(within(asked).add(new(asked)))
    }),
    of_placements(
        "T1o",
        Group::Transfer,
        (Unit::People, Once::Person, Window::OnLastDay),
        |asked| people(counted(asked, EAST).add(running_on_last_day(asked))),
    ),
    of_placements("T2", Group::Transfer, PEOPLE, |asked| {
        people(within(asked).add(lifted_at_start()))
    }),
    of_placements(
        "T2c",
        Group::Transfer,
        (Unit::People, Once::Person, Window::UpTo),
        |asked| people(counted(asked, EAST).add(lifted_at_start())),
    ),
    of_placements("T5", Group::Transfer, PEOPLE, |asked| people(organised(asked))),
    of_placements(
        "T5t",
        Group::Transfer,
        (Unit::Times, Once::Row, Window::Within),
        |asked| times(organised(asked)),
    ),
    share("T5r", Group::Transfer, "T5", "T1"),
];

/// Placements in the paired east that began in the period.
pub(super) fn within(asked: &Asked) -> Condition {
    counted(asked, EAST).add(began_within(asked))
}

fn organised(asked: &Asked) -> Condition {
    within(asked).add(
        Condition::any()
            .add(placement::Column::Origin.is_in(ORGANISED))
            .add(brought(asked)),
    )
}

/// A transfer brought the person to this job, whoever had found it; going back to a job that one has does not make it organised.
fn brought(asked: &Asked) -> Expr {
    use passenger::Column;
    let of = |column: Column| Expr::col((passenger::Entity, column));
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(passenger::Entity)
        .and_where(of(Column::PlacementId).equals((placement::Entity, placement::Column::Id)))
        .and_where(of(Column::ApplicationId).is_not_null())
        .and_where(of(Column::HandedOverAt).lt(asked.known_before()))
        .to_owned();
    Expr::exists(rows)
}

/// No job in the east, as far as it was verified, in the year before the first day.
fn new(asked: &Asked) -> Expr {
    let before = Alias::new("before");
    let start = || Expr::col((placement::Entity, placement::Column::StartedOn));
    let a_year_before = db::days_after(asked.engine(), start(), -NEW_DAYS);
    let earlier = Query::select()
        .expr(Expr::val(1))
        .from_as(placement::Entity, before.clone())
        .and_where(Expr::col((before.clone(), "worker_id")).equals((placement::Entity, placement::Column::WorkerId)))
        .and_where(Expr::col((before.clone(), "kind")).eq("paired_east"))
        .and_where(Expr::col((before.clone(), "verified_at")).lt(asked.known_before()))
        .and_where(Expr::col((before.clone(), "started_on")).lt(start()))
        .cond_where(
            Condition::any()
                .add(Expr::col((before.clone(), "ended_on")).is_null())
                .add(Expr::col((before, "ended_on")).gte(a_year_before)),
        )
        .to_owned();
    Expr::exists(earlier).not()
}
