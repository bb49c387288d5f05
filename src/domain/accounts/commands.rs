//! Changing accounts.

use entity::codes::{Code, Role, Subject};
use entity::{account, employer};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::passwords::{self, Checked};
use super::sessions::sign_out_everywhere;
use crate::db;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

/// What an administrator says of an account.
#[derive(Clone, Debug)]
pub struct AccountInput {
    /// Name to sign in with: 3–40 of `a–z 0–9 . - _`.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// What the person is to the service.
    pub role: Role,
    /// Places in which the person acts.
    pub region_code: Option<String>,
    /// Firm of an employer user.
    pub employer_id: Option<Uuid>,
}

async fn problems_of(unit: &Unit, input: &AccountInput) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let login_ok = (3..=40).contains(&input.login.len())
        && input
            .login
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_".contains(letter));
    if !login_ok {
        problems.push(Problem::new("login", "accounts-problem-login"));
    }
    if input.name.trim().is_empty() || input.name.chars().count() > 40 {
        problems.push(Problem::new("name", "problem-name"));
    }
    match &input.region_code {
        Some(code) if region::get(code).is_none() => {
            problems.push(Problem::new("region_code", "problem-place-unknown"));
        }
        None if matches!(input.role, Role::Liaison) => {
            problems.push(Problem::new("region_code", "accounts-problem-liaison-place"));
        }
        _ => {}
    }
    match (input.role, input.employer_id) {
        (Role::Employer, None) => problems.push(Problem::new("employer_id", "accounts-problem-employer")),
        (Role::Employer, Some(id)) if employer::Entity::find_by_id(id).one(unit.tx()).await?.is_none() => {
            problems.push(Problem::new("employer_id", "accounts-problem-employer"));
        }
        (role, Some(_)) if role != Role::Employer => {
            problems.push(Problem::new("employer_id", "accounts-problem-not-employer"));
        }
        _ => {}
    }
    Ok(problems)
}

/// Make an account. The first password is given by hand and must be changed at the first sign-in.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; a login that is taken is one of them.
pub async fn create(unit: &Unit, input: AccountInput, password: String, must_change_password: bool) -> Result<Uuid> {
    unit.allow(Action::ManageAccounts)?;
    insert(unit, input, password, must_change_password).await
}

