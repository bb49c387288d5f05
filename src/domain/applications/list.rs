//! The staff list of applications. Its number of statements does not grow with its rows.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use entity::codes::{ApplicationState, Origin};
use entity::{application, employer, vacancy, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait as _,
};
use uuid::Uuid;

use super::queries::visible_to;
use super::reference::Reference;
use super::state::OPEN;
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::{clock, employers, scope, workers};

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct ApplicationFilter {
    /// Part of the person's name, or a whole reference.
    pub text: String,
    /// Only this stage.
    pub state: Option<ApplicationState>,
    /// Only this post.
    pub vacancy: Option<Uuid>,
    /// Only this person.
    pub worker: Option<Uuid>,
    /// Part of the employer's name.
    pub employer: String,
    /// Only persons from this subtree of places.
    pub place: Option<String>,
    /// Only this origin.
    pub origin: Option<Origin>,
    /// Only those that run and had no step for so many days.
    pub silent_days: Option<i64>,
}

/// How the list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ApplicationSort {
    /// Longest without a step first: who must be called.
    #[default]
    Silent,
    /// Latest step first.
    Fresh,
    /// Newest application first.
    New,
}

/// One row for staff.
#[derive(Clone, Debug)]
pub struct ApplicationRow {
    /// The application.
    pub application: application::Model,
    /// The person's name.
    pub worker_name: String,
    /// Home.
    pub worker_place: String,
    /// Title of the post.
    pub vacancy_title: String,
    /// Name of the firm.
    pub employer_name: String,
    /// Days without a step, while it runs.
    pub silent_days: Option<i64>,
}

/// The rows that an actor sees through a filter; the stage is left out, because the tabs count every stage.
pub(super) fn within(actor: &Actor, filter: &ApplicationFilter, now: DateTime<Utc>) -> Result<Condition> {
    let mut wanted = visible_to(actor)?;
    if !filter.text.is_empty() {
        let named = Condition::all().add(worker::Column::Name.contains(&filter.text));
        let mut text = Condition::any().add(workers::whose(application::Column::WorkerId, named));
        if let Some(reference) = Reference::parse(&filter.text) {
            text = text.add(application::Column::Reference.eq(reference.as_str()));
        }
        wanted = wanted.add(text);
    }
    if let Some(id) = filter.vacancy {
        wanted = wanted.add(application::Column::VacancyId.eq(id));
    }
    if let Some(id) = filter.worker {
        wanted = wanted.add(application::Column::WorkerId.eq(id));
    }
    if !filter.employer.is_empty() {
        let named = employer::Entity::find()
            .select_only()
            .column(employer::Column::Id)
            .filter(employer::Column::Name.contains(&filter.employer));
        wanted = wanted.add(application::Column::EmployerId.in_subquery(named.into_query()));
    }
    if let Some(code) = &filter.place {
        let from = scope::within(worker::Column::RegionCode, code);
        wanted = wanted.add(workers::whose(application::Column::WorkerId, from));
    }
    if let Some(origin) = filter.origin {
        wanted = wanted.add(application::Column::Origin.eq(origin));
    }
    if let Some(days) = filter.silent_days {
        wanted = wanted
            .add(application::Column::State.is_in(OPEN))
            .add(application::Column::StateSince.lte(now - Duration::days(days)));
    }
    Ok(wanted)
}

/// How many applications stand at each stage, for the tabs.
pub async fn counts(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &ApplicationFilter,
    now: DateTime<Utc>,
) -> Result<HashMap<ApplicationState, u64>> {
    let rows: Vec<(ApplicationState, i64)> = application::Entity::find()
        .select_only()
        .column(application::Column::State)
        .column_as(Expr::col(application::Column::Id).count(), "n")
        .filter(within(actor, filter, now)?)
        .group_by(application::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(state, n)| (state, u64::try_from(n).unwrap_or_default()))
        .collect())
}

/// The applications of one page. `total` comes from [`counts`], so that nothing is counted twice.
pub(super) async fn page_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &ApplicationFilter,
    sort: ApplicationSort,
    page: u64,
    now: DateTime<Utc>,
) -> Result<Vec<application::Model>> {
    let mut wanted = within(actor, filter, now)?;
    if let Some(state) = filter.state {
        wanted = wanted.add(application::Column::State.eq(state));
    }
    let (column, order) = match sort {
        ApplicationSort::Silent => (application::Column::StateSince, Order::Asc),
        ApplicationSort::Fresh => (application::Column::StateSince, Order::Desc),
        ApplicationSort::New => (application::Column::CreatedAt, Order::Desc),
    };
    Ok(application::Entity::find()
        .filter(wanted)
        .order_by(column, order)
        .order_by_asc(application::Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?)
}

/// Rows in all, at the chosen stage or at every one.
#[must_use]
pub(super) fn total(counts: &HashMap<ApplicationState, u64>, state: Option<ApplicationState>) -> u64 {
    state.map_or_else(
        || counts.values().sum(),
        |state| counts.get(&state).copied().unwrap_or_default(),
    )
}

/// One page of the staff list.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &ApplicationFilter,
    sort: ApplicationSort,
    page: u64,
    now: DateTime<Utc>,
) -> Result<(PageOf<ApplicationRow>, HashMap<ApplicationState, u64>)> {
    let counts = counts(db, actor, filter, now).await?;
    let rows = page_of(db, actor, filter, sort, page, now).await?;
    let people = workers::names_of(db, rows.iter().map(|row| row.worker_id), clock::day_of(now)).await?;
    let titles = titles_of(db, &rows).await?;
    let employers = employers::names_of(db, rows.iter().map(|row| row.employer_id)).await?;
    let rows = rows
        .into_iter()
        .map(|application| {
            let person = people.get(&application.worker_id);
            ApplicationRow {
                worker_name: person.map(|person| person.name.clone()).unwrap_or_default(),
                worker_place: person.map(|person| person.region_code.clone()).unwrap_or_default(),
                vacancy_title: titles.get(&application.vacancy_id).cloned().unwrap_or_default(),
                employer_name: employers
                    .get(&application.employer_id)
                    .map(|employer| employer.name.clone())
                    .unwrap_or_default(),
                silent_days: OPEN
                    .contains(&application.state)
                    .then(|| (now - application.state_since).num_days()),
                application,
            }
        })
        .collect();
    Ok((
        PageOf {
            rows,
            total: total(&counts, filter.state),
            page,
            size: LIST_SIZE,
        },
        counts,
    ))
}

/// Titles of the posts of some applications.
pub(super) async fn titles_of(db: &impl ConnectionTrait, rows: &[application::Model]) -> Result<HashMap<Uuid, String>> {
    Ok(vacancy::Entity::find()
        .select_only()
        .columns([vacancy::Column::Id, vacancy::Column::Title])
        .filter(vacancy::Column::Id.is_in(rows.iter().map(|row| row.vacancy_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect())
}
