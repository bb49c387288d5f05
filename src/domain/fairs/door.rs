//! The door: entries as the phones there noted them, delivered once.
//!
//! A phone makes the id of each entry and keeps it until it hears that the entry arrived, so an entry may come minutes late, twice, or from
//! two windows at once. All deliveries of a fair queue at its row: the id decides what was seen before.

use chrono::{DateTime, Utc};
use entity::codes::{CheckInSource, Code as _, Subject, TicketOrigin};
use entity::{fair, fair_check_in, fair_ticket};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use super::queries::{by_id, counting, locked};
use super::tickets::{for_told, read_told};
use super::{number, rules};
use crate::domain::access::Action;
use crate::domain::checks::person_name;
use crate::domain::clock;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Most entries of one delivery.
pub const MOST_ENTRIES: usize = 200;
/// Longest name of a phone at the door.
const DEVICE_LETTERS: usize = 40;
/// Seconds within which the same ticket is the same entry: a camera reads a code twice, a nervous finger presses twice.
const SAME_ENTRY_SECONDS: i64 = 60;

/// What somebody showed.
#[derive(Clone, Debug)]
pub enum Pass {
    /// The number, as typed.
    Number(String),
    /// The code.
    Token(String),
    /// Nothing: name and phone instead.
    WalkIn {
        /// Name as typed.
        name: String,
        /// Phone as typed.
        phone: String,
        /// Home; empty if nobody asked.
        region_code: String,
    },
}

/// One entry as a phone noted it.
#[derive(Clone, Debug)]
pub struct DoorEntry {
    /// The id that the phone made.
    pub id: Uuid,
    /// When, by the clock of the phone.
    pub at: DateTime<Utc>,
    /// What was shown.
    pub pass: Pass,
    /// Name of the phone.
    pub device: String,
}

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoorAnswer {
    /// In, for the first time.
    In,
    /// In again; the person was counted at that moment.
    Again(DateTime<Utc>),
    /// No ticket has this number or code.
    Unknown,
    /// Name or phone cannot be read.
    Refused(Vec<Problem>),
}

/// The answer to one entry.
#[derive(Clone, Debug)]
pub struct DoorResult {
    /// The id that the phone made.
    pub id: Uuid,
    /// What became of it.
    pub answer: DoorAnswer,
    /// Number of the ticket.
    pub number: Option<i32>,
    /// Family name and stars: enough to see that it is the right person.
    pub name: String,
    /// Home.
    pub region_code: String,
}

/// Take what the phones at the door noted. Each entry is judged by itself; entries that were delivered before change nothing and get the
/// answer again.
///
/// # Errors
/// [`DomainError::Conflict`] if the fair takes no entries; [`DomainError::Invalid`] for more than [`MOST_ENTRIES`] at once.
pub async fn deliver(unit: &mut Unit, fair_id: Uuid, entries: Vec<DoorEntry>) -> Result<Vec<DoorResult>> {
    unit.allow(Action::KeepFairDoor)?;
    if entries.len() > MOST_ENTRIES {
        return Err(DomainError::invalid("entries", "fairs-problem-many-entries"));
    }
    by_id(unit.tx(), unit.actor(), fair_id).await?;
    let fair = locked(unit, fair_id).await?;
    counting(&fair)?;
    let mut results = Vec::with_capacity(entries.len());
    let mut trail: Vec<(Uuid, Value)> = Vec::new();
    for entry in entries {
        let (result, made) = one(unit, &fair, entry).await?;
        trail.extend(made);
        results.push(result);
    }
    unit.audit_many("check-in", Subject::FairTicket, trail.into_iter())
        .await?;
    Ok(results)
}

