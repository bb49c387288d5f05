//! Who stayed, who came back (稳岗, 返乡).

use chrono::Days;
use entity::codes::{Code as _, PlacementKind};
use entity::{placement, retention_mark};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition};

use super::super::asked::Asked;
use super::super::facts::{counted, one, people, placements};
use super::super::indicator::{Group, Indicator, Once, Unit, Window};
use super::{of_placements, share, transfer};
use crate::db;

/// Days after which a job counts as lasting (稳定就业 3 个月), the common condition of subsidies.
const LASTING_DAYS: u32 = 90;
/// Days within which the next job counts as found soon.
const SOON_DAYS: i64 = 30;

const PEOPLE: (Unit, Once, Window) = (Unit::People, Once::Person, Window::Within);

pub(super) const FIGURES: &[Indicator] = &[
    of_placements("T3", Group::Stay, PEOPLE, |asked| people(due(asked).add(lasted(asked)))),
    of_placements("T3v", Group::Stay, PEOPLE, |asked| {
        people(due(asked).add(lasted(asked)).add(proven(asked)))
    }),
    of_placements("T3d", Group::Stay, PEOPLE, |asked| people(due(asked))),
    share("T3r", Group::Stay, "T3", "T3d"),
    of_placements("T12", Group::Stay, PEOPLE, |asked| left(asked, not_at_work(asked))),
    of_placements("T12r", Group::Stay, PEOPLE, |asked| left(asked, soon_again(asked))),
];

/// Sent in the period, and the ninetieth day has passed by the day as of which it counts, which may lie after the period.
fn due(asked: &Asked) -> Condition {
    transfer::within(asked).add(due_by(asked))
}

/// The ninetieth day has passed by the day as of which it counts.
pub(super) fn due_by(asked: &Asked) -> Condition {
    let latest = asked.as_of - Days::new(LASTING_DAYS.into());
    Condition::all().add(placement::Column::StartedOn.lte(latest))
}

/// Ninety days or more from the first day to the last.
pub(super) fn lasted(asked: &Asked) -> Condition {
    let start = Expr::col((placement::Entity, placement::Column::StartedOn));
    let ninetieth = db::days_after(asked.engine(), start, LASTING_DAYS.into());
    Condition::any()
        .add(placement::Column::EndedOn.is_null())
        .add(Expr::col((placement::Entity, placement::Column::EndedOn)).gte(ninetieth))
}

/// The stay is proven: a follow-up, a wage slip or the firm's word of the last thirty days, known by the day.
fn proven(asked: &Asked) -> Expr {
    use retention_mark::Column;
    let mark = |column| Expr::col((retention_mark::Entity, column));
    let marks = Query::select()
        .expr(Expr::val(1))
        .from(retention_mark::Entity)
        .and_where(mark(Column::PlacementId).equals((placement::Entity, placement::Column::Id)))
        .and_where(mark(Column::Days).eq(LASTING_DAYS))
        .and_where(mark(Column::RecordedAt).lt(asked.known_before()))
        .cond_where(
            Condition::any()
                .add(mark(Column::WithdrawnAt).is_null())
                .add(mark(Column::WithdrawnAt).gte(asked.known_before())),
        )
        .to_owned();
    Expr::exists(marks)
}

/// Placements of any kind that ended in the period, by their last day.
fn left(asked: &Asked, and: Expr) -> SelectStatement {
    let ended = counted(asked, PlacementKind::ALL)
        .add(placement::Column::EndedOn.gte(asked.period.from))
        .add(placement::Column::EndedOn.lte(asked.end()))
        .add(and);
    placements(placement::Column::WorkerId, placement::Column::EndedOn, one(), ended)
}

/// Another placement of the same person, for which more may be asked.
fn another(more: Condition) -> SelectStatement {
    let next = Alias::new("next");
    Query::select()
        .expr(Expr::val(1))
        .from_as(placement::Entity, next.clone())
        .and_where(Expr::col((next.clone(), "worker_id")).equals((placement::Entity, placement::Column::WorkerId)))
        .and_where(Expr::col((next, "id")).ne(Expr::col((placement::Entity, placement::Column::Id))))
        .cond_where(more)
        .to_owned()
}

/// The person works nowhere on the last day, verified or not: whoever was seen at another post is not idle.
fn not_at_work(asked: &Asked) -> Expr {
    let running = Condition::all()
        .add(Expr::col(("next", "started_on")).lte(asked.end()))
        .add(
            Condition::any()
                .add(Expr::col(("next", "ended_on")).is_null())
                .add(Expr::col(("next", "ended_on")).gt(asked.end())),
        );
    Expr::exists(another(running)).not()
}

/// The next verified job began within thirty days.
fn soon_again(asked: &Asked) -> Expr {
    let end = || Expr::col((placement::Entity, placement::Column::EndedOn));
    let soon = Condition::all()
        .add(Expr::col(("next", "verified_at")).lt(asked.known_before()))
        .add(Expr::col(("next", "started_on")).lte(asked.as_of))
        .add(Expr::col(("next", "started_on")).gte(end()))
        .add(Expr::col(("next", "started_on")).lte(db::days_after(asked.engine(), end(), SOON_DAYS)));
    Expr::exists(another(soon))
}
