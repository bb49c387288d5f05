//! Looking fairs up: as staff, as an employer's user, as everybody.

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{BoothState, FairState};
use entity::fair::{self, Column};
use entity::{fair_booth, fair_booth_post};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait as _, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

use super::state::{BOOTHS_COMING, COUNTING, FINISHED};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;
use crate::domain::unit::Unit;
use crate::reference::region;

/// Fairs that concern a place: one of their two sides lies in it, or it lies in one of them (a township sees the fairs of its county).
fn concerns(own: &str) -> Condition {
    let mut line: Vec<&str> = region::ancestors(own).iter().map(|place| place.code).collect();
    line.push(own);
    let mut any = Condition::any();
    for column in [Column::WestCode, Column::EastCode] {
        any = any
            .add(column.is_in(line.iter().copied()))
            .add(scope::within(column, own));
    }
    any
}

/// The fairs that an actor sees in every state: staff and auditors those that concern their places.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadFairs) {
        return Err(DomainError::NotFound);
    }
    Ok(actor
        .region_code()
        .map_or_else(Condition::all, |own| Condition::all().add(concerns(own))))
}

/// One fair in whatever state, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<fair::Model> {
    fair::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// What everybody sees: fairs that were once announced.
fn announced() -> Condition {
    Condition::all().add(Column::OpenedAt.is_not_null())
}

/// One fair as everybody sees it.
pub async fn public_by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<fair::Model> {
    fair::Entity::find_by_id(id)
        .filter(announced())
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// One fair to be worked at: staff by their places; an employer's user sees the announced ones, and its own booth narrows the rest.
pub(super) async fn workable(unit: &Unit, id: Uuid) -> Result<fair::Model> {
    if unit.actor().employer_id().is_some() {
        public_by_id(unit.tx(), id).await
    } else {
        by_id(unit.tx(), unit.actor(), id).await
    }
}

/// The same fair, so that no other step, ticket or entry of it runs until this unit ends.
pub(super) async fn locked(unit: &Unit, id: Uuid) -> Result<fair::Model> {
    fair::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

/// Go on only while entries and wishes are taken.
pub(super) fn counting(fair: &fair::Model) -> Result<()> {
    if COUNTING.contains(&fair.state) {
        Ok(())
    } else {
        Err(DomainError::Conflict("fairs-conflict-not-running"))
    }
}

/// Whether entries and wishes are taken.
#[must_use]
pub fn still_counts(fair: &fair::Model) -> bool {
    COUNTING.contains(&fair.state)
}

/// The fairs that everybody sees: those to come first, soonest first; then those of the past year, latest first.
pub async fn public_list(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(Vec<FairRow>, Vec<FairRow>)> {
    let today = clock::start_of(clock::day_of(now));
    let coming = fair::Entity::find()
        .filter(announced())
        .filter(Column::EndsAt.gte(today))
        .filter(Column::State.is_not_in(FINISHED))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let past = fair::Entity::find()
        .filter(announced())
        .filter(
            Condition::any()
                .add(Column::EndsAt.lt(today))
                .add(Column::State.is_in(FINISHED)),
        )
        .order_by_desc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    Ok((rows_of(db, coming).await?, rows_of(db, past).await?))
}

/// Booths that wait for a review at the fairs that an actor sees.
pub fn waiting_booths(actor: &Actor) -> Result<Select<fair_booth::Entity>> {
    let seen = fair::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(visible_to(actor)?)
        .filter(Column::State.eq(FairState::Booking));
    Ok(fair_booth::Entity::find()
        .filter(fair_booth::Column::State.eq(BoothState::Requested))
        .filter(fair_booth::Column::FairId.in_subquery(seen.into_query())))
}

/// Fairs in a state that an actor sees.
pub fn in_state(actor: &Actor, state: FairState) -> Result<Select<fair::Entity>> {
    Ok(fair::Entity::find()
        .filter(visible_to(actor)?)
        .filter(Column::State.eq(state)))
}

/// The fairs at which an employer can book a booth now.
pub async fn open_for_booking(db: &impl ConnectionTrait) -> Result<Vec<fair::Model>> {
    Ok(fair::Entity::find()
        .filter(Column::State.eq(FairState::Booking))
        .order_by_asc(Column::StartsAt)
        .limit(LIST_SIZE)
        .all(db)
        .await?)
}

/// What the list of staff is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct FairFilter {
    /// Only this state.
    pub state: Option<FairState>,
    /// Only fairs of this year.
    pub year: Option<i32>,
}

/// A fair in a list.
#[derive(Clone, Debug)]
pub struct FairRow {
    /// The fair.
    pub fair: fair::Model,
    /// Booths that take part.
    pub booths: i64,
    /// Booths that wait for a review.
    pub waiting: i64,
    /// Posts of the booths that take part.
    pub posts: i64,
    /// Places of these posts.
    pub headcount: i64,
}

/// First and last moment of a year in Beijing.
pub(super) fn year_of(year: i32) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let next = NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?;
    Some((clock::start_of(first), clock::start_of(next)))
}

/// One page of fairs, latest first, and how many are in each state.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &FairFilter,
    page: u64,
) -> Result<(PageOf<FairRow>, HashMap<FairState, u64>)> {
    let mut wanted = visible_to(actor)?;
    if let Some((from, until)) = filter.year.and_then(year_of) {
        wanted = wanted.add(Column::StartsAt.gte(from)).add(Column::StartsAt.lt(until));
    }
    let all = fair::Entity::find().filter(wanted);
    let counts: HashMap<FairState, u64> = all
        .clone()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "fairs")
        .group_by(Column::State)
        .into_tuple::<(FairState, i64)>()
        .all(db)
        .await?
        .into_iter()
        .map(|(state, fairs)| (state, u64::try_from(fairs).unwrap_or_default()))
        .collect();
    let query = match filter.state {
        Some(state) => all.filter(Column::State.eq(state)),
        None => all,
    };
    let total = query.clone().count(db).await?;
    let found = query
        .order_by_desc(Column::StartsAt)
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

