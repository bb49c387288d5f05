//! Looking vacancies up.

use chrono::NaiveDate;
use entity::codes::{Subject, VacancyState};
use entity::{state_move, vacancy};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};

/// The vacancies that an actor may see in every state: staff and auditors all of them, an employer's user only its own.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadVacancies) {
        return Err(DomainError::NotFound);
    }
    Ok(match actor.person() {
        Some(person) if person.role == entity::codes::Role::Employer => {
            let own = person.employer_id.ok_or(DomainError::NotFound)?;
            Condition::all().add(vacancy::Column::EmployerId.eq(own))
        }
        _ => Condition::all(),
    })
}

/// One vacancy in whatever state, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<vacancy::Model> {
    vacancy::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// What the public sees: published and not past its last day.
#[must_use]
pub fn open_on(today: NaiveDate) -> Condition {
    Condition::all()
        .add(vacancy::Column::State.eq(VacancyState::Published))
        .add(vacancy::Column::ValidUntil.gte(today))
}

/// One vacancy as the public may see it.
pub async fn open_by_id(db: &impl ConnectionTrait, id: Uuid, today: NaiveDate) -> Result<vacancy::Model> {
    vacancy::Entity::find_by_id(id)
        .filter(open_on(today))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The life of a post so far, the newest move first.
pub async fn moves_of(db: &impl ConnectionTrait, post: &vacancy::Model) -> Result<Vec<state_move::Model>> {
    Ok(state_move::Entity::find()
        .filter(state_move::Column::Subject.eq(Subject::Vacancy))
        .filter(state_move::Column::SubjectId.eq(post.id))
        .order_by_desc(state_move::Column::Id)
        .all(db)
        .await?)
}
