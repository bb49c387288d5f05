//! What everybody may see: which posts are public, and what of them and of their employers is shown without signing in.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{EmployerState, VacancyState};
use entity::{employer, vacancy};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::pay;
use crate::domain::error::{DomainError, Result};

/// What the public learns of an employer: no papers, no representative, no credit code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poster {
    /// The employer.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Whether our check of its papers holds.
    pub state: EmployerState,
    /// When we checked it.
    pub verified_at: Option<DateTime<Utc>>,
    /// Last day on which the check holds.
    pub verified_until: Option<NaiveDate>,
}

/// A post together with who offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicVacancy {
    /// The post.
    pub vacancy: vacancy::Model,
    /// Who offers it.
    pub poster: Poster,
}

impl From<&employer::Model> for Poster {
    fn from(employer: &employer::Model) -> Self {
        Self {
            id: employer.id,
            name: employer.name.clone(),
            state: employer.state,
            verified_at: employer.verified_at,
            verified_until: employer.verified_until,
        }
    }
}

impl Poster {
    /// Whether our own check of the papers holds today (Interim Regulation on the Human Resources Market, article 26).
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.state == EmployerState::Verified
    }

    /// Whether this employer's posts may be shown. A post that another office has reviewed and reported is shown with its source as long
    /// as nothing speaks against the employer.
    #[must_use]
    pub fn may_post(&self, vacancy: &vacancy::Model) -> bool {
        match self.state {
            EmployerState::Verified => true,
            EmployerState::Suspended | EmployerState::Blacklisted => false,
            EmployerState::Registered | EmployerState::Checking | EmployerState::Due => !vacancy.source.is_empty(),
        }
    }
}

/// Whether a post belongs on the board, whatever the day: published, places left, and an employer that may post. The last day of a post
/// is a condition of each search, because no event tells of midnight.
#[must_use]
pub fn is_listed(vacancy: &vacancy::Model, poster: &Poster) -> bool {
    vacancy.state == VacancyState::Published && vacancy.filled < vacancy.headcount && poster.may_post(vacancy)
}

impl PublicVacancy {
    /// Whether somebody can sign up today. A check of the employer that ended yesterday ends its posts today, whenever the nightly work runs.
    #[must_use]
    pub fn is_open(&self, today: NaiveDate) -> bool {
        let checked = !self.vacancy.source.is_empty() || self.poster.verified_until.is_some_and(|last| last >= today);
        is_listed(&self.vacancy, &self.poster) && self.vacancy.valid_until >= today && checked
    }

    /// Lowest pay of an hour in fen: a wide range or long days cannot make a post look better than it is.
    #[must_use]
    pub fn hourly_fen(&self) -> Option<i64> {
        pay::hourly_fen(&self.vacancy)
    }
}

/// Those of `ids` that are open today, with their employers, in two statements.
pub async fn open_among(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, PublicVacancy>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    // Asked for by id alone: told the state as well, `SQLite` reads every published post through the index of states.
    let rows = vacancy::Entity::find()
        .filter(vacancy::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let found = with_posters(db, rows).await?;
    Ok(found
        .into_iter()
        .filter(|one| one.is_open(today))
        .map(|one| (one.vacancy.id, one))
        .collect())
}

/// One post that is or once was public.
///
/// # Errors
/// [`DomainError::NotFound`] for posts that were never published: a draft does not exist for the public.
pub async fn once_public(db: &impl ConnectionTrait, id: Uuid) -> Result<PublicVacancy> {
    let row = vacancy::Entity::find_by_id(id)
        .filter(vacancy::Column::PublishedAt.is_not_null())
        .one(db)
        .await?;
    let found = with_posters(db, row.into_iter().collect()).await?;
    found.into_iter().next().ok_or(DomainError::NotFound)
}

/// Which of `ids` were ever published, and whether each is open today, in two statements.
pub async fn openness(db: &impl ConnectionTrait, ids: &[Uuid], today: NaiveDate) -> Result<HashMap<Uuid, bool>> {
    let rows = vacancy::Entity::find()
        .filter(vacancy::Column::PublishedAt.is_not_null())
        .filter(vacancy::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let found = with_posters(db, rows).await?;
    Ok(found
        .into_iter()
        .map(|one| (one.vacancy.id, one.is_open(today)))
        .collect())
}

/// The next `limit` listed posts by id after `after`, for whoever reads all of them, with the id to go on from; `None` at the end.
pub async fn page_of_listed(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<PublicVacancy>, Option<Uuid>)> {
    use sea_orm::QueryOrder as _;
    let mut condition = Condition::all().add(vacancy::Column::State.eq(VacancyState::Published));
    if let Some(after) = after {
        condition = condition.add(vacancy::Column::Id.gt(after));
    }
    let rows = vacancy::Entity::find()
        .filter(condition)
        .order_by_asc(vacancy::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let last = rows.last().map(|row| row.id);
    let found = with_posters(db, rows).await?;
    Ok((
        found
            .into_iter()
            .filter(|one| is_listed(&one.vacancy, &one.poster))
            .collect(),
        last,
    ))
}

/// Rows in whatever state with their employers, in one more statement.
pub async fn with_posters(db: &impl ConnectionTrait, rows: Vec<vacancy::Model>) -> Result<Vec<PublicVacancy>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids: Vec<Uuid> = rows.iter().map(|row| row.employer_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let employers = employer::Entity::find()
        .filter(employer::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let posters: HashMap<Uuid, Poster> = employers
        .iter()
        .map(|employer| (employer.id, Poster::from(employer)))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|vacancy| {
            posters
                .get(&vacancy.employer_id)
                .cloned()
                .map(|poster| PublicVacancy { vacancy, poster })
        })
        .collect())
}
