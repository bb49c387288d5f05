//! One full number at a time, with a reason, and on record before it is seen.

use chrono::Duration;
use entity::codes::Subject;
use entity::{audit_event, worker_phone};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{by_id, number, phones};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Longest reason, letters.
const REASON_LETTERS: usize = 100;

/// How many of one kind one person may look at within an hour, so that a borrowed session cannot read the register out.
struct Quota {
    /// The audit action that counts.
    action: &'static str,
    /// From this many on the password is asked for again.
    free: u64,
    /// After this many nothing is shown before the hour is over.
    most: u64,
}

/// An identity number is needed for a form now and then.
const NUMBERS: Quota = Quota {
    action: "reveal-number",
    free: 20,
    most: 50,
};
/// A morning of calls takes a phone a minute.
const PHONES: Quota = Quota {
    action: "reveal-phone",
    free: 60,
    most: 200,
};

impl Quota {
    /// # Errors
    /// [`DomainError::Invalid`]: in the field `password` if the person has to say again who it is, else of the whole form.
    async fn allows(&self, unit: &Unit) -> Result<()> {
        let seen = audit_event::Entity::find()
            .filter(audit_event::Column::ActorId.eq(unit.actor().account_id()))
            .filter(audit_event::Column::Action.eq(self.action))
            .filter(audit_event::Column::At.gt(unit.now() - Duration::hours(1)))
            .count(unit.tx())
            .await?;
        if seen >= self.most {
            return Err(DomainError::Invalid(vec![
                Problem::new("", "workers-reveal-too-many").with("most", self.most),
            ]));
        }
        if seen >= self.free && !unit.is_confirmed() {
            return Err(DomainError::invalid("password", "workers-reveal-confirm"));
        }
        Ok(())
    }
}

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
/// [`DomainError::Invalid`] without a reason, or after too many in one hour; [`DomainError::NotFound`] if the record has no number or is not the actor's to see.
pub async fn reveal_number(unit: &Unit, worker: Uuid, reason: &str) -> Result<Zeroizing<String>> {
    unit.allow(Action::RevealWorkers)?;
    let reason = reason_of(reason)?;
    let found = by_id(unit.tx(), unit.actor(), worker).await?;
    let sealed = found.id_number_cipher.ok_or(DomainError::NotFound)?;
    NUMBERS.allows(unit).await?;
    let plain = unit.vault().open(&sealed, number::COLUMN, worker)?;
    unit.audit(
        NUMBERS.action,
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
    PHONES.allows(unit).await?;
    let plain = unit.vault().open(&found.number_cipher, phones::COLUMN, phone)?;
    unit.audit(
        PHONES.action,
        Subject::Worker,
        Some(worker),
        json!({ "reason": reason, "phone": phone }),
    )
    .await?;
    Ok(plain)
}
