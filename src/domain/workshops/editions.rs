//! Closing a month, correcting it as a new edition, and the signed sheet. What was closed stays as it was closed.

use entity::codes::{RollState, Subject};
use entity::{roll_line, workshop_roll};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::month::Month;
use super::{pay, queries, rolls};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::files::{self, Inspected};
use crate::domain::unit::Unit;

/// Longest reason, in letters.
const REASON_LETTERS: std::ops::RangeInclusive<usize> = 2..=200;

async fn set(unit: &Unit, id: Uuid, with: workshop_roll::ActiveModel) -> Result<()> {
    workshop_roll::Entity::update_many()
        .set(with)
        .filter(workshop_roll::Column::Id.eq(id))
        .exec(unit.tx())
        .await?;
    Ok(())
}

/// Close a month that is over.
///
/// # Errors
/// [`DomainError::Invalid`] if the month runs or a line is not right; [`DomainError::Conflict`] if it is closed or somebody changed it.
pub async fn close(unit: &mut Unit, workshop: Uuid, month: Month, version: i32) -> Result<()> {
    let roll = rolls::for_change(unit, workshop, month, version, RollState::Open).await?;
    if unit.today() <= month.last() {
        return Err(DomainError::Invalid(vec![
            Problem::new("", "workshops-problem-month-runs").with("day", month.last()),
        ]));
    }
    let lines = rolls::lines_for_change(unit, &roll).await?;
    let problems: Vec<Problem> = lines
        .iter()
        .flat_map(|line| pay::problems_of(line, unit.today()))
        .map(|problem| Problem {
            field: String::new(),
            ..problem
        })
        .collect();
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let with = workshop_roll::ActiveModel {
        state: Set(RollState::Closed),
        closed_at: Set(Some(unit.now())),
        closed_by_name: Set(unit.actor().name().to_owned()),
        ..Default::default()
    };
    set(unit, roll.id, with).await?;
    unit.moved(Subject::Roll, roll.id, Some(RollState::Open), RollState::Closed, "")
        .await?;
    let due: i64 = lines.iter().map(|line| line.line.due_fen).sum();
    let paid: i64 = lines.iter().map(|line| line.line.paid_fen).sum();
    let details = json!({ "lines": lines.len(), "due_fen": due, "paid_fen": paid });
    unit.audit("close-roll", Subject::Roll, Some(roll.id), details).await
}

/// Correct a closed month: a new edition with the same lines, which can be changed. The old one stays as it is.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason; [`DomainError::Conflict`] if it is not closed or somebody changed it.
pub async fn reopen(unit: &mut Unit, workshop: Uuid, month: Month, version: i32, reason: &str) -> Result<Uuid> {
    let before = rolls::for_change(unit, workshop, month, version, RollState::Closed).await?;
    let reason = reason.trim();
    if !REASON_LETTERS.contains(&reason.chars().count()) {
        return Err(DomainError::invalid("reason", "workshops-problem-reason"));
    }
    let with = workshop_roll::ActiveModel {
        state: Set(RollState::Replaced),
        ..Default::default()
    };
    set(unit, before.id, with).await?;
    unit.moved(
        Subject::Roll,
        before.id,
        Some(RollState::Closed),
        RollState::Replaced,
        reason,
    )
    .await?;
    let id = Uuid::new_v4();
    workshop_roll::ActiveModel {
        id: Set(id),
        version: Set(1),
        edition: Set(before.edition + 1),
        state: Set(RollState::Open),
        reason: Set(reason.to_owned()),
        sheet_file_id: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_by_name: Set(unit.actor().name().to_owned()),
        created_at: Set(unit.now()),
        closed_by_name: Set(String::new()),
        closed_at: Set(None),
        ..before.clone().into_active_model().reset_all()
    }
    .insert(unit.tx())
    .await?;
    let lines = roll_line::Entity::find()
        .filter(roll_line::Column::RollId.eq(before.id))
        .all(unit.tx())
        .await?;
    for line in lines {
        roll_line::ActiveModel {
            id: Set(Uuid::new_v4()),
            roll_id: Set(id),
            ..line.into_active_model().reset_all()
        }
        .insert(unit.tx())
        .await?;
    }
    unit.moved(Subject::Roll, id, None, RollState::Open, reason).await?;
    let details = json!({ "replaces": before.id, "edition": before.edition + 1 });
    unit.audit("correct-roll", Subject::Roll, Some(id), details).await?;
    Ok(id)
}

/// Keep the signed sheet of a month. It proves the roll and changes nothing in it, so that a closed month takes it too.
///
/// # Errors
/// [`DomainError::NotFound`] if the month has no roll.
pub async fn attach_sheet(unit: &mut Unit, workshop: Uuid, month: Month, file: Inspected) -> Result<()> {
    unit.allow(Action::KeepRolls)?;
    queries::by_id(unit.tx(), unit.actor(), workshop).await?;
    let roll = rolls::roll_of(unit.tx(), unit.actor(), workshop, month, None)
        .await?
        .ok_or(DomainError::NotFound)?
        .roll;
    let file_id = files::store(unit, Subject::Roll, roll.id, file).await?;
    let with = workshop_roll::ActiveModel {
        sheet_file_id: Set(Some(file_id)),
        ..Default::default()
    };
    set(unit, roll.id, with).await?;
    unit.audit(
        "attach-roll-sheet",
        Subject::Roll,
        Some(roll.id),
        json!({ "file": file_id }),
    )
    .await
}
