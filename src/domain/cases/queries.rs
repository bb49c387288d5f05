//! Looking cases up: who sees which, the list with its tabs, and one record with everything around it.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::{CaseKind, Role};
use entity::{care_case, care_case_step, placement, vacancy, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::state::WAITING;
use crate::domain::access::{self, Action};
use crate::domain::accounts;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::placements::Offer;
use crate::domain::workers::{self, NameCard};

/// Days for which cases of the same firm are looked back on.
const SAME_FIRM_DAYS: u64 = 365;

/// The cases that an actor may see: those of people within the actor's places.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadCases) {
        return Err(DomainError::NotFound);
    }
    if actor.region_code().is_none() {
        return Ok(Condition::all());
    }
    Ok(workers::whose(care_case::Column::WorkerId, workers::visible_to(actor)?))
}

/// One case, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<care_case::Model> {
    care_case::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The tabs of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Everything that waits for somebody.
    #[default]
    Waiting,
    /// Waiting, and mine or offered to me.
    Mine,
    /// Waiting, and the next step is overdue.
    Overdue,
    /// Waiting, and nobody owns it.
    Unowned,
    /// Solved or closed.
    Ended,
}

impl Which {
    /// Every tab.
    pub const ALL: [Which; 5] = [
        Which::Waiting,
        Which::Mine,
        Which::Overdue,
        Which::Unowned,
        Which::Ended,
    ];
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// The tab.
    pub which: Which,
    /// Only this kind.
    pub kind: Option<CaseKind>,
    /// Part of the person's or the firm's name.
    pub text: String,
    /// Only this person.
    pub worker: Option<Uuid>,
}

/// A case in the list.
#[derive(Clone, Debug)]
pub struct CaseRow {
    /// The case.
    pub case: care_case::Model,
    /// The person.
    pub person: NameCard,
    /// Firm; empty if it is about no job.
    pub employer_name: String,
    /// Owner's name; empty if nobody owns it.
    pub owner: String,
    /// The next step is overdue.
    pub overdue: bool,
}

/// Waiting, and the next step is overdue on `today`.
pub fn overdue(actor: &Actor, today: NaiveDate) -> Result<Condition> {
    Ok(of_tab(Which::Overdue, actor, today).add(visible_to(actor)?))
}

/// Waiting, and nobody owns it.
pub fn unowned(actor: &Actor, today: NaiveDate) -> Result<Condition> {
    Ok(of_tab(Which::Unowned, actor, today).add(visible_to(actor)?))
}

/// Offered to the actor.
pub fn offered_to(actor: &Actor) -> Result<Condition> {
    Ok(visible_to(actor)?
        .add(care_case::Column::State.is_in(WAITING))
        .add(care_case::Column::OfferedTo.eq(actor.account_id())))
}

fn of_tab(which: Which, actor: &Actor, today: NaiveDate) -> Condition {
    let waiting = Condition::all().add(care_case::Column::State.is_in(WAITING));
    match which {
        Which::Waiting => waiting,
        Which::Mine => waiting.add(
            Condition::any()
                .add(care_case::Column::OwnerId.eq(actor.account_id()))
                .add(care_case::Column::OfferedTo.eq(actor.account_id())),
        ),
        Which::Overdue => waiting.add(care_case::Column::DueOn.lt(today)),
        Which::Unowned => waiting.add(care_case::Column::OwnerId.is_null()),
        Which::Ended => Condition::all().add(care_case::Column::State.is_not_in(WAITING)),
    }
}

fn within(actor: &Actor, filter: &CaseFilter) -> Result<Condition> {
    let mut wanted = visible_to(actor)?;
    if let Some(kind) = filter.kind {
        wanted = wanted.add(care_case::Column::Kind.eq(kind));
    }
    if let Some(worker) = filter.worker {
        wanted = wanted.add(care_case::Column::WorkerId.eq(worker));
    }
    if !filter.text.is_empty() {
        let named = Condition::all().add(worker::Column::Name.contains(&filter.text));
        let firms = Query::select()
            .expr(Expr::val(1))
            .from(placement::Entity)
            .and_where(
                Expr::col((placement::Entity, placement::Column::Id))
                    .equals((care_case::Entity, care_case::Column::PlacementId)),
            )
            .and_where(placement::Column::EmployerName.contains(&filter.text))
            .to_owned();
        wanted = wanted.add(
            Condition::any()
                .add(workers::whose(care_case::Column::WorkerId, named))
                .add(Expr::exists(firms)),
        );
    }
    Ok(wanted)
}

/// How many cases each tab holds, in the order of [`Which::ALL`].
pub async fn counts(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &CaseFilter,
    today: NaiveDate,
) -> Result<[u64; 5]> {
    let mut counts = [0; 5];
    for (at, which) in Which::ALL.into_iter().enumerate() {
        counts[at] = care_case::Entity::find()
            .filter(within(actor, filter)?)
            .filter(of_tab(which, actor, today))
            .count(db)
            .await?;
    }
    Ok(counts)
}

