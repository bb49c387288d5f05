//! Looking vacancies up.

use chrono::NaiveDate;
use entity::codes::VacancyState;
use entity::vacancy;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
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
