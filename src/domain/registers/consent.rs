//! Full identity numbers and phones of a register leave the house only if two people agree: one asks and says why, another, who has the same
//! places or more, agrees. What was agreed to is that register, of those days and places, with those columns, once, within a day.

use chrono::Duration;
use entity::codes::NumberRequestState::{self, Agreed, Refused, Taken, Waiting};
use entity::codes::Subject;
use entity::number_request::{self, Column as RequestColumn};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::{Column, Wanted};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::scope;
use crate::domain::unit::Unit;

/// Hours within which what was agreed to must be taken.
pub const HOURS: i64 = 24;
/// Longest reason, in letters.
const REASON_LETTERS: usize = 200;
/// Most requests of the page: older ones stand in the trail.
const SHOWN: u64 = 100;

/// The whole machine of a request.
pub const MOVES: &[(NumberRequestState, NumberRequestState)] =
    &[(Waiting, Agreed), (Waiting, Refused), (Agreed, Taken)];

/// The requests that an actor may see: one's own, and those of the places of which one has all.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor takes no lists out.
fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ExportFiles) {
        return Err(DomainError::NotFound);
    }
    Ok(Condition::any()
        .add(scope::within_places_of(RequestColumn::RegionCode, actor))
        .add(RequestColumn::AskedBy.eq(actor.account_id())))
}

/// The latest requests, newest first.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<number_request::Model>> {
    Ok(number_request::Entity::find()
        .filter(visible_to(actor)?)
        .order_by_desc(RequestColumn::AskedAt)
        .order_by_asc(RequestColumn::Id)
        .limit(SHOWN)
        .all(db)
        .await?)
}

/// Requests of others that wait for the actor's word.
pub fn to_decide(actor: &Actor) -> Result<Select<number_request::Entity>> {
    Ok(number_request::Entity::find()
        .filter(visible_to(actor)?)
        .filter(RequestColumn::State.eq(Waiting))
        .filter(RequestColumn::AskedBy.ne(actor.account_id())))
}

/// One request, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<number_request::Model> {
    number_request::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The reason as it is kept.
///
/// # Errors
/// [`DomainError::Invalid`] if it is missing or too long.
pub fn reason_of(reason: &str) -> Result<String> {
    let reason = reason.trim();
    if reason.chars().count() < 2 {
        return Err(DomainError::invalid("reason", "export-problem-reason"));
    }
    if reason.chars().count() > REASON_LETTERS {
        let problem = Problem::new("reason", "problem-too-long").with("max", REASON_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    Ok(reason.to_owned())
}

/// Ask for a register with full numbers.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason; [`DomainError::NotFound`] for a register without numbers.
pub async fn ask(unit: &mut Unit, wanted: &Wanted, columns: &[&'static Column], reason: &str) -> Result<Uuid> {
    unit.allow(Action::ExportFiles)?;
    unit.allow(wanted.register.action())?;
    let account = unit.actor().account_id().ok_or(DomainError::NotFound)?;
    if !wanted.register.has_numbers() {
        return Err(DomainError::NotFound);
    }
    let reason = reason_of(reason)?;
    let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
    let id = Uuid::new_v4();
    let row = number_request::ActiveModel {
        id: Set(id),
        version: Set(1),
        register: Set(wanted.register.key().to_owned()),
        period: Set(wanted.asked.period.to_string()),
        place_code: Set(wanted.asked.place.clone().unwrap_or_default()),
        columns: Set(keys.join(" ")),
        reason: Set(reason.clone()),
        state: Set(Waiting),
        region_code: Set(unit.actor().region_code().unwrap_or_default().to_owned()),
        asked_by: Set(account),
        asked_at: Set(unit.now()),
        decided_by: Set(None),
        decided_at: Set(None),
    };
    number_request::Entity::insert(row)
        .exec_without_returning(unit.tx())
        .await?;
    unit.moved(Subject::NumberRequest, id, None, Waiting, &reason).await?;
    let details = json!({ "register": wanted.register.key(), "columns": keys });
    unit.audit("ask-for-numbers", Subject::NumberRequest, Some(id), details)
        .await?;
    Ok(id)
}

async fn take_step(unit: &Unit, row: &number_request::Model, to: NumberRequestState, reason: &str) -> Result<()> {
    if !MOVES.contains(&(row.state, to)) {
        return Err(DomainError::Conflict("register-conflict-decided"));
    }
    let mut update = number_request::Entity::update_many()
        .col_expr(RequestColumn::State, Expr::value(to))
        .col_expr(RequestColumn::Version, Expr::value(row.version + 1))
        .filter(RequestColumn::Id.eq(row.id))
        .filter(RequestColumn::Version.eq(row.version))
        .filter(RequestColumn::State.eq(row.state));
    if matches!(to, Agreed | Refused) {
        update = update
            .col_expr(RequestColumn::DecidedBy, Expr::value(unit.actor().account_id()))
            .col_expr(RequestColumn::DecidedAt, Expr::value(unit.now()));
    }
    if update.exec(unit.tx()).await?.rows_affected != 1 {
        return Err(DomainError::Conflict("register-conflict-decided"));
    }
    unit.moved(Subject::NumberRequest, row.id, Some(row.state), to, reason)
        .await
}

/// The second person says yes or no.
///
/// # Errors
/// [`DomainError::NotFound`] for one's own request and for those of places that one does not have; [`DomainError::Conflict`] if it was decided.
pub async fn decide(unit: &mut Unit, id: Uuid, agrees: bool, reason: &str) -> Result<()> {
    unit.allow(Action::ExportFiles)?;
    let account = unit.actor().account_id().ok_or(DomainError::NotFound)?;
    let row = by_id(unit.tx(), unit.actor(), id).await?;
    if row.asked_by == account {
        return Err(DomainError::NotFound);
    }
    let to = if agrees { Agreed } else { Refused };
    take_step(unit, &row, to, reason.trim()).await?;
    unit.audit(
        "decide-on-numbers",
        Subject::NumberRequest,
        Some(id),
        json!({ "agreed": agrees }),
    )
    .await
}

/// Whether it can be taken now by whoever asked.
#[must_use]
pub fn can_be_taken(row: &number_request::Model, actor: &Actor, now: chrono::DateTime<chrono::Utc>) -> bool {
    let fresh = row.decided_at.is_some_and(|at| now < at + Duration::hours(HOURS));
    row.state == Agreed && fresh && actor.account_id() == Some(row.asked_by)
}

/// The register is taken out: written down before the sheet is handed over, and only once.
///
/// # Errors
/// [`DomainError::Conflict`] if it was taken, refused, or agreed to too long ago.
pub async fn take(unit: &mut Unit, id: Uuid, rows: u64) -> Result<()> {
    unit.allow(Action::ExportFiles)?;
    let row = by_id(unit.tx(), unit.actor(), id).await?;
    if !can_be_taken(&row, unit.actor(), unit.now()) {
        return Err(DomainError::Conflict("register-conflict-taken"));
    }
    take_step(unit, &row, Taken, "").await?;
    let details = json!({ "register": row.register, "rows": rows, "reason": row.reason, "agreed_by": row.decided_by });
    unit.audit("export-numbers", Subject::NumberRequest, Some(id), details)
        .await
}
