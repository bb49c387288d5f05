//! The list of workers: filters, orders, pages; six statements however many rows.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::{Code as _, HouseholdBase, Monitor, PhoneState, WantKind, WorkerOrigin, WorkerStatus};
use entity::{worker, worker_household, worker_intent, worker_phone, worker_skill};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::find::{Term, fits_all};
use super::household::holding_on;
use super::queries::visible_to;
use super::{NameCard, Rows, rows_of};
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;
use crate::reference::occupation;
use crate::vault::Vault;

/// After how many days a status is stale: counties check every month.
pub const STALE_DAYS: u64 = 30;

/// Household categories as people ask for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HouseholdFilter {
    /// One base category.
    Base(HouseholdBase),
    /// One monitoring category.
    Monitor(Monitor),
    /// Monitored, and the risk is not cleared.
    AtRisk,
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one box of the filter form")]
pub struct WorkerFilter {
    /// The search box.
    pub terms: Vec<Term>,
    /// Subtree of places.
    pub place: Option<String>,
    /// Where they stand.
    pub status: Option<WorkerStatus>,
    /// Status older than [`STALE_DAYS`].
    pub stale: bool,
    /// Household category today.
    pub household: Option<HouseholdFilter>,
    /// What they want.
    pub wants: Option<WantKind>,
    /// Trade practised or wanted.
    pub trade: Option<String>,
    /// A phone that answers.
    pub reachable: bool,
    /// The statement of wishes has run out.
    pub intent_expired: bool,
    /// Registered by the actor.
    pub mine: bool,
    /// How the record began.
    pub origin: Option<WorkerOrigin>,
}

/// Orders of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum WorkerSort {
    /// By name.
    Name,
    /// By age.
    Age,
    /// By the last change.
    #[default]
    Updated,
    /// By the day of the status.
    StatusDate,
}

/// One row.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// Who it is.
    pub card: NameCard,
    /// Day of the status.
    pub status_as_of: NaiveDate,
    /// The status is stale.
    pub stale: bool,
    /// Day of the last change.
    pub updated_on: NaiveDate,
    /// How the record began.
    pub origin: WorkerOrigin,
    /// Household category today.
    pub household: Option<worker_household::Model>,
    /// Phones, trades, certificates, wishes.
    pub rows: Rows,
}

/// Whether a status of that day must be asked for again.
#[must_use]
pub fn is_stale(as_of: NaiveDate, today: NaiveDate) -> bool {
    stale_before(today) > as_of
}

fn stale_before(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(STALE_DAYS)).unwrap_or(today)
}

fn having_household(filter: HouseholdFilter, today: NaiveDate) -> SelectStatement {
    use worker_household::Column;
    let wanted = match filter {
        HouseholdFilter::Base(base) => Condition::all().add(Column::Base.eq(base)),
        HouseholdFilter::Monitor(monitor) => Condition::all().add(Column::Monitor.eq(monitor)),
        HouseholdFilter::AtRisk => Condition::all()
            .add(Column::Monitor.is_not_null())
            .add(Column::RiskCleared.eq(false)),
    };
    Query::select()
        .column(Column::WorkerId)
        .from(worker_household::Entity)
        .cond_where(wanted.add(holding_on(today)))
        .to_owned()
}

fn having_intent(wanted: Condition) -> SelectStatement {
    Query::select()
        .column(worker_intent::Column::WorkerId)
        .from(worker_intent::Entity)
        .cond_where(wanted)
        .to_owned()
}

fn with_trade(code: &str) -> Condition {
    let group = occupation::prefix(code);
    let practised = Query::select()
        .column(worker_skill::Column::WorkerId)
        .from(worker_skill::Entity)
        .and_where(worker_skill::Column::OccupationCode.starts_with(group))
        .to_owned();
    let wanted = having_intent(Condition::all().add(worker_intent::Column::Trades.contains(group)));
    Condition::any()
        .add(worker::Column::Id.in_subquery(practised))
        .add(worker::Column::Id.in_subquery(wanted))
}

