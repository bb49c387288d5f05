//! Vouching for an employer for six months, stopping it, and letting it be checked again.

use chrono::{DateTime, Months, Utc};
use entity::codes::{Code as _, EmployerKind, EmployerState, Subject};
use entity::employer;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::commands::locked;
use super::fitness::needs;
use super::papers::of_employer;
use super::state::{Cause, move_on, move_plainly};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::{Core, Unit};

/// Months for which a check holds (notice of five ministries, published 2026-01-13: at least every six months).
pub const VALID_MONTHS: u32 = 6;
/// Longest reason or note, in characters.
const REASON_LENGTH: usize = 200;
/// Employers that one transaction of the nightly job moves.
const BATCH: u64 = 200;

fn reason_of(field: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DomainError::invalid(field, "problem-required"));
    }
    if text.chars().count() > REASON_LENGTH {
        return Err(DomainError::Invalid(vec![
            Problem::new(field, "problem-too-long").with("max", REASON_LENGTH),
        ]));
    }
    Ok(text.to_owned())
}

async fn seen(unit: &Unit, id: Uuid, version: i32) -> Result<employer::Model> {
    let employer = locked(unit, id).await?;
    if employer.version == version {
        Ok(employer)
    } else {
        Err(DomainError::Conflict("conflict-changed-meanwhile"))
    }
}

/// Vouch for an employer until six months from today, or until an agency's licence ends. `method` says how it was checked: a call to the
/// number of the public register, a visit.
///
/// # Errors
/// [`DomainError::Conflict`] if a fact or an accepted paper lacks, [`DomainError::Invalid`] without a method.
pub async fn verify(unit: &mut Unit, id: Uuid, version: i32, method: &str) -> Result<()> {
    unit.allow(Action::VerifyEmployers)?;
    let employer = seen(unit, id, version).await?;
    let method = reason_of("method", method)?;
    let papers = of_employer(unit.tx(), id).await?;
    if !needs(&employer, &papers, unit.today()).is_empty() {
        return Err(DomainError::Conflict("employers-conflict-incomplete"));
    }
    let six_months = unit.today() + Months::new(VALID_MONTHS);
    let until = match employer.agency_licence_until {
        Some(last) if employer.kind == EmployerKind::Agency => six_months.min(last),
        _ => six_months,
    };
    let changes = employer::ActiveModel {
        verified_at: Set(Some(unit.now())),
        verified_by: Set(unit.actor().account_id()),
        verified_until: Set(Some(until)),
        ..Default::default()
    };
    move_on(unit, &employer, Cause::Verified, &method, changes).await?;
    unit.audit(
        "verify-employer",
        Subject::Employer,
        Some(id),
        json!({ "until": until }),
    )
    .await
}

async fn stop(unit: &mut Unit, id: Uuid, version: i32, cause: Cause, reason: &str) -> Result<()> {
    unit.allow(Action::VerifyEmployers)?;
    let employer = seen(unit, id, version).await?;
    let reason = reason_of("reason", reason)?;
    let to = move_on(unit, &employer, cause, &reason, employer::ActiveModel::default()).await?;
    let details = json!({ "from": employer.state.key(), "to": to.key() });
    unit.audit("move-employer", Subject::Employer, Some(id), details).await
}

/// Stop an employer for the time being. Its posts leave the public list with the next look of the index.
pub async fn suspend(unit: &mut Unit, id: Uuid, version: i32, reason: &str) -> Result<()> {
    stop(unit, id, version, Cause::Suspended, reason).await
}

/// Shut an employer out.
pub async fn blacklist(unit: &mut Unit, id: Uuid, version: i32, reason: &str) -> Result<()> {
    stop(unit, id, version, Cause::Blacklisted, reason).await
}

/// Lift a stop. The employer must be verified again before it hires.
pub async fn lift(unit: &mut Unit, id: Uuid, version: i32, reason: &str) -> Result<()> {
    stop(unit, id, version, Cause::Lifted, reason).await
}

/// Move every employer whose check is over to "due": the nightly job. Returns how many.
pub async fn expire_verifications(core: &Core, now: DateTime<Utc>) -> Result<u64> {
    let mut moved = 0;
    loop {
        let mut unit = core.begin_as_system(now).await?;
        let over = employer::Entity::find()
            .filter(employer::Column::State.eq(EmployerState::Verified))
            .filter(employer::Column::VerifiedUntil.lt(unit.today()))
            .order_by_asc(employer::Column::Id)
            .limit(BATCH)
            .lock_exclusive()
            .all(unit.tx())
            .await?;
        if over.is_empty() {
            return Ok(moved);
        }
        for employer in &over {
            move_plainly(&mut unit, employer, Cause::Expired).await?;
        }
        unit.audit(
            "expire-verifications",
            Subject::Employer,
            None,
            json!({ "employers": over.len() }),
        )
        .await?;
        moved += over.len() as u64;
        unit.commit().await?;
    }
}
