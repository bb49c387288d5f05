//! An application made at a booth of a job fair: the person stands there, wants the post, and agrees that the firm gets name and phone.

use entity::codes::{ApplicationState, Origin};
use entity::{application, employer, vacancy};
use sea_orm::{EntityTrait, Set};
use uuid::Uuid;

use super::consents::{self, ConsentGiven};
use super::queries::lock_worker;
use super::recommend::post_problem;
use super::sign_up::{NewApplication, empty, insert, running, share};
use super::state::By;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Bring a visitor and a post together, with consent. A wish that the person left before goes to the employer; an application that runs
/// there already is the answer. Who may do it at this booth is for the fair to have judged.
///
/// # Errors
/// [`DomainError::Conflict`] if the post takes nobody now.
pub async fn at_fair(unit: &mut Unit, worker: Uuid, vacancy: Uuid, given: &ConsentGiven) -> Result<Uuid> {
    lock_worker(unit, worker).await?;
    let post = vacancy::Entity::find_by_id(vacancy)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let firm = employer::Entity::find_by_id(post.employer_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    consents::give(unit, worker, firm.id, given).await?;
    let before = running(unit, worker, vacancy).await?;
    if let Some(before) = &before
        && before.state != ApplicationState::Expressed
    {
        return Ok(before.id);
    }
    if let Some(key) = post_problem(&post, &firm, unit.today()) {
        return Err(DomainError::Conflict(key));
    }
    if let Some(before) = before {
        share(unit, &before, By::Staff, application::ActiveModel::default()).await?;
        return Ok(before.id);
    }
    let new = NewApplication {
        worker,
        vacancy,
        employer: firm.id,
        origin: Origin::Fair,
        state: ApplicationState::Recommended,
        note: String::new(),
        with: application::ActiveModel {
            shared_at: Set(Some(unit.now())),
            recommended_by: Set(unit.actor().account_id()),
            ..empty()
        },
    };
    let made = insert(unit, new)
        .await?
        .ok_or(DomainError::Conflict("applications-conflict-moved"))?;
    Ok(made.id)
}
