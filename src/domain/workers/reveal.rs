//! One full number at a time, with a reason, and on record before it is seen.

use std::collections::{BTreeMap, HashMap};

use entity::codes::Subject;
use entity::{worker, worker_phone};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{by_id, number, phones};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Longest reason, letters.
const REASON_LETTERS: usize = 100;

/// The reason as the trail keeps it. Digits are taken out: somebody will write the number itself into the box.
fn reason_of(reason: &str) -> Result<String> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LETTERS {
        return Err(DomainError::invalid("reason", "workers-reveal-reason"));
    }
    Ok(reason
        .chars()
        .map(|letter| if letter.is_numeric() { '*' } else { letter })
        .collect())
}

/// The full identity number. The caller commits the unit before it shows what this returns.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason; [`DomainError::NotFound`] if the record has no number or is not the actor's to see.
pub async fn reveal_number(unit: &Unit, worker: Uuid, reason: &str) -> Result<Zeroizing<String>> {
    unit.allow(Action::RevealWorkers)?;
    let reason = reason_of(reason)?;
    let found = by_id(unit.tx(), unit.actor(), worker).await?;
    let sealed = found.id_number_cipher.ok_or(DomainError::NotFound)?;
    let plain = unit.vault().open(&sealed, number::COLUMN, worker)?;
    unit.audit(
        "reveal-number",
        Subject::Worker,
        Some(worker),
        json!({ "reason": reason }),
    )
    .await?;
    Ok(plain)
}

/// The full number of one phone. The caller commits the unit before it shows what this returns.
///
/// # Errors
/// As [`reveal_number`].
pub async fn reveal_phone(unit: &Unit, worker: Uuid, phone: Uuid, reason: &str) -> Result<Zeroizing<String>> {
    unit.allow(Action::RevealWorkers)?;
    let reason = reason_of(reason)?;
    by_id(unit.tx(), unit.actor(), worker).await?;
    let found = worker_phone::Entity::find_by_id(phone)
        .filter(worker_phone::Column::WorkerId.eq(worker))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let plain = unit.vault().open(&found.number_cipher, phones::COLUMN, phone)?;
    unit.audit(
        "reveal-phone",
        Subject::Worker,
        Some(worker),
        json!({ "reason": reason, "phone": phone }),
    )
    .await?;
    Ok(plain)
}

/// Most phones of one call list.
pub const CALL_LIST: usize = 60;

/// The first phone of each of these people, for a call list that somebody works off: one reason for all of them, and a line of the trail for
/// each. Who is not the actor's to see, or has no phone, is left out. The caller commits the unit before it shows what this returns.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason or with more than [`CALL_LIST`] people.
pub async fn reveal_first_phones(
    unit: &Unit,
    people: &[Uuid],
    reason: &str,
) -> Result<HashMap<Uuid, Zeroizing<String>>> {
    unit.allow(Action::RevealWorkers)?;
    let reason = reason_of(reason)?;
    if people.len() > CALL_LIST {
        return Err(DomainError::invalid("", "workers-reveal-too-many"));
    }
    let found = worker::Entity::find()
        .filter(super::visible_to(unit.actor())?)
        .filter(worker::Column::Id.is_in(people.iter().copied()))
        .all(unit.tx())
        .await?;
    let phones = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.is_in(found.iter().map(|row| row.id)))
        .order_by_desc(worker_phone::Column::Position)
        .all(unit.tx())
        .await?;
    let first: BTreeMap<Uuid, worker_phone::Model> = phones.into_iter().map(|row| (row.worker_id, row)).collect();
    let mut plain = HashMap::new();
    for (worker, phone) in &first {
        plain.insert(
            *worker,
            unit.vault().open(&phone.number_cipher, phones::COLUMN, phone.id)?,
        );
    }
    let trail = first
        .iter()
        .map(|(worker, phone)| (*worker, json!({ "reason": reason, "phone": phone.id })));
    unit.audit_many("reveal-phone", Subject::Worker, trail).await?;
    Ok(plain)
}
