//! Filling a new index from the database, beside the one that is searched.

use std::collections::HashMap;

use entity::{worker, worker_certificate, worker_intent, worker_skill};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::documents_of::{self, WorkerRows};
use crate::domain::error::DomainError;
use crate::domain::vacancies::public;
use crate::search::Change;

/// Rows read at once.
pub const PAGE: u64 = 500;

/// Where a walk through all rows stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the vacancies, after this one.
    Vacancies(Option<Uuid>),
    /// In the workers, after this one.
    Workers(Option<Uuid>),
    /// At the end.
    End,
}

/// How many rows a walk will read.
pub async fn size(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    let vacancies = entity::vacancy::Entity::find()
        .filter(entity::vacancy::Column::State.eq(entity::codes::VacancyState::Published))
        .count(db)
        .await?;
    Ok(vacancies + worker::Entity::find().filter(findable()).count(db).await?)
}

fn findable() -> Condition {
    Condition::all()
        .add(worker::Column::Matchable.eq(true))
        .add(worker::Column::MergedInto.is_null())
}

/// The documents of the next page, and where the walk goes on.
pub async fn next(db: &impl ConnectionTrait, place: Place) -> Result<(Vec<Change>, Place), DomainError> {
    match place {
        Place::Vacancies(after) => {
            let (found, last) = public::page_of_listed(db, after, PAGE).await?;
            let next = last.map_or(Place::Workers(None), |last| Place::Vacancies(Some(last)));
            Ok((found.iter().map(documents_of::of_vacancy).collect(), next))
        }
        Place::Workers(after) => {
            let mut condition = findable();
            if let Some(after) = after {
                condition = condition.add(worker::Column::Id.gt(after));
            }
            let rows = worker::Entity::find()
                .filter(condition)
                .order_by_asc(worker::Column::Id)
                .limit(PAGE)
                .all(db)
                .await?;
            let next = rows.last().map_or(Place::End, |row| Place::Workers(Some(row.id)));
            Ok((of_workers(db, rows).await?, next))
        }
        Place::End => Ok((Vec::new(), Place::End)),
    }
}

/// The changes for workers, their skills, certificates and wishes read with one statement each.
pub async fn of_workers(db: &impl ConnectionTrait, rows: Vec<worker::Model>) -> Result<Vec<Change>, DomainError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut about: HashMap<Uuid, WorkerRows> = HashMap::new();
    for skill in worker_skill::Entity::find()
        .filter(worker_skill::Column::WorkerId.is_in(ids.iter().copied()))
        .all(db)
        .await?
    {
        about.entry(skill.worker_id).or_default().skills.push(skill);
    }
    let certificates =
        worker_certificate::Entity::find().filter(worker_certificate::Column::WorkerId.is_in(ids.iter().copied()));
    for certificate in certificates.all(db).await? {
        about
            .entry(certificate.worker_id)
            .or_default()
            .certificates
            .push(certificate);
    }
    for intent in worker_intent::Entity::find()
        .filter(worker_intent::Column::WorkerId.is_in(ids))
        .all(db)
        .await?
    {
        let worker = intent.worker_id;
        about.entry(worker).or_default().intent = Some(intent);
    }
    let none = WorkerRows::default();
    Ok(rows
        .iter()
        .map(|row| documents_of::of_worker(row, about.get(&row.id).unwrap_or(&none)))
        .collect())
}
