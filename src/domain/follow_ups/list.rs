//! Whom to call: one line a person with everything that is due, the longest waiting first. Six statements however many lines.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::{FollowUpState, PhoneOwner, PhoneState, PlacementState};
use entity::{follow_up, placement, worker, worker_phone};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::record::first_alive;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::placements::Offer;
use crate::domain::scope;
use crate::domain::workers::{self, NameCard};

/// Days that "coming" looks ahead.
const AHEAD_DAYS: u64 = 7;

/// Which calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// Due today or before.
    #[default]
    Due,
    /// Due within the next week.
    Coming,
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct CallFilter {
    /// Which calls.
    pub when: When,
    /// Part of the person's or the firm's name.
    pub text: String,
    /// Only people of this subtree of places.
    pub place: Option<String>,
    /// Only people whom somebody called in vain.
    pub unanswered: bool,
}

/// The phone to call, without its number.
#[derive(Clone, Debug)]
pub struct PhoneCard {
    /// The phone.
    pub id: Uuid,
    /// Its last four digits.
    pub last4: String,
    /// Whose it is.
    pub owner: PhoneOwner,
    /// What became of the last call.
    pub state: PhoneState,
}

impl From<&worker_phone::Model> for PhoneCard {
    fn from(row: &worker_phone::Model) -> Self {
        Self {
            id: row.id,
            last4: row.last4.clone(),
            owner: row.owner,
            state: row.state,
        }
    }
}

/// One placement of a person who is to be called.
#[derive(Clone, Debug)]
pub struct CallRow {
    /// The placement.
    pub placement_id: Uuid,
    /// Firm.
    pub employer_name: String,
    /// Workplace.
    pub place_code: String,
    /// First day at work.
    pub started_on: NaiveDate,
    /// Days since then.
    pub days: i64,
    /// State.
    pub state: PlacementState,
    /// What was promised.
    pub offer: Option<Offer>,
    /// The days of the plan that are due; empty where only visits outside it are.
    pub plan_days: Vec<i32>,
    /// The earliest day on which one of them was due.
    pub due_on: NaiveDate,
    /// Failed calls in a row.
    pub attempts: i32,
}

/// A person who is to be called.
#[derive(Clone, Debug)]
pub struct CallGroup {
    /// Who.
    pub person: NameCard,
    /// The phone, if there is one.
    pub phone: Option<PhoneCard>,
    /// What to ask about.
    pub placements: Vec<CallRow>,
}

/// The follow-ups that are due for the actor on `today`, for the list and for the number on the opening page.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn due_condition(actor: &Actor, today: NaiveDate) -> Result<Condition> {
    Ok(visible_to(actor)?
        .add(follow_up::Column::State.eq(FollowUpState::Open))
        .add(follow_up::Column::NextOn.lte(today)))
}

/// The follow-ups that an actor may see: those to people within the actor's places.
pub(super) fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadFollowUps) {
        return Err(DomainError::NotFound);
    }
    if actor.region_code().is_none() {
        return Ok(Condition::all());
    }
    Ok(workers::whose(follow_up::Column::WorkerId, workers::visible_to(actor)?))
}

fn within(actor: &Actor, filter: &CallFilter, today: NaiveDate) -> Result<Condition> {
    let mut wanted = visible_to(actor)?.add(follow_up::Column::State.eq(FollowUpState::Open));
    wanted = match filter.when {
        When::Due => wanted.add(follow_up::Column::NextOn.lte(today)),
        When::Coming => wanted
            .add(follow_up::Column::NextOn.gt(today))
            .add(follow_up::Column::NextOn.lte(today + Days::new(AHEAD_DAYS))),
    };
    if filter.unanswered {
        wanted = wanted.add(follow_up::Column::Attempts.gt(0));
    }
    if let Some(code) = &filter.place {
        wanted = wanted.add(workers::whose(
            follow_up::Column::WorkerId,
            scope::within(worker::Column::RegionCode, code),
        ));
    }
    if !filter.text.is_empty() {
        let named = Condition::all().add(worker::Column::Name.contains(&filter.text));
        let firms = Query::select()
            .expr(Expr::val(1))
            .from(placement::Entity)
            .and_where(
                Expr::col((placement::Entity, placement::Column::Id))
                    .equals((follow_up::Entity, follow_up::Column::PlacementId)),
            )
            .and_where(placement::Column::EmployerName.contains(&filter.text))
            .to_owned();
        wanted = wanted.add(
            Condition::any()
                .add(workers::whose(follow_up::Column::WorkerId, named))
                .add(Expr::exists(firms)),
        );
    }
    Ok(wanted)
}

