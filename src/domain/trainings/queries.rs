//! Looking trainings and seats up: as staff, and as everybody.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{LabourBrand, SeatState, TrainingKind, TrainingState};
use entity::training::{self, Column};
use entity::{training_attendance, training_day, training_seat};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::state::ANNOUNCED;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;
use crate::domain::unit::Unit;
use crate::domain::workers::{self, NameCard};
use crate::reference::region;

/// Trainings that concern a place: they are for it, for a part of it or for what it is a part of, or they are held in it.
fn concerns(own: &str) -> Condition {
    let mut line: Vec<&str> = region::ancestors(own).iter().map(|place| place.code).collect();
    line.push(own);
    Condition::any()
        .add(Column::ForCode.is_in(line))
        .add(scope::within(Column::ForCode, own))
        .add(scope::within(Column::PlaceCode, own))
}

/// The trainings that an actor sees in every state.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadTrainings) {
        return Err(DomainError::NotFound);
    }
    Ok(actor
        .region_code()
        .map_or_else(Condition::all, |own| Condition::all().add(concerns(own))))
}

/// One training in whatever state, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<training::Model> {
    training::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// One training as everybody sees it: announced, and not over.
pub async fn public_by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<training::Model> {
    training::Entity::find_by_id(id)
        .filter(Column::OpenedAt.is_not_null())
        .filter(Column::State.is_in(ANNOUNCED.into_iter().chain([TrainingState::Cancelled])))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The trainings in which seats are given, soonest first.
pub async fn public_list(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<training::Model>> {
    Ok(training::Entity::find()
        .filter(Column::State.eq(TrainingState::Enrolling))
        .filter(Column::LastDay.gte(clock::day_of(now)))
        .order_by_asc(Column::FirstDay)
        .order_by_asc(Column::Id)
        .limit(LIST_SIZE)
        .all(db)
        .await?)
}

/// The same training, so that no step, seat or mark of it is written until this unit ends.
pub(super) async fn locked(unit: &Unit, id: Uuid) -> Result<training::Model> {
    training::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

/// What the list of staff is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct TrainingFilter {
    /// Only this state.
    pub state: Option<TrainingState>,
    /// Only this kind.
    pub kind: Option<TrainingKind>,
    /// Only this brand.
    pub brand: Option<LabourBrand>,
    /// Only trainings that end in this year.
    pub year: Option<i32>,
    /// Part of the title, the number or the institution.
    pub text: String,
    /// Only those with a half day up to this day whose roll nobody called.
    pub unmarked_by: Option<NaiveDate>,
}

/// A training in a list.
#[derive(Clone, Debug)]
pub struct TrainingRow {
    /// The training.
    pub training: training::Model,
    /// People who wait for a seat.
    pub waiting: i64,
    /// People with a certificate.
    pub certified: i64,
}

fn narrowed(actor: &Actor, filter: &TrainingFilter) -> Result<Condition> {
    let mut wanted = visible_to(actor)?;
    if let Some(kind) = filter.kind {
        wanted = wanted.add(Column::Kind.eq(kind));
    }
    if let Some(brand) = filter.brand {
        wanted = wanted.add(Column::Brand.eq(brand));
    }
    let year = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    if let Some((from, until)) = filter.year.and_then(|at| Some((year(at)?, year(at.checked_add(1)?)?))) {
        wanted = wanted.add(Column::LastDay.gte(from)).add(Column::LastDay.lt(until));
    }
    let text = filter.text.trim();
    if !text.is_empty() {
        wanted = wanted.add(
            Condition::any()
                .add(Column::Title.contains(text))
                .add(Column::Number.contains(text))
                .add(Column::Institution.contains(text)),
        );
    }
    if let Some(today) = filter.unmarked_by {
        wanted = wanted.add(unmarked(today));
    }
    Ok(wanted)
}

/// A half day up to `today` of a training that runs, whose roll was never called.
fn unmarked(today: NaiveDate) -> Condition {
    let marks = Query::select()
        .expr(Expr::val(1))
        .from(training_attendance::Entity)
        .and_where(
            Expr::col((training_attendance::Entity, training_attendance::Column::DayId))
                .equals((training_day::Entity, training_day::Column::Id)),
        )
        .to_owned();
    let days = Query::select()
        .expr(Expr::val(1))
        .from(training_day::Entity)
        .and_where(
            Expr::col((training_day::Entity, training_day::Column::TrainingId)).equals((training::Entity, Column::Id)),
        )
        .and_where(training_day::Column::OnDate.lte(today))
        .and_where(Expr::exists(marks).not())
        .to_owned();
    Condition::all()
        .add(Column::State.eq(TrainingState::Running))
        .add(Column::HeadCount.is_null())
        .add(Expr::exists(days))
}

/// The trainings of an actor whose roll somebody must call.
pub fn to_mark(actor: &Actor, today: NaiveDate) -> Result<sea_orm::Select<training::Entity>> {
    Ok(training::Entity::find()
        .filter(visible_to(actor)?)
        .filter(unmarked(today)))
}

/// One page of trainings, the latest first, and how many are in each state: four statements.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &TrainingFilter,
    page: u64,
) -> Result<(PageOf<TrainingRow>, HashMap<TrainingState, u64>)> {
    let all = training::Entity::find().filter(narrowed(actor, filter)?);
    let counts: HashMap<TrainingState, u64> = all
        .clone()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "trainings")
        .group_by(Column::State)
        .into_tuple::<(TrainingState, i64)>()
        .all(db)
        .await?
        .into_iter()
        .map(|(state, trainings)| (state, u64::try_from(trainings).unwrap_or_default()))
        .collect();
    let query = match filter.state {
        Some(state) => all.filter(Column::State.eq(state)),
        None => all,
    };
    let total = query.clone().count(db).await?;
    let found = query
        .order_by_desc(Column::FirstDay)
        .order_by_asc(Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let page = PageOf {
        rows: rows_of(db, found).await?,
        total,
        page,
        size: LIST_SIZE,
    };
    Ok((page, counts))
}

async fn rows_of(db: &impl ConnectionTrait, trainings: Vec<training::Model>) -> Result<Vec<TrainingRow>> {
    let counts: Vec<(Uuid, SeatState, i64)> = training_seat::Entity::find()
        .select_only()
        .column(training_seat::Column::TrainingId)
        .column(training_seat::Column::State)
        .column_as(training_seat::Column::Id.count(), "seats")
        .filter(training_seat::Column::TrainingId.is_in(trainings.iter().map(|row| row.id)))
        .filter(training_seat::Column::State.is_in([SeatState::Waiting, SeatState::Certified]))
        .group_by(training_seat::Column::TrainingId)
        .group_by(training_seat::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let of = |id: Uuid, wanted: SeatState| {
        let mut found = counts.iter().filter(|(of, state, _)| *of == id && *state == wanted);
        found.next().map_or(0, |(_, _, seats)| *seats)
    };
    Ok(trainings
        .into_iter()
        .map(|training| TrainingRow {
            waiting: of(training.id, SeatState::Waiting),
            certified: of(training.id, SeatState::Certified),
            training,
        })
        .collect())
}

/// A seat with the person in it.
#[derive(Clone, Debug)]
pub struct Seat {
    /// The seat.
    pub seat: training_seat::Model,
    /// Who sits in it.
    pub person: NameCard,
}

/// The seats of a training whose people an actor may see, those who asked first first. Three statements with that of the training.
pub async fn seats_of(db: &impl ConnectionTrait, actor: &Actor, training: Uuid, today: NaiveDate) -> Result<Vec<Seat>> {
    let seats = training_seat::Entity::find()
        .filter(training_seat::Column::TrainingId.eq(training))
        .filter(seen_by(actor)?)
        .order_by_asc(training_seat::Column::CreatedAt)
        .order_by_asc(training_seat::Column::Id)
        .all(db)
        .await?;
    let people = workers::names_of(db, seats.iter().map(|seat| seat.worker_id), today).await?;
    Ok(seats
        .into_iter()
        .filter_map(|seat| {
            let person = people.get(&seat.worker_id)?.clone();
            Some(Seat { seat, person })
        })
        .collect())
}

/// Seats of people whom an actor may see. Where two records became one, the seat that stayed behind is nobody's.
pub(super) fn seen_by(actor: &Actor) -> Result<Condition> {
    Ok(workers::whose(
        training_seat::Column::WorkerId,
        workers::visible_to(actor)?,
    ))
}

/// One seat of a training that the caller has looked up, if its person is the actor's to see.
pub async fn seat_by_id(
    db: &impl ConnectionTrait,
    actor: &Actor,
    training: Uuid,
    seat: Uuid,
) -> Result<training_seat::Model> {
    training_seat::Entity::find_by_id(seat)
        .filter(training_seat::Column::TrainingId.eq(training))
        .filter(seen_by(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}
