//! Looking employers up.

use entity::employer;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};

/// The employers whom an actor may see: staff and auditors all of them, an employer's user only its own firm.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if actor.may(Action::ReadEmployers) {
        return Ok(Condition::all());
    }
    match actor.employer_id() {
        Some(id) if actor.may(Action::OwnEmployer) => Ok(Condition::all().add(employer::Column::Id.eq(id))),
        _ => Err(DomainError::NotFound),
    }
}

/// One employer, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<employer::Model> {
    employer::Entity::find_by_id(id).filter(visible_to(actor)?).one(db).await?.ok_or(DomainError::NotFound)
}
