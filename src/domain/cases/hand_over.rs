//! From one colleague to another: the other must say yes, and until then the case stays where it is.

use entity::care_case;
use entity::codes::{CaseStepKind, Subject};
use sea_orm::Set;
use serde_json::json;
use uuid::Uuid;

use super::act::{Step, log, opened, said, short, unchanged};
use super::queries::colleagues;
use super::state;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Ask a colleague to take it over.
///
/// # Errors
/// [`DomainError::Invalid`] for field `to` if that account cannot look after the person.
pub async fn offer(unit: &mut Unit, step: Step, to: Uuid, note: &str) -> Result<()> {
    let before = waiting(unit, step).await?;
    let note = short("note", note)?;
    let known = colleagues(unit.tx(), unit.actor(), &before).await?;
    let Some((_, name)) = known.into_iter().find(|(id, _)| *id == to) else {
        return Err(DomainError::invalid("to", "problem-choose"));
    };
    let with = care_case::ActiveModel {
        offered_to: Set(Some(to)),
        ..unchanged()
    };
    state::write(unit, &before, with).await?;
    let details = json!({ "to": to });
    unit.audit("offer-case", Subject::Case, Some(before.id), details)
        .await?;
    let line = if note.is_empty() {
        name
    } else {
        format!("{name} {note}")
    };
    log(unit, before.id, CaseStepKind::Offered, &line).await
}

/// Take over what was offered.
///
/// # Errors
/// [`DomainError::Conflict`] if it is not offered to the actor.
pub async fn accept(unit: &mut Unit, step: Step) -> Result<()> {
    let before = offered_to_me(unit, step).await?;
    let with = care_case::ActiveModel {
        owner_id: Set(before.offered_to),
        offered_to: Set(None),
        ..unchanged()
    };
    state::write(unit, &before, with).await?;
    unit.audit("accept-case", Subject::Case, Some(before.id), json!({}))
        .await?;
    log(unit, before.id, CaseStepKind::Accepted, "").await
}

/// Give back what was offered, and say why.
pub async fn give_back(unit: &mut Unit, step: Step, why: &str) -> Result<()> {
    let before = offered_to_me(unit, step).await?;
    let why = said("note", why)?;
    let with = care_case::ActiveModel {
        offered_to: Set(None),
        ..unchanged()
    };
    state::write(unit, &before, with).await?;
    unit.audit("return-case", Subject::Case, Some(before.id), json!({}))
        .await?;
    log(unit, before.id, CaseStepKind::Returned, why).await
}

async fn waiting(unit: &Unit, step: Step) -> Result<care_case::Model> {
    let before = opened(unit, step).await?;
    if state::WAITING.contains(&before.state) {
        Ok(before)
    } else {
        Err(DomainError::Conflict("cases-conflict-move"))
    }
}

async fn offered_to_me(unit: &Unit, step: Step) -> Result<care_case::Model> {
    let before = waiting(unit, step).await?;
    if before.offered_to.is_some() && before.offered_to == unit.actor().account_id() {
        Ok(before)
    } else {
        Err(DomainError::Conflict("cases-conflict-not-offered"))
    }
}