/// One page of a tab: what is due first comes first, what ended last comes first.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &CaseFilter,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<CaseRow>> {
    let query = care_case::Entity::find()
        .filter(within(actor, filter)?)
        .filter(of_tab(filter.which, actor, today));
    let total = query.clone().count(db).await?;
    let query = if filter.which == Which::Ended {
        query.order_by_desc(care_case::Column::ClosedAt)
    } else {
        query.order_by_asc(care_case::Column::DueOn)
    };
    let cases = query
        .order_by_asc(care_case::Column::Id)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let people = workers::names_of(db, cases.iter().map(|case| case.worker_id), today).await?;
    let owners = accounts::names_of(db, cases.iter().filter_map(|case| case.owner_id)).await?;
    let firms: HashMap<Uuid, String> = placement::Entity::find()
        .select_only()
        .columns([placement::Column::Id, placement::Column::EmployerName])
        .filter(placement::Column::Id.is_in(cases.iter().filter_map(|case| case.placement_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let rows = cases
        .into_iter()
        .filter_map(|case| {
            Some(CaseRow {
                person: people.get(&case.worker_id)?.clone(),
                employer_name: case
                    .placement_id
                    .and_then(|id| firms.get(&id).cloned())
                    .unwrap_or_default(),
                owner: case
                    .owner_id
                    .and_then(|id| owners.get(&id).cloned())
                    .unwrap_or_default(),
                overdue: WAITING.contains(&case.state) && case.due_on < today,
                case,
            })
        })
        .collect();
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// Everything that the page of one case shows.
#[derive(Clone, Debug)]
pub struct CaseRecord {
    /// The case.
    pub case: care_case::Model,
    /// The person.
    pub person: NameCard,
    /// The job that it is about.
    pub placement: Option<placement::Model>,
    /// What was promised there.
    pub offer: Option<Offer>,
    /// The post.
    pub vacancy: Option<vacancy::Model>,
    /// The steps, newest first.
    pub steps: Vec<care_case_step::Model>,
    /// Names of the owner and of whoever is asked to take it over.
    pub accounts: HashMap<Uuid, String>,
    /// Other cases about the same firm within a year.
    pub same_firm: u64,
}

impl CaseRecord {
    /// The name of an account of the case.
    #[must_use]
    pub fn name_of(&self, id: Option<Uuid>) -> &str {
        id.and_then(|id| self.accounts.get(&id)).map_or("", String::as_str)
    }
}

/// The record of a case.
pub async fn record(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<CaseRecord> {
    let case = by_id(db, actor, id).await?;
    let person = workers::names_of(db, [case.worker_id], today)
        .await?
        .remove(&case.worker_id)
        .ok_or(DomainError::NotFound)?;
    let placement = match case.placement_id {
        Some(id) => placement::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let vacancy = match case.vacancy_id {
        Some(id) => vacancy::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let steps = care_case_step::Entity::find()
        .filter(care_case_step::Column::CaseId.eq(id))
        .order_by_desc(care_case_step::Column::At)
        .all(db)
        .await?;
    let accounts = accounts::names_of(db, case.owner_id.into_iter().chain(case.offered_to)).await?;
    let employer = placement
        .as_ref()
        .and_then(|row| row.employer_id)
        .or(vacancy.as_ref().map(|row| row.employer_id));
    let same_firm = match employer {
        Some(employer) => same_firm(db, &case, employer, today).await?,
        None => 0,
    };
    Ok(CaseRecord {
        offer: placement
            .as_ref()
            .and_then(|row| serde_json::from_value(row.offer.clone()).ok()),
        case,
        person,
        placement,
        vacancy,
        steps,
        accounts,
        same_firm,
    })
}

/// How many other cases speak of the same firm, whoever's they are: a number, and nothing about the people.
async fn same_firm(
    db: &impl ConnectionTrait,
    case: &care_case::Model,
    employer: Uuid,
    today: NaiveDate,
) -> Result<u64> {
    let since = crate::domain::clock::start_of(today - Days::new(SAME_FIRM_DAYS));
    let at_firm = Query::select()
        .expr(Expr::val(1))
        .from(placement::Entity)
        .and_where(
            Expr::col((placement::Entity, placement::Column::Id))
                .equals((care_case::Entity, care_case::Column::PlacementId)),
        )
        .and_where(placement::Column::EmployerId.eq(employer))
        .to_owned();
    Ok(care_case::Entity::find()
        .filter(care_case::Column::Id.ne(case.id))
        .filter(care_case::Column::CreatedAt.gte(since))
        .filter(Condition::all().add(Expr::exists(at_firm)))
        .count(db)
        .await?)
}

/// The colleagues who could look after the case: those who may, within whose places the person lives, without the actor.
pub async fn colleagues(
    db: &impl ConnectionTrait,
    actor: &Actor,
    case: &care_case::Model,
) -> Result<Vec<(Uuid, String)>> {
    let Some(home) = worker::Entity::find_by_id(case.worker_id)
        .select_only()
        .column(worker::Column::RegionCode)
        .into_tuple::<String>()
        .one(db)
        .await?
    else {
        return Ok(Vec::new());
    };
    let roles: Vec<Role> = Action::EditCases
        .roles()
        .iter()
        .copied()
        .filter(|role| access::allows(*role, Action::ReadCases))
        .collect();
    let mut all = accounts::responsible_for(db, &roles, &home).await?;
    all.retain(|(id, _)| Some(*id) != actor.account_id());
    Ok(all)
}
