//! The steps of a workshop: each checks who, whether the table has it, and what must be true first; and writes who, when and why.

use chrono::{Days, NaiveDate};
use entity::codes::{Code as _, Subject, WorkshopPaperKind, WorkshopState};
use entity::{recognition_rule, workshop};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::judge::{Judgement, judge};
use super::state::{self, Step};
use super::{papers, people, queries, rulebook};
use crate::domain::clock;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Longest reason, in letters, and the shortest that says anything.
const REASON_LETTERS: std::ops::RangeInclusive<usize> = 2..=200;
/// Longest number and level, in letters.
const NUMBER_LETTERS: usize = 60;

/// What a step needs beside itself.
#[derive(Clone, Debug, Default)]
pub struct StepInput {
    /// Why.
    pub reason: String,
    /// Number of the recognition.
    pub number: String,
    /// County, city, province.
    pub level: String,
    /// Day of the recognition.
    pub on: Option<NaiveDate>,
    /// Why the county recognises it though the rule is not met.
    pub override_reason: String,
}

/// Take a step.
///
/// # Errors
/// [`DomainError::Invalid`] with what lacks; [`DomainError::Conflict`] if the table does not have it or somebody else was faster.
pub async fn step(unit: &mut Unit, id: Uuid, version: i32, step: Step, input: StepInput) -> Result<()> {
    unit.allow(step.action())?;
    queries::by_id(unit.tx(), unit.actor(), id).await?;
    let before = workshop::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    if before.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let to = state::target(before.state, step).ok_or(DomainError::Conflict("workshops-conflict-state"))?;
    let reason = input.reason.trim();
    if (step.needs_reason() || !reason.is_empty()) && !REASON_LETTERS.contains(&reason.chars().count()) {
        return Err(DomainError::invalid("reason", "workshops-problem-reason"));
    }
    let change = match step {
        Step::Check => {
            has_paper(unit, id, WorkshopPaperKind::SiteCheck, "workshops-lacks-check").await?;
            workshop::ActiveModel::default()
        }
        Step::Announce => announced(unit, &before).await?,
        Step::Recognise => recognised(unit, &before, &input).await?,
        Step::Rectify => {
            has_paper(unit, id, WorkshopPaperKind::Rectification, "workshops-lacks-order").await?;
            workshop::ActiveModel::default()
        }
        Step::Start | Step::Stop | Step::Resume | Step::Withdraw | Step::Refuse => workshop::ActiveModel::default(),
    };
    let why = if step == Step::Recognise {
        input.override_reason.trim()
    } else {
        reason
    };
    write(unit, &before, step, to, why, change).await
}

async fn write(
    unit: &Unit,
    before: &workshop::Model,
    step: Step,
    to: WorkshopState,
    reason: &str,
    change: workshop::ActiveModel,
) -> Result<()> {
    let result = workshop::Entity::update_many()
        .set(workshop::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            updated_at: Set(unit.now()),
            version: Set(before.version + 1),
            ..change
        })
        .filter(workshop::Column::Id.eq(before.id))
        .filter(workshop::Column::State.eq(before.state))
        .filter(workshop::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.moved(Subject::Workshop, before.id, Some(before.state), to, reason)
        .await?;
    let details = json!({ "step": step.key(), "to": to.key() });
    unit.audit("move-workshop", Subject::Workshop, Some(before.id), details)
        .await
}

async fn has_paper(unit: &Unit, id: Uuid, kind: WorkshopPaperKind, key: &'static str) -> Result<()> {
    let found = papers::papers_of(unit.tx(), id).await?;
    if found.iter().any(|paper| paper.kind == kind) {
        Ok(())
    } else {
        Err(DomainError::invalid("", key))
    }
}

/// The notice was put up; it runs as many days as the rule says.
async fn announced(unit: &Unit, before: &workshop::Model) -> Result<workshop::ActiveModel> {
    has_paper(unit, before.id, WorkshopPaperKind::SiteCheck, "workshops-lacks-check").await?;
    has_paper(unit, before.id, WorkshopPaperKind::Notice, "workshops-lacks-notice").await?;
    let rule = in_force(unit, before, unit.today()).await?;
    let days = u64::try_from(rule.notice_days).unwrap_or(0);
    Ok(workshop::ActiveModel {
        notice_until: Set(Some(unit.today() + Days::new(days))),
        ..Default::default()
    })
}

async fn in_force(unit: &Unit, before: &workshop::Model, day: NaiveDate) -> Result<recognition_rule::Model> {
    rulebook::rule_on(unit.tx(), &before.place_code, day)
        .await?
        .ok_or_else(|| DomainError::invalid("", "workshops-lacks-rule"))
}

/// How a workshop stands on a day: the rule in force, and what it makes of the people there.
pub async fn standing_of(
    db: &impl ConnectionTrait,
    workshop: &workshop::Model,
    day: NaiveDate,
) -> Result<Option<(recognition_rule::Model, Judgement)>> {
    let Some(rule) = rulebook::rule_on(db, &workshop.place_code, day).await? else {
        return Ok(None);
    };
    let facts = people::facts_of(db, &[workshop.id], day).await?.remove(&workshop.id);
    let judgement = judge(&rule, &facts.unwrap_or_default());
    Ok(Some((rule, judgement)))
}

async fn recognised(unit: &Unit, before: &workshop::Model, input: &StepInput) -> Result<workshop::ActiveModel> {
    let mut problems = Vec::new();
    let number = input.number.trim();
    for (field, text) in [("number", number), ("level", input.level.trim())] {
        if text.is_empty() {
            problems.push(Problem::new(field, "problem-required"));
        } else if text.chars().count() > NUMBER_LETTERS {
            problems.push(Problem::new(field, "problem-too-long").with("max", NUMBER_LETTERS));
        }
    }
    let Some(on) = input.on else {
        problems.push(Problem::new("on", "workshops-problem-day"));
        return Err(DomainError::Invalid(problems));
    };
    let ends = before.notice_until.unwrap_or_else(|| clock::day_of(before.state_since));
    if on > unit.today() {
        problems.push(Problem::new("on", "workshops-problem-future"));
    } else if on <= ends {
        problems.push(Problem::new("on", "workshops-problem-notice-runs").with("day", ends));
    }
    let Some((_, mut judgement)) = standing_of(unit.tx(), before, on).await? else {
        problems.push(Problem::new("", "workshops-lacks-rule"));
        return Err(DomainError::Invalid(problems));
    };
    let why = input.override_reason.trim();
    if !judgement.met && !REASON_LETTERS.contains(&why.chars().count()) {
        let problem = Problem::new("override_reason", "workshops-problem-not-met");
        problems.push(
            problem
                .with("n", judgement.counting)
                .with("percent", judgement.share_percent),
        );
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    why.clone_into(&mut judgement.override_reason);
    let kept = serde_json::to_value(judgement)
        .map_err(|error| DomainError::Internal(format!("the judgement cannot be kept: {error}")))?;
    Ok(workshop::ActiveModel {
        recognised_no: Set(number.to_owned()),
        recognised_on: Set(Some(on)),
        level: Set(input.level.trim().to_owned()),
        judgement: Set(Some(kept)),
        ..Default::default()
    })
}
