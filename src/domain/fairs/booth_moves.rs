//! Staff review a booth; its people sign in, or do not come.

use entity::codes::{BoothState, Code as _, FairState, Subject};
use entity::fair_booth::{self, Column};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::booking::NOTE_LETTERS;
use super::booths::opened;
use super::queries::{locked, workable};
use super::state::BOOTH_MOVES;
use crate::db;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Greatest number of a booth.
const MOST_BOOTHS: i32 = 2_000;

/// What a review says.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It comes; with this number, or with the next free one.
    Accept(Option<i32>),
    /// It does not, and why.
    Refuse(String),
}

/// Take one step: only if the table has it and the booth still is as it was read.
async fn take(
    unit: &Unit,
    before: &fair_booth::Model,
    version: i32,
    to: BoothState,
    reason: &str,
    with: fair_booth::ActiveModel,
) -> Result<()> {
    if !BOOTH_MOVES.contains(&(before.state, to)) {
        return Err(DomainError::Conflict("fairs-conflict-booth-state"));
    }
    let result = fair_booth::Entity::update_many()
        .set(fair_booth::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            reason: Set(reason.to_owned()),
            version: Set(version + 1),
            ..with
        })
        .filter(Column::Id.eq(before.id))
        .filter(Column::State.eq(before.state))
        .filter(Column::Version.eq(version))
        .exec(unit.tx())
        .await;
    let result = match result {
        Err(error) if db::is_unique_violation(&error) => {
            return Err(DomainError::invalid("number", "fairs-problem-booth-number"));
        }
        result => result?,
    };
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.moved(Subject::FairBooth, before.id, Some(before.state), to, reason)
        .await?;
    unit.audit(
        "move-booth",
        Subject::FairBooth,
        Some(before.id),
        json!({ "to": to.key() }),
    )
    .await
}

/// Say whether a booth comes.
///
/// # Errors
/// [`DomainError::Invalid`] for a number that another booth has, or a refusal without a reason; [`DomainError::Conflict`] after the locking.
pub async fn review(unit: &mut Unit, fair: Uuid, booth: Uuid, version: i32, verdict: Verdict) -> Result<()> {
    unit.allow(Action::EditFairs)?;
    super::queries::by_id(unit.tx(), unit.actor(), fair).await?;
    // Nobody else gives a number or locks the list meanwhile.
    let found = locked(unit, fair).await?;
    if found.state != FairState::Booking {
        return Err(DomainError::Conflict("fairs-conflict-locked"));
    }
    let before = opened(unit, fair, booth).await?;
    match verdict {
        Verdict::Accept(number) => {
            let number = match number {
                Some(number) if (1..=MOST_BOOTHS).contains(&number) => number,
                Some(_) => return Err(DomainError::invalid("number", "fairs-problem-booth-number")),
                None => next_number(unit, fair).await?,
            };
            let with = fair_booth::ActiveModel {
                number: Set(Some(number)),
                ..Default::default()
            };
            take(unit, &before, version, BoothState::Reviewed, "", with).await
        }
        Verdict::Refuse(reason) => {
            let reason = reason.trim();
            if reason.is_empty() || reason.chars().count() > NOTE_LETTERS {
                return Err(DomainError::invalid("reason", "fairs-problem-reason"));
            }
            leave(unit, &before, version, BoothState::Refused, reason).await
        }
    }
}

/// A booth that does not come gives its number back.
async fn leave(unit: &Unit, before: &fair_booth::Model, version: i32, to: BoothState, reason: &str) -> Result<()> {
    let with = fair_booth::ActiveModel {
        number: Set(None),
        ..Default::default()
    };
    take(unit, before, version, to, reason, with).await
}

async fn next_number(unit: &Unit, fair: Uuid) -> Result<i32> {
    let last: Option<Option<i32>> = fair_booth::Entity::find()
        .select_only()
        .column_as(Column::Number.max(), "last")
        .filter(Column::FairId.eq(fair))
        .into_tuple()
        .one(unit.tx())
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// The employer does not come after all.
///
/// # Errors
/// [`DomainError::Conflict`] after the locking: then not coming is a no-show.
pub async fn withdraw(unit: &mut Unit, fair: Uuid, booth: Uuid, version: i32) -> Result<()> {
    unit.allow(Action::BookBooths)?;
    workable(unit, fair).await?;
    if locked(unit, fair).await?.state != FairState::Booking {
        return Err(DomainError::Conflict("fairs-conflict-locked"));
    }
    let before = opened(unit, fair, booth).await?;
    leave(unit, &before, version, BoothState::Withdrawn, "").await
}

/// The employer's people are there.
///
/// # Errors
/// [`DomainError::Conflict`] before the list is locked or after the end.
pub async fn sign_in(unit: &mut Unit, fair: Uuid, booth: Uuid, version: i32) -> Result<()> {
    unit.allow(Action::EditFairs)?;
    let found = super::queries::by_id(unit.tx(), unit.actor(), fair).await?;
    if !matches!(found.state, FairState::Locked | FairState::Running) {
        return Err(DomainError::Conflict("fairs-conflict-not-running"));
    }
    let before = opened(unit, fair, booth).await?;
    take(
        unit,
        &before,
        version,
        BoothState::SignedIn,
        "",
        <fair_booth::ActiveModel as Default>::default(),
    )
    .await
}

/// Who was announced and did not sign in did not come.
pub(super) async fn mark_absent(unit: &Unit, fair: Uuid) -> Result<()> {
    let absent = fair_booth::Entity::find()
        .filter(Column::FairId.eq(fair))
        .filter(Column::State.eq(BoothState::Reviewed))
        .all(unit.tx())
        .await?;
    for booth in &absent {
        take(
            unit,
            booth,
            booth.version,
            BoothState::NoShow,
            "",
            <fair_booth::ActiveModel as Default>::default(),
        )
        .await?;
    }
    Ok(())
}
