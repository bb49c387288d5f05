//! One full number at a time, with a reason, and on record before it is seen.

use entity::codes::Subject;
use entity::worker_phone;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
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
