//! One full number at a time, with a reason, and on record before it is seen.

use std::collections::{BTreeMap, HashMap};

use chrono::Duration;
use entity::codes::Subject;
use entity::{audit_event, worker, worker_phone};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{by_id, number, phones};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::vault::Vault;

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
    /// Whether `more` may be shown now.
    ///
    /// # Errors
    /// [`DomainError::Invalid`]: in the field `password` if the person has to say again who it is, else of the whole form.
    async fn allows(&self, unit: &Unit, more: u64) -> Result<()> {
        let seen = audit_event::Entity::find()
            .filter(audit_event::Column::ActorId.eq(unit.actor().account_id()))
            .filter(audit_event::Column::Action.eq(self.action))
            .filter(audit_event::Column::At.gt(unit.now() - Duration::hours(1)))
            .count(unit.tx())
            .await?;
        if seen + more > self.most {
            return Err(DomainError::Invalid(vec![
                Problem::new("", "workers-reveal-too-many").with("most", self.most),
            ]));
        }
        if seen + more > self.free && !unit.is_confirmed() {
            return Err(DomainError::invalid("password", "workers-reveal-confirm"));
        }
        Ok(())
    }
}

/// The reason as the trail keeps it. Digits are taken out: somebody will write the number itself into the box.
pub(in crate::domain) fn reason_of(reason: &str) -> Result<String> {
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
    NUMBERS.allows(unit, 1).await?;
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
    PHONES.allows(unit, 1).await?;
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

/// The full identity number of a record that was looked up, for a sheet that two people agreed to. Whoever calls this has written down who,
/// and has counted it.
///
/// # Errors
/// If no key opens it.
pub(in crate::domain) fn plain_number(vault: &Vault, worker: &worker::Model) -> Result<Option<Zeroizing<String>>> {
    let sealed = worker.id_number_cipher.as_ref();
    Ok(sealed
        .map(|sealed| vault.open(sealed, number::COLUMN, worker.id))
        .transpose()?)
}

/// The full number of a phone that was looked up, like [`plain_number`].
///
/// # Errors
/// If no key opens it.
pub(in crate::domain) fn plain_phone(vault: &Vault, phone: &worker_phone::Model) -> Result<Zeroizing<String>> {
    Ok(vault.open(&phone.number_cipher, phones::COLUMN, phone.id)?)
}

/// Whether one more phone may be shown now, for phones that stand elsewhere than in a record. They count like all others if their trail
/// has the same action.
///
/// # Errors
/// As [`reveal_phone`], after too many in one hour.
pub(in crate::domain) async fn one_more_phone(unit: &Unit) -> Result<()> {
    PHONES.allows(unit, 1).await
}

/// Show one more number that stands elsewhere than in a record: it counts like the identity numbers, with a reason in the trail of its own
/// record.
///
/// # Errors
/// As [`reveal_number`].
pub(in crate::domain) async fn one_more_number(unit: &Unit, subject: Subject, id: Uuid, reason: &str) -> Result<()> {
    let reason = reason_of(reason)?;
    NUMBERS.allows(unit, 1).await?;
    unit.audit(NUMBERS.action, subject, Some(id), json!({ "reason": reason }))
        .await
}

/// Most phones of one call list: what one person may look at within an hour without being asked for the password again.
pub const CALL_LIST: usize = 60;

/// The first phone of each of these people, for a call list that somebody works off: one reason for all of them, and a line of the trail for
/// each. Who is not the actor's to see, or has no phone, is left out, and so is everybody after the first [`CALL_LIST`]. The caller commits
/// the unit before it shows what this returns.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason, or after too many in one hour.
pub async fn reveal_first_phones(
    unit: &Unit,
    people: &[Uuid],
    reason: &str,
) -> Result<HashMap<Uuid, Zeroizing<String>>> {
    let found: Vec<Uuid> = worker::Entity::find()
        .select_only()
        .column(worker::Column::Id)
        .filter(super::visible_to(unit.actor())?)
        .filter(worker::Column::Id.is_in(people.iter().take(CALL_LIST).copied()))
        .into_tuple()
        .all(unit.tx())
        .await?;
    reveal_phones_of(unit, &found, reason).await
}

/// The same for people of whom the caller has judged that the actor may call them: the leader of a transfer calls everybody of it.
///
/// # Errors
/// As [`reveal_first_phones`].
pub(in crate::domain) async fn reveal_phones_of(
    unit: &Unit,
    people: &[Uuid],
    reason: &str,
) -> Result<HashMap<Uuid, Zeroizing<String>>> {
    unit.allow(Action::RevealWorkers)?;
    let reason = reason_of(reason)?;
    let phones = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.is_in(people.iter().take(CALL_LIST).copied()))
        .order_by_desc(worker_phone::Column::Position)
        .all(unit.tx())
        .await?;
    let first: BTreeMap<Uuid, worker_phone::Model> = phones.into_iter().map(|row| (row.worker_id, row)).collect();
    PHONES.allows(unit, first.len() as u64).await?;
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
    unit.audit_many(PHONES.action, Subject::Worker, trail).await?;
    Ok(plain)
}
