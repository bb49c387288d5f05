//! Posts that hire after a training: "after the course these posts hire", and who was recommended to one of them.

use std::collections::{HashMap, HashSet};

use entity::codes::{Subject, TrainingState, VacancyState};
use entity::training_vacancy::{self, Column};
use entity::{application, employer, training, training_seat, vacancy};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::queries::{by_id, locked};
use super::state::HELD;
use crate::db;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::domain::vacancies;
use crate::reference::occupation;

/// Posts of one kind that are offered at once.
const SHOWN: u64 = 60;
/// Most posts of one training.
const MOST_POSTS: u64 = 20;

/// A post that hires after a training.
#[derive(Clone, Debug)]
pub struct TiedPost {
    /// The post.
    pub vacancy: vacancy::Model,
    /// Name of the employer.
    pub employer_name: String,
    /// Whether it takes people today.
    pub open: bool,
}

/// Tie a post to a training.
///
/// # Errors
/// [`DomainError::NotFound`] if the post is not the actor's to see; [`DomainError::Conflict`] if it is tied already, if they are too many,
/// or if the training is over.
pub async fn tie(unit: &mut Unit, id: Uuid, vacancy: Uuid) -> Result<()> {
    unit.allow(Action::EditTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let training = locked(unit, id).await?;
    if HELD.contains(&training.state) || training.state == TrainingState::Cancelled {
        return Err(DomainError::Conflict("trainings-conflict-held"));
    }
    vacancies::by_id(unit.tx(), unit.actor(), vacancy).await?;
    let tied = training_vacancy::Entity::find()
        .filter(Column::TrainingId.eq(id))
        .count(unit.tx())
        .await?;
    if tied >= MOST_POSTS {
        return Err(DomainError::Conflict("trainings-conflict-posts"));
    }
    training_vacancy::ActiveModel {
        id: Set(Uuid::new_v4()),
        training_id: Set(id),
        vacancy_id: Set(vacancy),
    }
    .insert(unit.tx())
    .await
    .map_err(|error| {
        if db::is_unique_violation(&error) {
            DomainError::Conflict("trainings-conflict-tied")
        } else {
            error.into()
        }
    })?;
    unit.audit("tie-post", Subject::Training, Some(id), json!({ "vacancy": vacancy }))
        .await
}

/// Untie a post. Seats that were for it are for no post any more.
pub async fn untie(unit: &mut Unit, id: Uuid, vacancy: Uuid) -> Result<()> {
    unit.allow(Action::EditTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let training = locked(unit, id).await?;
    if HELD.contains(&training.state) {
        return Err(DomainError::Conflict("trainings-conflict-held"));
    }
    let row = tied_by_id(unit.tx(), id, vacancy).await?;
    training_vacancy::Entity::delete_by_id(row.id).exec(unit.tx()).await?;
    training_seat::Entity::update_many()
        .set(training_seat::ActiveModel {
            vacancy_id: Set(None),
            ..Default::default()
        })
        .filter(training_seat::Column::TrainingId.eq(id))
        .filter(training_seat::Column::VacancyId.eq(vacancy))
        .exec(unit.tx())
        .await?;
    unit.audit("untie-post", Subject::Training, Some(id), json!({ "vacancy": vacancy }))
        .await
}

/// The tie of a post to a training that the caller has looked up.
pub async fn tied_by_id(db: &impl ConnectionTrait, training: Uuid, vacancy: Uuid) -> Result<training_vacancy::Model> {
    training_vacancy::Entity::find()
        .filter(Column::TrainingId.eq(training))
        .filter(Column::VacancyId.eq(vacancy))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The posts of a training: three statements. Whether the reader may see the training is for the caller to have looked up.
pub async fn tied(db: &impl ConnectionTrait, training: Uuid, today: chrono::NaiveDate) -> Result<Vec<TiedPost>> {
    let ids: Vec<Uuid> = training_vacancy::Entity::find()
        .select_only()
        .column(Column::VacancyId)
        .filter(Column::TrainingId.eq(training))
        .into_tuple()
        .all(db)
        .await?;
    let posts = vacancy::Entity::find()
        .filter(vacancy::Column::Id.is_in(ids))
        .order_by_asc(vacancy::Column::Title)
        .order_by_asc(vacancy::Column::Id)
        .all(db)
        .await?;
    with_employers(db, posts, today).await
}

async fn with_employers(
    db: &impl ConnectionTrait,
    posts: Vec<vacancy::Model>,
    today: chrono::NaiveDate,
) -> Result<Vec<TiedPost>> {
    let names: HashMap<Uuid, String> = employer::Entity::find()
        .filter(employer::Column::Id.is_in(posts.iter().map(|post| post.employer_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    Ok(posts
        .into_iter()
        .map(|vacancy| TiedPost {
            open: vacancy.state == VacancyState::Published && vacancy.valid_until >= today,
            employer_name: names.get(&vacancy.employer_id).cloned().unwrap_or_default(),
            vacancy,
        })
        .collect())
}

/// Posts that could be tied to a training: open today and the actor's to see, those of its trade first. Three statements.
pub async fn to_tie(
    db: &impl ConnectionTrait,
    actor: &Actor,
    training: &training::Model,
    today: chrono::NaiveDate,
) -> Result<Vec<TiedPost>> {
    let open = vacancy::Entity::find()
        .filter(vacancies::visible_to(actor)?)
        .filter(vacancy::Column::State.eq(VacancyState::Published))
        .filter(vacancy::Column::ValidUntil.gte(today));
    let group = occupation::prefix(&training.occupation_code);
    let mut found = open
        .clone()
        .filter(vacancy::Column::OccupationCode.starts_with(group))
        .order_by_asc(vacancy::Column::Title)
        .limit(SHOWN)
        .all(db)
        .await?;
    let others = open
        .filter(vacancy::Column::Id.is_not_in(found.iter().map(|post| post.id)))
        .order_by_asc(vacancy::Column::Title)
        .limit(SHOWN)
        .all(db)
        .await?;
    found.extend(others);
    with_employers(db, found, today).await
}

/// People of these who were brought together with one of these posts: pairs of person and post.
pub async fn recommended_to(
    db: &impl ConnectionTrait,
    people: &[Uuid],
    posts: &[Uuid],
) -> Result<HashSet<(Uuid, Uuid)>> {
    let pairs: Vec<(Uuid, Uuid)> = application::Entity::find()
        .select_only()
        .columns([application::Column::WorkerId, application::Column::VacancyId])
        .filter(application::Column::WorkerId.is_in(people.iter().copied()))
        .filter(application::Column::VacancyId.is_in(posts.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(pairs.into_iter().collect())
}
