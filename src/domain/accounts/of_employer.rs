//! The accounts of one employer: several people of a firm sign in, and the firm looks after them itself.

use entity::account;
use entity::codes::Role;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::commands::{AccountInput, insert, reopen, shut};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Most accounts of one employer, shut ones included.
pub const MOST_PER_EMPLOYER: u64 = 20;

/// What is said of a new account of an employer. Role, places and firm are not for the writer to say.
#[derive(Clone, Debug)]
pub struct EmployerUserInput {
    /// Name to sign in with.
    pub login: String,
    /// The person's name.
    pub name: String,
}

/// Whether the actor may manage the accounts of this employer; not yours is not found.
fn allow(actor: &Actor, employer_id: Uuid) -> Result<()> {
    let own = actor.may(Action::OwnEmployer) && actor.employer_id() == Some(employer_id);
    if own || actor.may(Action::EditEmployers) {
        Ok(())
    } else {
        Err(DomainError::NotFound)
    }
}

/// The accounts of an employer, by login: for those who may manage them, and for those who may read employers.
pub async fn list_for_employer(
    db: &impl ConnectionTrait,
    actor: &Actor,
    employer_id: Uuid,
) -> Result<Vec<account::Model>> {
    if !actor.may(Action::ReadEmployers) {
        allow(actor, employer_id)?;
    }
    Ok(account::Entity::find()
        .filter(account::Column::EmployerId.eq(employer_id))
        .filter(account::Column::Role.eq(Role::Employer))
        .order_by_asc(account::Column::Login)
        .all(db)
        .await?)
}

/// Make another account of an employer. The first password must be changed at the first sign-in.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; an employer with [`MOST_PER_EMPLOYER`] accounts gets no more.
pub async fn create_for_employer(
    unit: &Unit,
    employer_id: Uuid,
    input: EmployerUserInput,
    password: String,
) -> Result<Uuid> {
    allow(unit.actor(), employer_id)?;
    let have = account::Entity::find()
        .filter(account::Column::EmployerId.eq(employer_id))
        .count(unit.tx())
        .await?;
    if have >= MOST_PER_EMPLOYER {
        return Err(DomainError::Invalid(vec![
            Problem::new("", "accounts-problem-too-many").with("limit", MOST_PER_EMPLOYER),
        ]));
    }
    let input = AccountInput {
        login: input.login,
        name: input.name,
        role: Role::Employer,
        region_code: None,
        employer_id: Some(employer_id),
    };
    insert(unit, input, password, true).await
}

async fn of_employer(unit: &Unit, employer_id: Uuid, id: Uuid) -> Result<account::Model> {
    allow(unit.actor(), employer_id)?;
    account::Entity::find_by_id(id)
        .filter(account::Column::EmployerId.eq(employer_id))
        .filter(account::Column::Role.eq(Role::Employer))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

/// Shut an account of an employer.
pub async fn disable_for_employer(unit: &Unit, employer_id: Uuid, id: Uuid) -> Result<()> {
    let account = of_employer(unit, employer_id, id).await?;
    shut(unit, account).await
}

/// Open a shut account of an employer again.
pub async fn enable_for_employer(unit: &Unit, employer_id: Uuid, id: Uuid) -> Result<()> {
    let account = of_employer(unit, employer_id, id).await?;
    reopen(unit, account).await
}