fn condition_of(filter: &WorkerFilter, actor: &Actor, vault: &Vault, today: NaiveDate) -> Condition {
    let mut all = fits_all(&filter.terms, vault, actor.region_code());
    if let Some(code) = &filter.place {
        all = all.add(scope::within(worker::Column::RegionCode, code));
    }
    all = all.add_option(filter.status.map(|status| worker::Column::Status.eq(status)));
    all = all.add_option(filter.origin.map(|origin| worker::Column::Origin.eq(origin)));
    if filter.stale {
        all = all.add(worker::Column::StatusAsOf.lt(stale_before(today)));
    }
    if let Some(household) = filter.household {
        all = all.add(worker::Column::Id.in_subquery(having_household(household, today)));
    }
    if let Some(kind) = filter.wants {
        let wanted = Condition::all().add(worker_intent::Column::Kinds.contains(kind.key()));
        all = all.add(worker::Column::Id.in_subquery(having_intent(wanted)));
    }
    if let Some(code) = &filter.trade {
        all = all.add(with_trade(code));
    }
    if filter.reachable {
        let answering = Query::select()
            .column(worker_phone::Column::WorkerId)
            .from(worker_phone::Entity)
            .and_where(worker_phone::Column::State.eq(PhoneState::Reachable))
            .to_owned();
        all = all.add(worker::Column::Id.in_subquery(answering));
    }
    if filter.intent_expired {
        let old = Condition::all().add(worker_intent::Column::ExpiresOn.lt(today));
        all = all.add(worker::Column::Id.in_subquery(having_intent(old)));
    }
    if filter.mine {
        all = all.add(worker::Column::RegisteredBy.eq(actor.account_id()));
    }
    all
}

/// One page of the workers whom the actor may see. `descending` turns the order round.
pub async fn list(
    db: &impl ConnectionTrait,
    vault: &Vault,
    actor: &Actor,
    today: NaiveDate,
    filter: &WorkerFilter,
    (sort, descending): (WorkerSort, bool),
    page: u64,
) -> Result<PageOf<ListRow>> {
    let query = worker::Entity::find()
        .filter(visible_to(actor)?)
        .filter(condition_of(filter, actor, vault, today));
    let total = query.clone().count(db).await?;
    // Younger people have later birthdays: the order of ages is that of birthdays turned round.
    let (column, descending) = match sort {
        WorkerSort::Name => (worker::Column::NameKeys, descending),
        WorkerSort::Age => (worker::Column::BirthDate, !descending),
        WorkerSort::Updated => (worker::Column::UpdatedAt, descending),
        WorkerSort::StatusDate => (worker::Column::StatusAsOf, descending),
    };
    // The ids of the page come out of one narrow index, and only then its rows: sorting whole rows made page 100 three times slower.
    let ids: Vec<Uuid> = query
        .select_only()
        .column(worker::Column::Id)
        .order_by(column, if descending { Order::Desc } else { Order::Asc })
        .order_by_asc(worker::Column::Id)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .into_tuple()
        .all(db)
        .await?;
    let workers = in_order(db, &ids).await?;
    let mut rows = rows_of(db, &workers).await?;
    let mut households = households_today(db, &workers, today).await?;
    let rows = workers
        .into_iter()
        .map(|worker| ListRow {
            card: NameCard::of(&worker, today),
            status_as_of: worker.status_as_of,
            stale: is_stale(worker.status_as_of, today),
            updated_on: crate::domain::clock::day_of(worker.updated_at),
            origin: worker.origin,
            household: households.remove(&worker.id),
            rows: rows.remove(&worker.id).unwrap_or_default(),
        })
        .collect();
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// The workers of `ids`, in that order.
async fn in_order(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<worker::Model>> {
    let rows = worker::Entity::find()
        .filter(worker::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let mut rows: HashMap<Uuid, worker::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(ids.iter().filter_map(|id| rows.remove(id)).collect())
}

async fn households_today(
    db: &impl ConnectionTrait,
    workers: &[worker::Model],
    today: NaiveDate,
) -> Result<HashMap<Uuid, worker_household::Model>> {
    let rows = worker_household::Entity::find()
        .filter(worker_household::Column::WorkerId.is_in(workers.iter().map(|worker| worker.id)))
        .filter(holding_on(today))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.worker_id, row)).collect())
}
