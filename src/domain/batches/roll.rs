//! The roll calls: marks as the leader's phone noted them, delivered once.
//!
//! A phone makes the id of each mark and keeps it until it hears that the mark arrived, so a mark may come hours late, twice, or from two
//! phones at once. All deliveries of a transfer queue at its row. Of several marks of one person the latest by the clock of the phones counts,
//! so that it does not matter in which order they come.

use chrono::{DateTime, Duration, Utc};
use entity::codes::{Code as _, PassengerState, RollKind, Subject};
use entity::{batch, passenger, roll_mark, worker};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use super::passengers::rides;
use super::queries::{leads, locked};
use super::state::{self, AT_ARRIVAL, AT_DEPARTURE, ROLLED};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::checks::person_name;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

/// Most marks of one delivery.
pub const MOST_MARKS: usize = 200;
/// Longest name of a phone.
const DEVICE_LETTERS: usize = 40;
/// How long before the planned departure somebody calls the roll at the earliest.
const EARLY_HOURS: i64 = 24;

/// One tap as a phone noted it.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The id that the phone made.
    pub id: Uuid,
    /// Who.
    pub passenger: Uuid,
    /// There, or taken back.
    pub present: bool,
    /// When, by the clock of the phone.
    pub at: DateTime<Utc>,
    /// Name of the phone.
    pub device: String,
}

/// What became of one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkAnswer {
    /// Is there.
    Here,
    /// Is not there.
    Missing,
    /// What became of the person was written down before: the mark is kept and changes nothing.
    Ended,
    /// Rides with another transfer by now.
    Elsewhere,
    /// Nobody of this transfer.
    Unknown,
}

/// The answer to one mark.
#[derive(Clone, Debug)]
pub struct MarkResult {
    /// The id that the phone made.
    pub id: Uuid,
    /// Who.
    pub passenger: Uuid,
    /// What became of it.
    pub answer: MarkAnswer,
    /// The name for this reader.
    pub name: String,
}

/// Take what a phone noted at a roll call. Each mark is judged by itself; marks that were delivered before change nothing and get the answer
/// again.
///
/// # Errors
/// [`DomainError::Conflict`] if the roll is not called now; [`DomainError::Invalid`] for more than [`MOST_MARKS`] at once.
pub async fn deliver(unit: &mut Unit, id: Uuid, kind: RollKind, marks: Vec<Mark>) -> Result<Vec<MarkResult>> {
    unit.allow(Action::CallRoll)?;
    if marks.len() > MOST_MARKS {
        return Err(DomainError::invalid("marks", "batches-problem-many-marks"));
    }
    let batch = locked(unit, id).await?;
    let open: &[_] = match kind {
        RollKind::Departure => &AT_DEPARTURE,
        RollKind::Arrival => &AT_ARRIVAL,
    };
    if !open.contains(&batch.state) {
        return Err(DomainError::Conflict("batches-conflict-no-roll"));
    }
    let mut results = Vec::with_capacity(marks.len());
    let mut trail: Vec<(Uuid, Value)> = Vec::new();
    for mark in marks {
        let (result, new) = one(unit, &batch, kind, mark).await?;
        if let Some(late) = new {
            let details =
                json!({ "batch": id, "kind": kind.key(), "answer": answer_key(result.answer), "late_seconds": late });
            trail.push((result.passenger, details));
        }
        results.push(result);
    }
    unit.audit_many("call-roll", Subject::Passenger, trail.into_iter())
        .await?;
    Ok(results)
}

const fn answer_key(answer: MarkAnswer) -> &'static str {
    match answer {
        MarkAnswer::Here => "here",
        MarkAnswer::Missing => "missing",
        MarkAnswer::Ended => "ended",
        MarkAnswer::Elsewhere => "elsewhere",
        MarkAnswer::Unknown => "unknown",
    }
}

impl MarkAnswer {
    /// Stable key, for the phone and the trail.
    #[must_use]
    pub const fn key(self) -> &'static str {
        answer_key(self)
    }
}

