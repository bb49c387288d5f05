//! The people of one village, whom nobody has asked this month first.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::Subject;
use entity::{placement, round_answer, state_move, worker};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::month::month_of;
use super::villages::asked_of;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::PageOf;
use crate::domain::scope;
use crate::domain::workers::{self, NameCard};

/// Rows on a page: a village is worked off in one go.
pub const PAGE: u64 = 50;

/// A person to ask.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Who.
    pub card: NameCard,
    /// Version of the record.
    pub version: i32,
    /// Day on which somebody last asked.
    pub asked_on: NaiveDate,
    /// Since when the status is what it is, as far as is known.
    pub since: NaiveDate,
    /// Whether the person was asked this month.
    pub asked: bool,
    /// Where the person works; empty if not known.
    pub place_code: String,
    /// Firm or kind of work.
    pub work: String,
    /// The running placement, if there is one.
    pub placement: Option<Uuid>,
}

/// Days since somebody asked.
#[must_use]
pub fn ageing_days(row: &PersonRow, today: NaiveDate) -> i64 {
    (today - row.asked_on).num_days()
}

/// One page of a village. Five statements.
///
/// # Errors
/// [`DomainError::NotFound`] if the village is outside the actor's places.
pub async fn people(
    db: &impl ConnectionTrait,
    actor: &Actor,
    village: &str,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<PersonRow>> {
    super::sheets::check_village(actor, village)?;
    let query = worker::Entity::find()
        .filter(asked_of(actor)?)
        .filter(scope::within(worker::Column::RegionCode, village));
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_asc(worker::Column::StatusAsOf)
        .order_by_asc(worker::Column::NameKeys)
        .order_by_asc(worker::Column::Id)
        .offset((page - 1) * PAGE)
        .limit(PAGE)
        .all(db)
        .await?;
    Ok(PageOf {
        rows: rows_of(db, rows, today).await?,
        total,
        page,
        size: PAGE,
    })
}

/// One person of the round.
pub async fn person(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<PersonRow> {
    let row = workers::by_id(db, actor, id).await?;
    rows_of(db, vec![row], today).await?.pop().ok_or(DomainError::NotFound)
}

/// Rows for the given workers, in the same order. Three statements.
pub(super) async fn rows_of(
    db: &impl ConnectionTrait,
    workers: Vec<worker::Model>,
    today: NaiveDate,
) -> Result<Vec<PersonRow>> {
    let ids: Vec<Uuid> = workers.iter().map(|row| row.id).collect();
    let mut since: HashMap<Uuid, NaiveDate> = HashMap::new();
    let moves = state_move::Entity::find()
        .filter(state_move::Column::Subject.eq(Subject::Worker))
        .filter(state_move::Column::SubjectId.is_in(ids.iter().copied()))
        .order_by_asc(state_move::Column::Id);
    for row in moves.all(db).await? {
        since.insert(row.subject_id, clock::day_of(row.at));
    }
    let mut jobs: HashMap<Uuid, placement::Model> = HashMap::new();
    let open = placement::Entity::find()
        .filter(placement::Column::WorkerId.is_in(ids.iter().copied()))
        .filter(placement::Column::EndedOn.is_null())
        .order_by_asc(placement::Column::FullTime);
    for row in open.all(db).await? {
        jobs.insert(row.worker_id, row);
    }
    let mut told: HashMap<Uuid, round_answer::Model> = HashMap::new();
    let answers = round_answer::Entity::find()
        .filter(round_answer::Column::WorkerId.is_in(ids))
        .order_by_asc(round_answer::Column::Month);
    for row in answers.all(db).await? {
        told.insert(row.worker_id, row);
    }
    Ok(workers
        .into_iter()
        .map(|row| {
            let job = jobs.remove(&row.id);
            let told = told.remove(&row.id).filter(|told| told.status_after == row.status);
            let (place_code, work) = match (&job, told) {
                (Some(job), _) => (job.place_code.clone(), job.employer_name.clone()),
                (None, Some(told)) => (told.place_code, told.work),
                (None, None) => (String::new(), String::new()),
            };
            PersonRow {
                card: NameCard::of(&row, today),
                version: row.version,
                asked_on: row.status_as_of,
                since: since
                    .get(&row.id)
                    .copied()
                    .unwrap_or(row.status_as_of)
                    .min(row.status_as_of),
                asked: row.status_as_of >= month_of(today),
                place_code,
                work,
                placement: job.map(|job| job.id),
            }
        })
        .collect())
}
