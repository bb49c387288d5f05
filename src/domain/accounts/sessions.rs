//! Sessions in the database: reference tokens that end on every node at once.

use chrono::{DateTime, Duration, Utc};
use entity::codes::Subject;
use entity::{account, session};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::passwords::{self, Checked};
use crate::domain::actor::{Actor, Person};
use crate::domain::attempts::MINUTES;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::{Core, Trace, Unit};

/// Minutes without a request after which a session ends.
pub const IDLE_MINUTES: i64 = 30;
/// Hours after which a session ends whatever happens.
pub const ABSOLUTE_HOURS: i64 = 12;
/// Seconds between two notes of "last seen".
const SEEN_STEP: i64 = 60;

/// A fresh session: the token goes into the cookie and is not kept.
pub struct SignedIn {
    /// 32 random bytes, hexadecimal.
    pub token: String,
    /// Whether the person must choose a new password first.
    pub must_change_password: bool,
}

/// The SHA-256 of a token, as the table keeps it.
#[must_use]
pub(super) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

pub(super) fn fresh_token() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

pub(super) fn actor_of(account: account::Model) -> Actor {
    Actor::Person(Box::new(Person {
        account_id: Some(account.id),
        name: account.name,
        role: account.role,
        region_code: account.region_code,
        employer_id: account.employer_id,
    }))
}

/// Sign in. A wrong name, a wrong password and a disabled account look the same and take the same time.
///
/// # Errors
/// [`DomainError::Invalid`] if the pair is not right.
pub async fn sign_in(
    core: &Core,
    login: &str,
    password: String,
    device: &str,
    now: DateTime<Utc>,
    trace: Trace,
) -> Result<SignedIn> {
    let guessed = format!("sign-in {}", login.trim());
    if core.attempts.is_shut(&guessed, now) {
        return Err(DomainError::Invalid(vec![
            Problem::new("", "sign-in-wait").with("minutes", MINUTES),
        ]));
    }
    let found = account::Entity::find()
        .filter(account::Column::Login.eq(login.trim()))
        .one(core.db.reader())
        .await?;
    let usable = found.filter(|account| account.disabled_at.is_none());
    let right = passwords::check(password, usable.as_ref().map(|account| account.password_hash.clone())).await;
    let Some(account) = usable.filter(|_| right == Checked::Right) else {
        let unit = core.begin(&Actor::Public, now, trace).await?;
        core.attempts.wrong(&guessed, now);
        unit.audit("sign-in-refused", Subject::Account, None, json!({})).await?;
        unit.commit().await?;
        return Err(DomainError::invalid("", "sign-in-wrong"));
    };
    core.attempts.right(&guessed);
    let token = fresh_token();
    let (id, must_change_password) = (account.id, account.must_change_password);
    let address = trace.address.clone();
    let unit = core.begin(&actor_of(account), now, trace).await?;
    session::ActiveModel {
        token_hash: Set(token_hash(&token)),
        account_id: Set(id),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(now + Duration::hours(ABSOLUTE_HOURS)),
        device: Set(device.chars().take(200).collect()),
        address: Set(address),
    }
    .insert(unit.tx())
    .await?;
    unit.audit("sign-in", Subject::Account, Some(id), json!({})).await?;
    unit.commit().await?;
    Ok(SignedIn {
        token,
        must_change_password,
    })
}

/// Who a token belongs to, if its session lives and its account is enabled.
pub async fn of_token(
    db: &DatabaseConnection,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Actor, account::Model)>> {
    let hash = token_hash(token);
    let Some(session) = session::Entity::find_by_id(&hash).one(db).await? else {
        return Ok(None);
    };
    let idle_end = session.last_seen_at + Duration::minutes(IDLE_MINUTES);
    if now >= session.expires_at || now >= idle_end || now < session.created_at - Duration::minutes(5) {
        return Ok(None);
    }
    let Some(account) = account::Entity::find_by_id(session.account_id).one(db).await? else {
        return Ok(None);
    };
    if account.disabled_at.is_some() {
        return Ok(None);
    }
    if now - session.last_seen_at >= Duration::seconds(SEEN_STEP) {
        session::Entity::update_many()
            .col_expr(session::Column::LastSeenAt, now.into())
            .filter(session::Column::TokenHash.eq(&hash))
            .exec(db)
            .await?;
    }
    Ok(Some((actor_of(account.clone()), account)))
}

/// The live sessions of the acting person, newest first.
pub async fn own(db: &DatabaseConnection, actor: &Actor) -> Result<Vec<session::Model>> {
    let id = actor.account_id().ok_or(DomainError::NotFound)?;
    Ok(session::Entity::find()
        .filter(session::Column::AccountId.eq(id))
        .order_by_desc(session::Column::LastSeenAt)
        .all(db)
        .await?)
}

/// End one session.
pub async fn sign_out(unit: &Unit, token: &str) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::TokenHash.eq(token_hash(token)))
        .exec(unit.tx())
        .await?;
    unit.audit("sign-out", Subject::Account, unit.actor().account_id(), json!({}))
        .await
}

/// End every session of an account.
pub async fn sign_out_everywhere(unit: &Unit, account_id: Uuid) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account_id))
        .exec(unit.tx())
        .await?;
    unit.audit("sign-out-everywhere", Subject::Account, Some(account_id), json!({}))
        .await
}