/// Make an account for a caller who has been allowed to.
pub(super) async fn insert(
    unit: &Unit,
    input: AccountInput,
    password: String,
    must_change_password: bool,
) -> Result<Uuid> {
    let mut problems = problems_of(unit, &input).await?;
    if let Some(key) = passwords::problem_with(&password, &input.login) {
        problems.push(Problem::new("password", key));
    }
    if account::Entity::find()
        .filter(account::Column::Login.eq(&input.login))
        .one(unit.tx())
        .await?
        .is_some()
    {
        problems.push(Problem::new("login", "accounts-problem-taken"));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let id = Uuid::new_v4();
    let row = account::ActiveModel {
        id: Set(id),
        login: Set(input.login),
        name: Set(input.name.trim().to_owned()),
        role: Set(input.role),
        region_code: Set(input.region_code),
        employer_id: Set(input.employer_id),
        password_hash: Set(passwords::hash(password).await.map_err(DomainError::Internal)?),
        must_change_password: Set(must_change_password),
        disabled_at: Set(None),
        created_at: Set(unit.now()),
        version: Set(1),
    };
    if let Err(error) = row.insert(unit.tx()).await {
        return Err(if db::is_unique_violation(&error) {
            DomainError::invalid("login", "accounts-problem-taken")
        } else {
            error.into()
        });
    }
    unit.audit(
        "create-account",
        Subject::Account,
        Some(id),
        json!({ "role": input.role.key() }),
    )
    .await?;
    Ok(id)
}

async fn found(unit: &Unit, id: Uuid) -> Result<account::Model> {
    account::Entity::find_by_id(id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

/// Change name, role, places or firm. A change of rights ends the account's sessions.
///
/// # Errors
/// [`DomainError::Conflict`] if somebody changed the account since `version`.
pub async fn update(unit: &Unit, id: Uuid, version: i32, input: AccountInput) -> Result<()> {
    unit.allow(Action::ManageAccounts)?;
    let before = found(unit, id).await?;
    let mut problems = problems_of(unit, &input).await?;
    if unit.actor().account_id() == Some(id) && input.role != before.role {
        problems.push(Problem::new("role", "accounts-problem-own-role"));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let rights_changed =
        before.role != input.role || before.region_code != input.region_code || before.employer_id != input.employer_id;
    let result = account::Entity::update_many()
        .set(account::ActiveModel {
            name: Set(input.name.trim().to_owned()),
            role: Set(input.role),
            region_code: Set(input.region_code),
            employer_id: Set(input.employer_id),
            version: Set(version + 1),
            ..Default::default()
        })
        .filter(account::Column::Id.eq(id).and(account::Column::Version.eq(version)))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    if rights_changed {
        sign_out_everywhere(unit, id).await?;
    }
    unit.audit(
        "update-account",
        Subject::Account,
        Some(id),
        json!({ "role": input.role.key(), "rights_changed": rights_changed }),
    )
    .await
}

/// Shut an account. Nobody shuts their own, so that one administrator always remains.
pub async fn disable(unit: &Unit, id: Uuid) -> Result<()> {
    unit.allow(Action::ManageAccounts)?;
    shut(unit, found(unit, id).await?).await
}

/// Shut an account for a caller who has been allowed to.
pub(super) async fn shut(unit: &Unit, account: account::Model) -> Result<()> {
    let id = account.id;
    if unit.actor().account_id() == Some(id) {
        return Err(DomainError::Conflict("accounts-problem-own-account"));
    }
    let mut row: account::ActiveModel = account.into();
    row.disabled_at = Set(Some(unit.now()));
    row.update(unit.tx()).await?;
    sign_out_everywhere(unit, id).await?;
    unit.audit("disable-account", Subject::Account, Some(id), json!({}))
        .await
}

/// Open a shut account again.
pub async fn enable(unit: &Unit, id: Uuid) -> Result<()> {
    unit.allow(Action::ManageAccounts)?;
    reopen(unit, found(unit, id).await?).await
}

/// Open a shut account for a caller who has been allowed to.
pub(super) async fn reopen(unit: &Unit, account: account::Model) -> Result<()> {
    let id = account.id;
    let mut row: account::ActiveModel = account.into();
    row.disabled_at = Set(None);
    row.update(unit.tx()).await?;
    unit.audit("enable-account", Subject::Account, Some(id), json!({}))
        .await
}

async fn set_password(unit: &Unit, account: account::Model, password: String, must_change: bool) -> Result<()> {
    if let Some(key) = passwords::problem_with(&password, &account.login) {
        return Err(DomainError::invalid("password", key));
    }
    let id = account.id;
    let mut row: account::ActiveModel = account.into();
    row.password_hash = Set(passwords::hash(password).await.map_err(DomainError::Internal)?);
    row.must_change_password = Set(must_change);
    row.update(unit.tx()).await?;
    sign_out_everywhere(unit, id).await
}

/// Give an account a new first password, which its owner must change.
pub async fn reset_password(unit: &Unit, id: Uuid, password: String) -> Result<()> {
    unit.allow(Action::ManageAccounts)?;
    let account = found(unit, id).await?;
    set_password(unit, account, password, true).await?;
    unit.audit("reset-password", Subject::Account, Some(id), json!({}))
        .await
}

/// Change one's own password; every session ends, the person signs in again.
pub async fn change_own_password(unit: &Unit, current: String, new: String) -> Result<()> {
    let id = unit.actor().account_id().ok_or(DomainError::NotFound)?;
    let account = found(unit, id).await?;
    if passwords::check(current, Some(account.password_hash.clone())).await == Checked::Wrong {
        return Err(DomainError::invalid("current", "password-current-wrong"));
    }
    set_password(unit, account, new, false).await?;
    unit.audit("change-password", Subject::Account, Some(id), json!({}))
        .await
}

/// The person at the screen types the password once more before something that a borrowed session must not do.
///
/// # Errors
/// [`DomainError::Invalid`] in the field `password` if it is wrong.
pub async fn confirm(unit: &mut Unit, password: String) -> Result<()> {
    let id = unit.actor().account_id().ok_or(DomainError::NotFound)?;
    let account = found(unit, id).await?;
    if passwords::check(password, Some(account.password_hash)).await == Checked::Wrong {
        return Err(DomainError::invalid("password", "password-current-wrong"));
    }
    unit.confirm();
    Ok(())
}
