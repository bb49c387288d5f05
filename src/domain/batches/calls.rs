//! Whom somebody must telephone: who is missing at the departure, and who must hear that the transfer is put off or called off.

use entity::codes::{BatchState, PassengerState, Subject};
use entity::{batch, passenger};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::passengers::COLUMN;
use super::queries::{by_id, leads};
use super::rows::{PassengerRow, passengers_of, plan_of};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Most people who are ticked as told at once.
const MOST: usize = 200;

/// The people of a list whom somebody must telephone now.
#[must_use]
pub fn to_call(batch: &batch::Model, rows: Vec<PassengerRow>) -> Vec<PassengerRow> {
    let tell = matches!(batch.state, BatchState::Postponed | BatchState::Cancelled);
    rows.into_iter()
        .filter(|row| {
            if tell {
                row.passenger.told_at.is_none()
            } else {
                row.passenger.state == PassengerState::NotArrived
            }
        })
        .collect()
}

/// The same people with their phones, to press or to print: at most sixty, with a reason, each on record. The leader gets the phones of
/// everybody of the transfer, others those of the people of their places. The caller commits the unit before it shows what this returns.
///
/// # Errors
/// As [`workers::reveal_first_phones`].
pub async fn call_phones(
    unit: &Unit,
    id: Uuid,
    reason: &str,
) -> Result<Vec<(PassengerRow, Option<Zeroizing<String>>)>> {
    unit.allow(Action::CallRoll)?;
    let batch = by_id(unit.tx(), unit.actor(), id).await?;
    let plan = plan_of(unit.tx(), id).await?;
    let rows = passengers_of(unit.tx(), unit.actor(), &batch, &plan, unit.today()).await?;
    let leads = leads(unit.actor(), &batch);
    let rows: Vec<PassengerRow> = to_call(&batch, rows)
        .into_iter()
        .filter(|row| leads || row.known)
        .take(workers::CALL_LIST)
        .collect();
    let people: Vec<Uuid> = rows.iter().map(|row| row.person.id).collect();
    let mut phones = if leads {
        workers::reveal_phones_of(unit, &people, reason).await?
    } else {
        workers::reveal_first_phones(unit, &people, reason).await?
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let phone = phones.remove(&row.person.id);
            (row, phone)
        })
        .collect())
}

/// Write down who was told that the transfer is put off or called off.
pub async fn tell(unit: &mut Unit, id: Uuid, people: &[Uuid]) -> Result<u64> {
    unit.allow(Action::CallRoll)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    if people.is_empty() || people.len() > MOST {
        return Err(DomainError::invalid("id", "batches-problem-nobody"));
    }
    let done = passenger::Entity::update_many()
        .set(passenger::ActiveModel {
            told_at: Set(Some(unit.now())),
            ..Default::default()
        })
        .filter(passenger::Column::BatchId.eq(id))
        .filter(passenger::Column::Id.is_in(people.iter().copied()))
        .filter(passenger::Column::ToldAt.is_null())
        .exec(unit.tx())
        .await?;
    unit.audit(
        "tell-passengers",
        Subject::Batch,
        Some(id),
        json!({ "people": done.rows_affected }),
    )
    .await?;
    Ok(done.rows_affected)
}

/// The full phone of somebody's contact, with a reason, and on record before it is seen. The caller commits the unit before it shows what
/// this returns.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason; [`DomainError::NotFound`] if there is none or it is not the actor's to see.
pub async fn reveal_contact(unit: &Unit, id: Uuid, passenger: Uuid, reason: &str) -> Result<Zeroizing<String>> {
    unit.allow(Action::RevealWorkers)?;
    let batch = by_id(unit.tx(), unit.actor(), id).await?;
    let found = passenger::Entity::find_by_id(passenger)
        .filter(passenger::Column::BatchId.eq(id))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    if !leads(unit.actor(), &batch) {
        workers::by_id(unit.tx(), unit.actor(), found.worker_id).await?;
    }
    let kept = workers::reason_of(reason)?;
    let sealed = found.contact_phone_cipher.ok_or(DomainError::NotFound)?;
    workers::one_more_phone(unit).await?;
    let plain = unit.vault().open(&sealed, COLUMN, passenger)?;
    unit.audit(
        "reveal-phone",
        Subject::Passenger,
        Some(passenger),
        json!({ "reason": kept }),
    )
    .await?;
    Ok(plain)
}