async fn one(unit: &Unit, fair: &fair::Model, entry: DoorEntry) -> Result<(DoorResult, Option<(Uuid, Value)>)> {
    let without = |answer| DoorResult {
        id: entry.id,
        answer,
        number: None,
        name: String::new(),
        region_code: String::new(),
    };
    // Delivered before: whatever it said then stands, even if the ticket's name was typed otherwise now.
    if let Some(before) = fair_check_in::Entity::find_by_id(entry.id).one(unit.tx()).await? {
        let ticket = fair_ticket::Entity::find_by_id(before.ticket_id)
            .filter(fair_ticket::Column::FairId.eq(fair.id))
            .one(unit.tx())
            .await?;
        return Ok((
            match ticket {
                Some(ticket) => answer_of(unit, entry.id, &ticket, Some(before.id)).await?,
                None => without(DoorAnswer::Unknown),
            },
            None,
        ));
    }
    let (ticket, source) = match found(unit, fair, &entry).await {
        Ok(Some(found)) => found,
        Ok(None) => return Ok((without(DoorAnswer::Unknown), None)),
        Err(DomainError::Invalid(problems)) => return Ok((without(DoorAnswer::Refused(problems)), None)),
        Err(error) => return Err(error),
    };
    let at = plausible(fair, entry.at, unit.now());
    if let Some(same) = same_entry(unit, ticket.id, at).await? {
        return Ok((answer_of(unit, entry.id, &ticket, Some(same)).await?, None));
    }
    let result = answer_of(unit, entry.id, &ticket, None).await?;
    fair_check_in::ActiveModel {
        id: Set(entry.id),
        fair_id: Set(fair.id),
        ticket_id: Set(ticket.id),
        at: Set(at),
        source: Set(source),
        device: Set(entry.device.trim().chars().take(DEVICE_LETTERS).collect()),
        received_at: Set(unit.now()),
        recorded_by: Set(unit.actor().account_id()),
    }
    .insert(unit.tx())
    .await?;
    let late = (unit.now() - at).num_seconds();
    let details = json!({ "fair": fair.id, "source": source.key(), "late_seconds": late });
    Ok((result, Some((ticket.id, details))))
}

/// The ticket that was shown, or a new one for somebody who came without.
async fn found(
    unit: &Unit,
    fair: &fair::Model,
    entry: &DoorEntry,
) -> Result<Option<(fair_ticket::Model, CheckInSource)>> {
    let shown = |column: fair_ticket::Column, value: sea_orm::Value| {
        fair_ticket::Entity::find()
            .filter(fair_ticket::Column::FairId.eq(fair.id))
            .filter(column.eq(value))
            .one(unit.tx())
    };
    let (ticket, source) = match &entry.pass {
        Pass::Number(typed) => {
            let Some(number) = number::parse(typed) else {
                return Ok(None);
            };
            let ticket = shown(fair_ticket::Column::Number, number.into()).await?;
            (ticket, CheckInSource::Number)
        }
        Pass::Token(token) => {
            let ticket = shown(fair_ticket::Column::Token, token.as_str().into()).await?;
            (ticket, CheckInSource::Camera)
        }
        Pass::WalkIn {
            name,
            phone,
            region_code,
        } => {
            let told = read_told(name, phone, region_code)?;
            let ticket = for_told(unit, fair, &told, TicketOrigin::Door).await?;
            (Some(ticket), CheckInSource::WalkIn)
        }
    };
    Ok(ticket.map(|ticket| (ticket, source)))
}

/// The clock of a phone may be wrong: nobody came before the day of the fair, and nobody comes tomorrow.
fn plausible(fair: &fair::Model, at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    at.clamp(clock::start_of(rules::day(fair)).min(now), now)
}

/// An entry of the same ticket at nearly the same time.
async fn same_entry(unit: &Unit, ticket: Uuid, at: DateTime<Utc>) -> Result<Option<Uuid>> {
    let near = chrono::Duration::seconds(SAME_ENTRY_SECONDS);
    let found = fair_check_in::Entity::find()
        .filter(fair_check_in::Column::TicketId.eq(ticket))
        .filter(fair_check_in::Column::At.gt(at - near))
        .filter(fair_check_in::Column::At.lt(at + near))
        .one(unit.tx())
        .await?;
    Ok(found.map(|entry| entry.id))
}

/// What the phone is told. `own` is the entry itself if it stands already.
async fn answer_of(unit: &Unit, id: Uuid, ticket: &fair_ticket::Model, own: Option<Uuid>) -> Result<DoorResult> {
    let first = fair_check_in::Entity::find()
        .filter(fair_check_in::Column::TicketId.eq(ticket.id))
        .order_by_asc(fair_check_in::Column::At)
        .order_by_asc(fair_check_in::Column::Id)
        .one(unit.tx())
        .await?;
    Ok(DoorResult {
        id,
        answer: match first {
            // The very entry that was first, told again.
            Some(first) if own == Some(first.id) && first.id == id => DoorAnswer::In,
            Some(first) => DoorAnswer::Again(first.at),
            None => DoorAnswer::In,
        },
        number: Some(ticket.number),
        name: person_name::masked(&ticket.name),
        region_code: ticket.region_code.clone(),
    })
}
