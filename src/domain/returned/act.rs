//! What is done for a person who came back.

use chrono::NaiveDate;
use entity::codes::{Code as _, HelpEnd, HelpState, OfferAnswer, Subject};
use entity::{returned_help, returned_offer};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::by_id;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Longest name of a post or a firm, in letters.
const NAME_LETTERS: usize = 80;
/// Longest note, in letters.
const NOTE_LETTERS: usize = 300;

/// An offer that is no application of ours.
#[derive(Clone, Debug)]
pub struct OfferInput {
    /// When it was made.
    pub on: NaiveDate,
    /// What work.
    pub title: String,
    /// Where; may be empty.
    pub employer_name: String,
    /// What the person said.
    pub answer: OfferAnswer,
}

async fn opened(unit: &Unit, id: Uuid, version: i32) -> Result<returned_help::Model> {
    unit.allow(Action::EditFollowUps)?;
    let found = by_id(unit.tx(), unit.actor(), id).await?;
    if found.version != version {
        return Err(DomainError::Conflict("returned-conflict-moved"));
    }
    if found.state != HelpState::Open {
        return Err(DomainError::Conflict("returned-conflict-ended"));
    }
    Ok(found)
}

async fn write(unit: &Unit, before: &returned_help::Model, with: returned_help::ActiveModel) -> Result<()> {
    let result = returned_help::Entity::update_many()
        .set(returned_help::ActiveModel {
            version: Set(before.version + 1),
            ..with
        })
        .filter(returned_help::Column::Id.eq(before.id))
        .filter(returned_help::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("returned-conflict-moved"));
    }
    Ok(())
}

fn nothing() -> returned_help::ActiveModel {
    <returned_help::ActiveModel as Default>::default()
}

fn check_day(unit: &Unit, before: &returned_help::Model, field: &str, on: NaiveDate) -> Result<()> {
    if on > unit.today() {
        return Err(DomainError::invalid(field, "placements-problem-future"));
    }
    if on < before.left_on {
        return Err(DomainError::invalid(field, "returned-problem-early"));
    }
    Ok(())
}

/// The person was told what there is: subsidies, training, insurance.
pub async fn policy_told(unit: &mut Unit, id: Uuid, version: i32, on: NaiveDate) -> Result<()> {
    let before = opened(unit, id, version).await?;
    check_day(unit, &before, "policy_on", on)?;
    let with = returned_help::ActiveModel {
        policy_on: Set(Some(on)),
        policy_by: Set(unit.actor().account_id()),
        ..nothing()
    };
    write(unit, &before, with).await?;
    unit.audit("tell-policy", Subject::Help, Some(id), json!({})).await
}

/// The person was asked what would fit, and advised.
pub async fn guided(unit: &mut Unit, id: Uuid, version: i32, on: NaiveDate) -> Result<()> {
    let before = opened(unit, id, version).await?;
    check_day(unit, &before, "guidance_on", on)?;
    let with = returned_help::ActiveModel {
        guidance_on: Set(Some(on)),
        guidance_by: Set(unit.actor().account_id()),
        ..nothing()
    };
    write(unit, &before, with).await?;
    unit.audit("guide", Subject::Help, Some(id), json!({})).await
}

/// Write down an offer that was made outside of applications. (Recommending through the match counts by itself.)
pub async fn offered(unit: &mut Unit, id: Uuid, version: i32, input: OfferInput) -> Result<()> {
    let before = opened(unit, id, version).await?;
    let mut problems = Vec::new();
    let title = input.title.trim();
    if title.is_empty() {
        problems.push(Problem::new("title", "problem-required"));
    }
    for (field, text) in [("title", title), ("employer_name", input.employer_name.trim())] {
        if text.chars().count() > NAME_LETTERS {
            problems.push(Problem::new(field, "problem-too-long").with("max", NAME_LETTERS));
        }
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    check_day(unit, &before, "on", input.on)?;
    returned_offer::ActiveModel {
        id: Set(Uuid::new_v4()),
        help_id: Set(id),
        on_date: Set(input.on),
        title: Set(title.to_owned()),
        employer_name: Set(input.employer_name.trim().to_owned()),
        answer: Set(input.answer),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    write(unit, &before, nothing()).await?;
    let details = json!({ "answer": input.answer.key() });
    unit.audit("note-offer", Subject::Help, Some(id), details).await
}

/// End the help of a person who does not work again, and say why.
pub async fn end(unit: &mut Unit, id: Uuid, version: i32, reason: HelpEnd, note: &str) -> Result<()> {
    let before = opened(unit, id, version).await?;
    if note.chars().count() > NOTE_LETTERS {
        let problem = Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    let with = returned_help::ActiveModel {
        state: Set(HelpState::Ended),
        end_reason: Set(Some(reason)),
        note: Set(note.trim().to_owned()),
        closed_at: Set(Some(unit.now())),
        ..nothing()
    };
    write(unit, &before, with).await?;
    unit.moved(Subject::Help, id, Some(before.state), HelpState::Ended, reason.key())
        .await?;
    let details = json!({ "reason": reason.key() });
    unit.audit("end-help", Subject::Help, Some(id), details).await
}
