//! Visitors who are not on record: their phones, the record that turns up later, and forgetting them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entity::codes::Subject;
use entity::fair_ticket::{self, Column};
use entity::{worker, worker_phone};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QuerySelect,
    Set,
};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::queries::{by_id, locked};
use super::ticket_list::visible;
use super::tickets::COLUMN;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Longest reason of a look at a phone, in letters.
const REASON_LETTERS: usize = 100;
/// Ids of one `IN` list: within the parameter limits of both databases.
const CHUNK: usize = 500;

/// The full phone of a visitor who is not on record, with a reason, and on record before it is seen. The caller commits the unit before it
/// shows what this returns.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason; [`DomainError::NotFound`] if the ticket has no phone or is not the actor's to see.
pub async fn reveal_ticket_phone(unit: &Unit, fair: Uuid, ticket: Uuid, reason: &str) -> Result<Zeroizing<String>> {
    unit.allow(Action::RevealWorkers)?;
    by_id(unit.tx(), unit.actor(), fair).await?;
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LETTERS {
        return Err(DomainError::invalid("reason", "workers-reveal-reason"));
    }
    // Somebody will write the number itself into the box.
    let kept: String = reason
        .chars()
        .map(|letter| if letter.is_numeric() { '*' } else { letter })
        .collect();
    let found = fair_ticket::Entity::find_by_id(ticket)
        .filter(visible(unit.actor())?)
        .filter(Column::FairId.eq(fair))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let sealed = found.phone_cipher.ok_or(DomainError::NotFound)?;
    workers::one_more_phone(unit).await?;
    let plain = unit.vault().open(&sealed, COLUMN, ticket)?;
    unit.audit(
        "reveal-phone",
        Subject::FairTicket,
        Some(ticket),
        json!({ "reason": kept }),
    )
    .await?;
    Ok(plain)
}

/// Look again for the records of visitors who had none: some were registered after they came. Gives how many were found.
pub async fn match_records(unit: &mut Unit, fair: Uuid) -> Result<usize> {
    unit.allow(Action::InviteToFairs)?;
    by_id(unit.tx(), unit.actor(), fair).await?;
    locked(unit, fair).await?;
    let strangers = fair_ticket::Entity::find()
        .filter(visible(unit.actor())?)
        .filter(Column::FairId.eq(fair))
        .filter(Column::WorkerId.is_null())
        .filter(Column::PhoneIndex.is_not_null())
        .all(unit.tx())
        .await?;
    let taken: BTreeSet<Uuid> = fair_ticket::Entity::find()
        .select_only()
        .column(Column::WorkerId)
        .filter(Column::FairId.eq(fair))
        .filter(Column::WorkerId.is_not_null())
        .into_tuple::<Uuid>()
        .all(unit.tx())
        .await?
        .into_iter()
        .collect();
    let found = records_of(unit.tx(), &strangers).await?;
    let mut linked = taken;
    let mut count = 0;
    for (ticket, worker) in found {
        if linked.insert(worker) {
            let mut row = ticket.into_active_model();
            row.worker_id = Set(Some(worker));
            row.phone_cipher = Set(None);
            row.update(unit.tx()).await?;
            count += 1;
        }
    }
    unit.audit("match-tickets", Subject::Fair, Some(fair), json!({ "found": count }))
        .await?;
    Ok(count)
}

/// Tickets with the one record that has the phone and the name: two statements for each five hundred.
async fn records_of(
    db: &impl ConnectionTrait,
    tickets: &[fair_ticket::Model],
) -> Result<Vec<(fair_ticket::Model, Uuid)>> {
    let mut found = Vec::new();
    for piece in tickets.chunks(CHUNK) {
        let phones = worker_phone::Entity::find()
            .filter(worker_phone::Column::NumberIndex.is_in(piece.iter().filter_map(|row| row.phone_index.clone())))
            .all(db)
            .await?;
        let people = worker::Entity::find()
            .filter(worker::Column::Id.is_in(phones.iter().map(|phone| phone.worker_id)))
            .filter(worker::Column::MergedInto.is_null())
            .all(db)
            .await?;
        let names: HashMap<Uuid, String> = people.into_iter().map(|row| (row.id, row.name)).collect();
        let mut having: BTreeMap<(String, String), BTreeSet<Uuid>> = BTreeMap::new();
        for phone in phones {
            if let Some(name) = names.get(&phone.worker_id) {
                having
                    .entry((phone.number_index, name.clone()))
                    .or_default()
                    .insert(phone.worker_id);
            }
        }
        for ticket in piece {
            let key = (ticket.phone_index.clone().unwrap_or_default(), ticket.name.clone());
            if let Some(one) = having.get(&key).filter(|ids| ids.len() == 1).and_then(BTreeSet::first) {
                found.push((ticket.clone(), *one));
            }
        }
    }
    Ok(found)
}

/// Names and phones of visitors who never came on record go.
pub(super) async fn forget_strangers(unit: &Unit, fair: Uuid) -> Result<()> {
    let result = fair_ticket::Entity::update_many()
        .set(fair_ticket::ActiveModel {
            name: Set(String::new()),
            phone_cipher: Set(None),
            phone_index: Set(None),
            phone_last4: Set(String::new()),
            ..Default::default()
        })
        .filter(Column::FairId.eq(fair))
        .filter(Column::WorkerId.is_null())
        .exec(unit.tx())
        .await?;
    unit.audit(
        "forget-visitors",
        Subject::Fair,
        Some(fair),
        json!({ "tickets": result.rows_affected }),
    )
    .await
}