/// One mark. Gives how late it came, if it is new.
async fn one(unit: &Unit, batch: &batch::Model, kind: RollKind, mark: Mark) -> Result<(MarkResult, Option<i64>)> {
    let found = passenger::Entity::find_by_id(mark.passenger)
        .filter(passenger::Column::BatchId.eq(batch.id))
        .one(unit.tx())
        .await?;
    let Some(found) = found else {
        let unknown = MarkResult {
            id: mark.id,
            passenger: mark.passenger,
            answer: MarkAnswer::Unknown,
            name: String::new(),
        };
        return Ok((unknown, None));
    };
    let answer = |state: PassengerState| {
        let there = state::rolled(state == PassengerState::Boarded, state == PassengerState::Arrived);
        match kind {
            _ if !ROLLED.contains(&state) => MarkAnswer::Ended,
            RollKind::Departure if found.boarded_at.is_some() || there == PassengerState::Boarded => MarkAnswer::Here,
            RollKind::Arrival if there == PassengerState::Arrived => MarkAnswer::Here,
            _ => MarkAnswer::Missing,
        }
    };
    let mut result = MarkResult {
        id: mark.id,
        passenger: found.id,
        answer: answer(found.state),
        name: name_for(unit, batch, found.worker_id).await?,
    };
    // Delivered before: what stands now is the answer.
    if roll_mark::Entity::find_by_id(mark.id).one(unit.tx()).await?.is_some() {
        return Ok((result, None));
    }
    if mark.present && !found.riding && ROLLED.contains(&found.state) && rides(unit, found.worker_id).await? {
        result.answer = MarkAnswer::Elsewhere;
        return Ok((result, None));
    }
    let mut at = plausible(batch, mark.at, unit.now());
    if mark.at > unit.now() {
        // A clock that is ahead would give several taps the same moment; they come in the order in which they were made.
        let last = last_mark(unit, found.id, kind).await?;
        at = last.map_or(at, |last| at.max(last.at + Duration::milliseconds(1)));
    }
    roll_mark::ActiveModel {
        id: Set(mark.id),
        batch_id: Set(batch.id),
        passenger_id: Set(found.id),
        kind: Set(kind),
        present: Set(mark.present),
        at: Set(at),
        device: Set(mark.device.trim().chars().take(DEVICE_LETTERS).collect()),
        received_at: Set(unit.now()),
        recorded_by: Set(unit.actor().account_id()),
    }
    .insert(unit.tx())
    .await?;
    let late = (unit.now() - at).num_seconds();
    if ROLLED.contains(&found.state) {
        result.answer = apply(unit, batch, kind, &found).await?;
    }
    Ok((result, Some(late)))
}

/// The clock of a phone may be wrong: nobody gets on a day early, and nobody tomorrow.
fn plausible(batch: &batch::Model, at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    at.clamp((batch.departs_at - Duration::hours(EARLY_HOURS)).min(now), now)
}

/// The latest mark of a person at a roll call.
async fn last_mark(unit: &Unit, passenger: Uuid, kind: RollKind) -> Result<Option<roll_mark::Model>> {
    Ok(roll_mark::Entity::find()
        .filter(roll_mark::Column::PassengerId.eq(passenger))
        .filter(roll_mark::Column::Kind.eq(kind))
        .order_by_desc(roll_mark::Column::At)
        .order_by_desc(roll_mark::Column::Id)
        .one(unit.tx())
        .await?)
}

/// When the person was last marked as there at a roll call, if that still stands.
async fn there(unit: &Unit, passenger: Uuid, kind: RollKind) -> Result<Option<DateTime<Utc>>> {
    let last = last_mark(unit, passenger, kind).await?;
    Ok(last.filter(|mark| mark.present).map(|mark| mark.at))
}

/// Put the person where the marks say.
async fn apply(unit: &Unit, batch: &batch::Model, kind: RollKind, before: &passenger::Model) -> Result<MarkAnswer> {
    let boarded = there(unit, before.id, RollKind::Departure).await?;
    let arrived = there(unit, before.id, RollKind::Arrival).await?;
    let to = state::rolled(boarded.is_some(), arrived.is_some());
    // Once the vehicles have left, whoever is not in one is free for another transfer.
    let riding = to != PassengerState::NotArrived || batch.departed_at.is_none();
    passenger::Entity::update_many()
        .set(passenger::ActiveModel {
            version: Set(before.version + 1),
            state: Set(to),
            state_since: Set(if to == before.state {
                before.state_since
            } else {
                unit.now()
            }),
            boarded_at: Set(boarded),
            arrived_at: Set(arrived),
            riding: Set(riding),
            ..Default::default()
        })
        .filter(passenger::Column::Id.eq(before.id))
        .exec(unit.tx())
        .await?;
    if to != before.state {
        if !state::passes(before.state, to) {
            return Err(DomainError::Internal(format!(
                "no way from {:?} to {to:?}",
                before.state
            )));
        }
        unit.moved(Subject::Passenger, before.id, Some(before.state), to, kind.key())
            .await?;
    }
    let here = match kind {
        RollKind::Departure => boarded,
        RollKind::Arrival => arrived,
    };
    Ok(if here.is_some() {
        MarkAnswer::Here
    } else {
        MarkAnswer::Missing
    })
}

/// The name as the reader's own list has it.
async fn name_for(unit: &Unit, batch: &batch::Model, worker: Uuid) -> Result<String> {
    let found = worker::Entity::find_by_id(worker)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let own = |actor: &Actor| {
        actor
            .region_code()
            .is_none_or(|own| region::contains(own, &found.region_code))
    };
    Ok(if own(unit.actor()) || leads(unit.actor(), batch) {
        found.name
    } else {
        person_name::masked(&found.name)
    })
}