/// Fairs with their booths and posts counted, in two more statements.
async fn rows_of(db: &impl ConnectionTrait, fairs: Vec<fair::Model>) -> Result<Vec<FairRow>> {
    let ids: Vec<Uuid> = fairs.iter().map(|fair| fair.id).collect();
    let booths: Vec<(Uuid, BoothState, i64)> = fair_booth::Entity::find()
        .select_only()
        .column(fair_booth::Column::FairId)
        .column(fair_booth::Column::State)
        .column_as(fair_booth::Column::Id.count(), "booths")
        .filter(fair_booth::Column::FairId.is_in(ids.iter().copied()))
        .group_by(fair_booth::Column::FairId)
        .group_by(fair_booth::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let posts: Vec<(Uuid, i64, i64)> = fair_booth_post::Entity::find()
        .select_only()
        .column(fair_booth_post::Column::FairId)
        .column_as(fair_booth_post::Column::Id.count(), "posts")
        .column_as(Expr::cust("CAST(SUM(fair_booth_post.headcount) AS BIGINT)"), "places")
        .join(sea_orm::JoinType::InnerJoin, booth_of_post())
        .filter(fair_booth_post::Column::FairId.is_in(ids))
        .filter(fair_booth::Column::State.is_in(BOOTHS_COMING))
        .group_by(fair_booth_post::Column::FairId)
        .into_tuple()
        .all(db)
        .await?;
    let posts: HashMap<Uuid, (i64, i64)> = posts
        .into_iter()
        .map(|(id, posts, places)| (id, (posts, places)))
        .collect();
    let booths_in = |id: Uuid, states: &[BoothState]| {
        booths
            .iter()
            .filter(|(fair, state, _)| *fair == id && states.contains(state))
            .map(|(_, _, count)| count)
            .sum()
    };
    Ok(fairs
        .into_iter()
        .map(|fair| FairRow {
            booths: booths_in(fair.id, &BOOTHS_COMING),
            waiting: booths_in(fair.id, &[BoothState::Requested]),
            posts: posts.get(&fair.id).map_or(0, |(posts, _)| *posts),
            headcount: posts.get(&fair.id).map_or(0, |(_, places)| *places),
            fair,
        })
        .collect())
}

/// The booth of a post.
pub(super) fn booth_of_post() -> sea_orm::RelationDef {
    fair_booth_post::Entity::belongs_to(fair_booth::Entity)
        .from(fair_booth_post::Column::BoothId)
        .to(fair_booth::Column::Id)
        .into()
}
