//! Who can come along: people who were hired and have not left, and people who go back to the job that they have.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{ApplicationState, PlacementState};
use entity::{application, batch, passenger, placement, vacancy, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::passengers::Pick;
use super::rows::employers_of;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::PageOf;
use crate::domain::workers::{self, NameCard};
use crate::domain::{applications, placements, scope};
use crate::reference::region;

/// People on one page of the list: a coach full, so that one press of the button fills it.
const PAGE: u64 = 60;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct CandidateFilter {
    /// Part of the person's name.
    pub name: String,
    /// Part of the employer's name.
    pub employer: String,
    /// Posts in other counties, too.
    pub everywhere: bool,
}

/// Somebody who can come along.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What is ticked.
    pub pick: Pick,
    /// The person.
    pub person: NameCard,
    /// Title of the post; empty where none is known.
    pub post: String,
    /// Where the work is.
    pub place_code: String,
    /// Name of the employer.
    pub employer: String,
}

/// The person of a row rides with no transfer.
fn not_riding(column: impl ColumnTrait) -> Expr {
    let rides = Query::select()
        .expr(Expr::val(1))
        .from(passenger::Entity)
        .and_where(Expr::col(passenger::Column::WorkerId.as_column_ref()).equals(column.as_column_ref()))
        .and_where(passenger::Column::Riding.eq(true))
        .to_owned();
    Expr::exists(rides).not()
}

/// The post of an application lies in the county to which the transfer goes.
fn on_the_way(batch: &batch::Model) -> Expr {
    let county = region::county(&batch.to_code).map_or(batch.to_code.as_str(), |county| county.code);
    let post = Query::select()
        .expr(Expr::val(1))
        .from(vacancy::Entity)
        .and_where(
            Expr::col(vacancy::Column::Id.as_column_ref()).equals(application::Column::VacancyId.as_column_ref()),
        )
        .cond_where(scope::within(vacancy::Column::PlaceCode, county))
        .to_owned();
    Expr::exists(post)
}

fn of_employer(column: impl ColumnTrait, name: &str) -> Expr {
    use entity::employer;
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(employer::Entity)
        .and_where(Expr::col(employer::Column::Id.as_column_ref()).equals(column.as_column_ref()))
        .and_where(employer::Column::Name.contains(name))
        .to_owned();
    Expr::exists(rows)
}

/// One page of people who were hired and ride with no transfer, by employer, whoever waits longest first.
pub async fn candidates(
    db: &impl ConnectionTrait,
    actor: &Actor,
    batch: &batch::Model,
    filter: &CandidateFilter,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<Candidate>> {
    if !actor.may(Action::EditBatches) {
        return Err(DomainError::NotFound);
    }
    let mut wanted = Condition::all()
        .add(applications::visible_to(actor)?)
        .add(application::Column::State.eq(ApplicationState::Hired))
        .add(not_riding(application::Column::WorkerId));
    if !filter.everywhere {
        wanted = wanted.add(on_the_way(batch));
    }
    if !filter.name.is_empty() {
        let named = Condition::all().add(worker::Column::Name.contains(&filter.name));
        wanted = wanted.add(workers::whose(application::Column::WorkerId, named));
    }
    if !filter.employer.is_empty() {
        wanted = wanted.add(of_employer(application::Column::EmployerId, &filter.employer));
    }
    let query = application::Entity::find().filter(wanted);
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_asc(application::Column::EmployerId)
        .order_by_asc(application::Column::StateSince)
        .order_by_asc(application::Column::Id)
        .offset(page.saturating_sub(1) * PAGE)
        .limit(PAGE)
        .all(db)
        .await?;
    let people = workers::names_of(db, rows.iter().map(|row| row.worker_id), today).await?;
    let employers = employers_of(db, rows.iter().map(|row| row.employer_id)).await?;
    let posts: HashMap<Uuid, vacancy::Model> = vacancy::Entity::find()
        .filter(vacancy::Column::Id.is_in(rows.iter().map(|row| row.vacancy_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let rows = rows
        .into_iter()
        .filter_map(|row| {
            let post = posts.get(&row.vacancy_id);
            Some(Candidate {
                pick: Pick::Hired(row.id),
                person: people.get(&row.worker_id)?.clone(),
                post: post.map(|post| post.title.clone()).unwrap_or_default(),
                place_code: post.map(|post| post.place_code.clone()).unwrap_or_default(),
                employer: employers.get(&row.employer_id).cloned().unwrap_or_default(),
            })
        })
        .collect();
    Ok(PageOf {
        rows,
        total,
        page,
        size: PAGE,
    })
}

/// People who have a job at a registered employer and go back to it, found by name: no new job is opened for them.
pub async fn going_back(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &CandidateFilter,
    today: NaiveDate,
) -> Result<Vec<Candidate>> {
    if !actor.may(Action::EditBatches) {
        return Err(DomainError::NotFound);
    }
    if filter.name.is_empty() && filter.employer.is_empty() {
        return Ok(Vec::new());
    }
    let mut wanted = Condition::all()
        .add(placements::visible_to(actor)?)
        .add(placement::Column::EndedOn.is_null())
        .add(placement::Column::EmployerId.is_not_null())
        .add(placement::Column::State.ne(PlacementState::Left))
        .add(not_riding(placement::Column::WorkerId));
    if !filter.name.is_empty() {
        let named = Condition::all().add(worker::Column::Name.contains(&filter.name));
        wanted = wanted.add(workers::whose(placement::Column::WorkerId, named));
    }
    if !filter.employer.is_empty() {
        wanted = wanted.add(placement::Column::EmployerName.contains(&filter.employer));
    }
    let rows = placement::Entity::find()
        .filter(wanted)
        .order_by_asc(placement::Column::EmployerId)
        .order_by_asc(placement::Column::Id)
        .limit(PAGE)
        .all(db)
        .await?;
    let people = workers::names_of(db, rows.iter().map(|row| row.worker_id), today).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Candidate {
                pick: Pick::Back(row.id),
                person: people.get(&row.worker_id)?.clone(),
                post: String::new(),
                place_code: row.place_code,
                employer: row.employer_name,
            })
        })
        .collect())
}
