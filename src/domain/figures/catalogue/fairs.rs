//! Job fairs (招聘会): fairs that took place, who was there, who wanted a post, who arrived at work by them.

use entity::codes::{BoothState, Code as _, FairState, Origin, PlacementKind, Subject};
use entity::{fair, fair_booth, fair_booth_post, fair_check_in, fair_intention, fair_ticket, placement, state_move};
use sea_orm::sea_query::{Expr, ExprTrait as _, JoinType, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

use super::super::asked::{Asked, Period};
use super::super::facts::{AMOUNT, DAY, FACT, HOME, KEY, PLACE, SUBJECT, counted, last_move_to, one, people};
use super::super::indicator::{About, Group, Indicator, Listed, Once, Rule, Unit, Window};
use super::of_placements;
use crate::db;
use crate::domain::fairs::{rules::ARRIVAL_DAYS, state::HOLDING};
use crate::domain::{clock, scope};

pub(super) const FIGURES: &[Indicator] = &[
    figure("T7", Unit::Occasions, Once::Row, About::Fair, fairs),
    figure("T7e", Unit::Times, Once::Row, About::Fair, enterprises),
    figure("T7p", Unit::Items, Once::Row, About::Fair, |asked| posts(asked, one())),
    figure("T7h", Unit::People, Once::Sum, About::Fair, |asked| {
        let places = Expr::col((fair_booth_post::Entity, fair_booth_post::Column::Headcount));
        posts(asked, places.cast_as("bigint"))
    }),
    figure("T7v", Unit::Times, Once::Row, About::Visitor, entries),
    figure("T7i", Unit::People, Once::Person, About::Visitor, wishes),
    of_placements(
        "T7a",
        Group::Fairs,
        (Unit::People, Once::Person, Window::Within),
        |asked| people(arrivals(asked)),
    ),
];

const fn figure(
    code: &'static str,
    unit: Unit,
    once: Once,
    about: About,
    facts: fn(&Asked) -> SelectStatement,
) -> Indicator {
    Indicator {
        code,
        group: Group::Fairs,
        unit,
        estimate: false,
        rule: Rule::List(Listed {
            about,
            once,
            window: Window::Within,
            facts,
        }),
    }
}

fn col<C: ColumnTrait>(column: C) -> Expr {
    Expr::col(column.as_column_ref())
}

/// Fairs of the period that were over by the day. Nothing leads back from the end, so that the move alone says it.
fn finished(asked: &Asked) -> Condition {
    let ended = Query::select()
        .expr(Expr::val(1))
        .from(state_move::Entity)
        .and_where(col(state_move::Column::SubjectId).equals((fair::Entity, fair::Column::Id)))
        .and_where(state_move::Column::Subject.eq(Subject::Fair))
        .and_where(state_move::Column::ToState.eq(FairState::Ended.key()))
        .and_where(state_move::Column::At.lt(asked.known_before()))
        .to_owned();
    let after = asked.period.until.succ_opt().unwrap_or(asked.period.until);
    let mut finished = Condition::all()
        .add(fair::Column::StartsAt.gte(clock::start_of(asked.period.from)))
        .add(fair::Column::StartsAt.lt(clock::start_of(after)))
        .add(Expr::exists(ended))
        .add(asked.homes(fair::Column::WestCode));
    if let Some(code) = &asked.to {
        finished = finished.add(scope::within(fair::Column::PlaceCode, code));
    }
    finished
}

/// Rows of finished fairs: whom or what counts once, whom it is about, the record.
fn rows(asked: &Asked, key: Expr, subject: Expr, fact: Expr, amount: Expr) -> SelectStatement {
    Query::select()
        .expr_as(key, KEY)
        .expr_as(subject, SUBJECT)
        .expr_as(fact, FACT)
        .expr_as(db::day_of(asked.engine(), col(fair::Column::StartsAt)), DAY)
        .expr_as(col(fair::Column::WestCode), HOME)
        .expr_as(col(fair::Column::PlaceCode), PLACE)
        .expr_as(amount, AMOUNT)
        .from(fair::Entity)
        .cond_where(finished(asked))
        .to_owned()
}

/// Rows of finished fairs that count one by one.
fn each(asked: &Asked, record: impl ColumnTrait, amount: Expr) -> SelectStatement {
    rows(asked, col(record), col(fair::Column::Id), col(record), amount)
}

fn of_fair(column: impl ColumnTrait) -> Expr {
    col(column).equals((fair::Entity, fair::Column::Id))
}

fn fairs(asked: &Asked) -> SelectStatement {
    each(asked, fair::Column::Id, one())
}

/// Employers that were there, each time (家次).
fn enterprises(asked: &Asked) -> SelectStatement {
    each(asked, fair_booth::Column::Id, one())
        .inner_join(fair_booth::Entity, of_fair(fair_booth::Column::FairId))
        .and_where(fair_booth::Column::State.eq(BoothState::SignedIn))
        .to_owned()
}

/// Posts that they showed.
fn posts(asked: &Asked, amount: Expr) -> SelectStatement {
    let booth = col(fair_booth_post::Column::BoothId).equals((fair_booth::Entity, fair_booth::Column::Id));
    each(asked, fair_booth_post::Column::Id, amount)
        .inner_join(fair_booth::Entity, of_fair(fair_booth::Column::FairId))
        .inner_join(fair_booth_post::Entity, booth)
        .and_where(fair_booth::Column::State.eq(BoothState::SignedIn))
        .to_owned()
}

/// Whom a ticket stands for: the record that stands today, or the ticket where nobody is on record. A merge leaves two tickets where both
/// records were at one fair.
pub(super) fn visitor() -> Expr {
    Expr::cust(
        "COALESCE((WITH RECURSIVE up(id, further) AS (\
         SELECT w.id, w.merged_into FROM worker AS w WHERE w.id = fair_ticket.worker_id \
         UNION ALL SELECT w.id, w.merged_into FROM worker AS w JOIN up ON w.id = up.further) \
         SELECT up.id FROM up WHERE up.further IS NULL), fair_ticket.id)",
    )
}

/// Entries at the door (人次).
fn entries(asked: &Asked) -> SelectStatement {
    let id = || col(fair_check_in::Column::Id);
    let ticket = col(fair_check_in::Column::TicketId).equals((fair_ticket::Entity, fair_ticket::Column::Id));
    rows(asked, id(), visitor(), id(), one())
        .inner_join(fair_ticket::Entity, of_fair(fair_ticket::Column::FairId))
        .inner_join(fair_check_in::Entity, ticket)
        .and_where(fair_check_in::Column::At.lt(asked.known_before()))
        .to_owned()
}

/// People with a wish that stood on the day (意向).
fn wishes(asked: &Asked) -> SelectStatement {
    let id = col(fair_intention::Column::Id);
    let ticket = col(fair_intention::Column::TicketId).equals((fair_ticket::Entity, fair_ticket::Column::Id));
    let standing = if asked.is_now() {
        fair_intention::Column::State.is_in(HOLDING)
    } else {
        Expr::exists(last_move_to(asked, fair_intention::Column::Id, "'refused', 'gave_up'")).not()
    };
    rows(asked, visitor(), visitor(), id, one())
        .inner_join(fair_ticket::Entity, of_fair(fair_ticket::Column::FairId))
        .inner_join(fair_intention::Entity, ticket)
        .and_where(fair_intention::Column::RecordedAt.lt(asked.known_before()))
        .and_where(standing)
        .to_owned()
}

/// Placements that came of these fairs, up to the day as of which it counts, whenever they began. Certain are those whose application was
/// made of a wish at the fair. Where nobody wrote an application down, one counts that says itself that it came of a fair, whose person came
/// in, whose employer had a booth, and that began within sixty days: the rule of `fairs::arrivals`.
fn arrivals(asked: &Asked) -> Condition {
    let later = asked.of_period(Period {
        from: asked.period.from,
        until: Ord::max(asked.as_of, asked.period.until),
    });
    let wish = Query::select()
        .expr(Expr::val(1))
        .from(fair_intention::Entity)
        .inner_join(fair::Entity, of_fair(fair_intention::Column::FairId))
        .and_where(
            col(fair_intention::Column::ApplicationId).equals((placement::Entity, placement::Column::ApplicationId)),
        )
        .cond_where(finished(asked))
        .to_owned();
    let day = || db::day_of(asked.engine(), col(fair::Column::StartsAt));
    let last = db::days_after(asked.engine(), day(), ARRIVAL_DAYS.cast_signed());
    let ticket = col(fair_check_in::Column::TicketId).equals((fair_ticket::Entity, fair_ticket::Column::Id));
    let came = Query::select()
        .expr(Expr::val(1))
        .from(fair::Entity)
        .inner_join(fair_booth::Entity, of_fair(fair_booth::Column::FairId))
        .inner_join(fair_ticket::Entity, of_fair(fair_ticket::Column::FairId))
        .join(JoinType::InnerJoin, fair_check_in::Entity, ticket)
        .and_where(col(fair_booth::Column::EmployerId).equals((placement::Entity, placement::Column::EmployerId)))
        .and_where(visitor().equals((placement::Entity, placement::Column::WorkerId)))
        .and_where(col(placement::Column::StartedOn).gte(day()))
        .and_where(col(placement::Column::StartedOn).lte(last))
        .cond_where(finished(asked))
        .to_owned();
    let said = Condition::all()
        .add(placement::Column::Origin.eq(Origin::Fair))
        .add(placement::Column::ApplicationId.is_null())
        .add(Expr::exists(came));
    counted(&later, PlacementKind::ALL).add(Condition::any().add(Expr::exists(wish)).add(said))
}
