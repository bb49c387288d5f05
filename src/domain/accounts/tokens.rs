//! Bearer tokens for programs: made on the command line, shown once, kept as a hash.

use chrono::{DateTime, Duration, Utc};
use entity::api_token;
use entity::codes::{Code, Role, Subject};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::sessions::{fresh_token, token_hash};
use crate::domain::access::Action;
use crate::domain::actor::{Actor, Person};
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

/// What a new token may do.
pub struct NewToken {
    /// Name as the records show it.
    pub name: String,
    /// Role whose permissions it has.
    pub role: Role,
    /// Subtree of places; `None` means everywhere.
    pub region_code: Option<String>,
    /// Days until it ends; `None` means until revoked.
    pub days: Option<i64>,
}

/// Make a token and return it: the only time that anybody sees it.
pub async fn create_token(unit: &Unit, new: NewToken) -> Result<String> {
    unit.allow(Action::ManageAccounts)?;
    if let Some(code) = &new.region_code
        && region::get(code).is_none()
    {
        return Err(DomainError::invalid("region_code", "problem-place-unknown"));
    }
    let token = format!("lb_{}", fresh_token());
    let id = Uuid::new_v4();
    api_token::ActiveModel {
        id: Set(id),
        token_hash: Set(token_hash(&token)),
        name: Set(new.name),
        role: Set(new.role),
        region_code: Set(new.region_code),
        created_at: Set(unit.now()),
        expires_at: Set(new.days.map(|days| unit.now() + Duration::days(days))),
        revoked_at: Set(None),
    }
    .insert(unit.tx())
    .await?;
    unit.audit("create-token", Subject::Token, Some(id), json!({ "role": new.role.key() })).await?;
    Ok(token)
}

/// Who a bearer token acts as, if it is known, not revoked and not over.
pub async fn actor_of_token(db: &DatabaseConnection, token: &str, now: DateTime<Utc>) -> Result<Option<Actor>> {
    let found = api_token::Entity::find().filter(api_token::Column::TokenHash.eq(token_hash(token))).one(db).await?;
    Ok(found
        .filter(|token| token.revoked_at.is_none() && token.expires_at.is_none_or(|end| now < end))
        .map(|token| {
            Actor::Person(Box::new(Person {
                account_id: None,
                name: token.name,
                role: token.role,
                region_code: token.region_code,
                employer_id: None,
            }))
        }))
}