/// One page of the people to call.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &CallFilter,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<CallGroup>> {
    let wanted = within(actor, filter, today)?;
    let people = follow_up::Entity::find()
        .select_only()
        .column(follow_up::Column::WorkerId)
        .filter(wanted.clone())
        .group_by(follow_up::Column::WorkerId);
    let total = people.clone().count(db).await?;
    let ids: Vec<Uuid> = people
        .order_by_asc(follow_up::Column::NextOn.min())
        .order_by_asc(follow_up::Column::WorkerId)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .into_tuple()
        .all(db)
        .await?;
    let calls = follow_up::Entity::find()
        .filter(wanted)
        .filter(follow_up::Column::WorkerId.is_in(ids.iter().copied()))
        .order_by_asc(follow_up::Column::DueOn)
        .all(db)
        .await?;
    let rows = groups(db, &ids, calls, today).await?;
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

async fn groups(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    calls: Vec<follow_up::Model>,
    today: NaiveDate,
) -> Result<Vec<CallGroup>> {
    let placements: HashMap<Uuid, placement::Model> = placement::Entity::find()
        .filter(placement::Column::Id.is_in(calls.iter().map(|call| call.placement_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut people = workers::names_of(db, ids.iter().copied(), today).await?;
    let mut phones: HashMap<Uuid, Vec<worker_phone::Model>> = HashMap::new();
    let all = worker_phone::Entity::find().filter(worker_phone::Column::WorkerId.is_in(ids.iter().copied()));
    for phone in all.order_by_asc(worker_phone::Column::Position).all(db).await? {
        phones.entry(phone.worker_id).or_default().push(phone);
    }
    let mut rows: HashMap<Uuid, Vec<CallRow>> = HashMap::new();
    for call in calls {
        let Some(placement) = placements.get(&call.placement_id) else {
            continue;
        };
        let of_person = rows.entry(call.worker_id).or_default();
        match of_person.iter_mut().find(|row| row.placement_id == placement.id) {
            Some(row) => {
                row.plan_days.extend(call.day);
                row.attempts = Ord::max(row.attempts, call.attempts);
            }
            None => of_person.push(row_of(placement, &call, today)),
        }
    }
    Ok(ids
        .iter()
        .filter_map(|id| {
            Some(CallGroup {
                person: people.remove(id)?,
                phone: phones.get(id).and_then(|own| first_alive(own)).map(PhoneCard::from),
                placements: rows.remove(id).unwrap_or_default(),
            })
        })
        .collect())
}

fn row_of(placement: &placement::Model, call: &follow_up::Model, today: NaiveDate) -> CallRow {
    CallRow {
        placement_id: placement.id,
        employer_name: placement.employer_name.clone(),
        place_code: placement.place_code.clone(),
        started_on: placement.started_on,
        days: (today - placement.started_on).num_days(),
        state: placement.state,
        offer: serde_json::from_value(placement.offer.clone()).ok(),
        plan_days: call.day.into_iter().collect(),
        due_on: call.due_on,
        attempts: call.attempts,
    }
}

/// A call that was made today.
#[derive(Clone, Debug)]
pub struct DoneRow {
    /// What was said.
    pub call: follow_up::Model,
    /// The person's name.
    pub worker_name: String,
    /// Firm.
    pub employer_name: String,
}

/// The calls that were made on `day`, the latest first: to look at again, and to open a case from. Three statements.
pub async fn done_today(
    db: &impl ConnectionTrait,
    actor: &Actor,
    page: u64,
    day: NaiveDate,
) -> Result<PageOf<DoneRow>> {
    let query = follow_up::Entity::find()
        .filter(visible_to(actor)?)
        .filter(follow_up::Column::State.eq(FollowUpState::Done))
        .filter(follow_up::Column::DoneOn.eq(day));
    let total = query.clone().count(db).await?;
    let calls = query
        .order_by_desc(follow_up::Column::DoneAt)
        .order_by_asc(follow_up::Column::Id)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let people = workers::names_of(db, calls.iter().map(|call| call.worker_id), day).await?;
    let firms: HashMap<Uuid, String> = placement::Entity::find()
        .select_only()
        .columns([placement::Column::Id, placement::Column::EmployerName])
        .filter(placement::Column::Id.is_in(calls.iter().map(|call| call.placement_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let rows = calls
        .into_iter()
        .map(|call| DoneRow {
            worker_name: people
                .get(&call.worker_id)
                .map(|card| card.name.clone())
                .unwrap_or_default(),
            employer_name: firms.get(&call.placement_id).cloned().unwrap_or_default(),
            call,
        })
        .collect();
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}
