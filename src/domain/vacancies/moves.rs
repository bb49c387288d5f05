//! The steps that people take: each checks who, whether the state allows it and what the law demands, and writes who, when and why.

use entity::codes::{Code as _, Subject, VacancyState};
use entity::{employer, vacancy};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::findings::findings;
use super::input::VacancyInput;
use super::queries::by_id;
use super::rules::{as_held_problem, as_problem, basics, employer_problem, facts, is_trusted};
use super::state::{self, Step};
use super::waivers::judged;
use crate::domain::checks::wording::Severity;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Longest reason, in letters.
const REASON_LETTERS: usize = 300;

/// Write a step down: the row, its audit, its move, and the word to the index. `change` holds further columns.
///
/// # Errors
/// [`DomainError::Conflict`] if the post is no longer as it was read.
pub(super) async fn write(
    unit: &mut Unit,
    before: &vacancy::Model,
    step: Step,
    to: VacancyState,
    reason: &str,
    change: vacancy::ActiveModel,
) -> Result<()> {
    let result = vacancy::Entity::update_many()
        .set(vacancy::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            updated_at: Set(unit.now()),
            version: Set(before.version + 1),
            ..change
        })
        .filter(
            vacancy::Column::Id
                .eq(before.id)
                .and(vacancy::Column::Version.eq(before.version))
                .and(vacancy::Column::State.eq(before.state)),
        )
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let details = json!({ "step": step.key(), "from": before.state.key(), "to": to.key() });
    unit.audit("move-vacancy", Subject::Vacancy, Some(before.id), details)
        .await?;
    unit.moved(Subject::Vacancy, before.id, Some(before.state), to, reason)
        .await?;
    unit.announce(Subject::Vacancy, before.id);
    Ok(())
}

/// The post as the actor saw it, and where the step leads.
async fn ready(unit: &Unit, id: Uuid, version: i32, step: Step) -> Result<(vacancy::Model, VacancyState)> {
    if let Some(action) = step.action() {
        unit.allow(action)?;
    }
    let post = by_id(unit.tx(), unit.actor(), id).await?;
    if post.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let to = state::target(post.state, step).ok_or(DomainError::Conflict("vacancies-conflict-state"))?;
    Ok((post, to))
}

fn why(reason: &str) -> Result<&str> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LETTERS {
        return Err(DomainError::invalid("reason", "vacancies-problem-reason"));
    }
    Ok(reason)
}

fn all_fine(problems: Vec<Problem>) -> Result<()> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// What keeps a post from being handed in: facts that are missing, and wording that the law forbids.
#[must_use]
pub fn problems_before_review(post: &vacancy::Model, today: chrono::NaiveDate) -> Vec<Problem> {
    let input = VacancyInput::of(post);
    let mut problems = basics(&input, today);
    problems.extend(facts(&input, today));
    problems.extend(
        findings(post, today)
            .iter()
            .filter(|found| found.severity == Severity::Block)
            .map(as_problem),
    );
    problems
}

/// Hand a draft in for review.
///
/// # Errors
/// [`DomainError::Invalid`] with every missing fact and every forbidden phrase.
pub async fn submit(unit: &mut Unit, id: Uuid, version: i32) -> Result<()> {
    let (post, to) = ready(unit, id, version, Step::Submit).await?;
    all_fine(problems_before_review(&post, unit.today()))?;
    write(unit, &post, Step::Submit, to, "", vacancy::ActiveModel::default()).await
}

/// Make a post public.
///
/// # Errors
/// [`DomainError::Invalid`] if the employer may not recruit today, a fact is missing, a phrase is forbidden, or held wording was not let through.
pub async fn publish(unit: &mut Unit, id: Uuid, version: i32) -> Result<()> {
    let (post, to) = ready(unit, id, version, Step::Publish).await?;
    let today = unit.today();
    let mut problems = employer_problems(unit, &post).await?;
    problems.extend(problems_before_review(&post, today));
    let held = judged(unit.tx(), &post, today)
        .await?
        .into_iter()
        .filter(super::waivers::Judged::holds);
    problems.extend(held.map(|judged| as_held_problem(&judged.finding)));
    all_fine(problems)?;
    // A post that was public before and came back from review with all its places taken is full at once.
    let published = vacancy::ActiveModel {
        published_at: Set(Some(unit.now())),
        ..Default::default()
    };
    write(unit, &post, Step::Publish, to, "", published).await?;
    if post.filled == post.headcount {
        let now_public = by_id(unit.tx(), unit.actor(), id).await?;
        write(
            unit,
            &now_public,
            Step::Fill,
            VacancyState::Full,
            "",
            vacancy::ActiveModel::default(),
        )
        .await?;
    }
    Ok(())
}

/// Hand a post back to its author.
pub async fn return_with(unit: &mut Unit, id: Uuid, version: i32, reason: &str) -> Result<()> {
    let (post, to) = ready(unit, id, version, Step::Return).await?;
    write(
        unit,
        &post,
        Step::Return,
        to,
        why(reason)?,
        vacancy::ActiveModel::default(),
    )
    .await
}

/// Take no more people for a while. The post leaves the board.
pub async fn pause(unit: &mut Unit, id: Uuid, version: i32, reason: &str) -> Result<()> {
    let (post, to) = ready(unit, id, version, Step::Pause).await?;
    write(
        unit,
        &post,
        Step::Pause,
        to,
        reason.trim(),
        vacancy::ActiveModel::default(),
    )
    .await
}

/// Go on after a pause.
///
/// # Errors
/// [`DomainError::Invalid`] if the employer may not recruit today or the last day has passed.
pub async fn resume(unit: &mut Unit, id: Uuid, version: i32) -> Result<()> {
    let (post, to) = ready(unit, id, version, Step::Resume).await?;
    let mut problems = employer_problems(unit, &post).await?;
    if post.valid_until < unit.today() {
        problems.push(Problem::new("valid_until", "vacancies-problem-valid-past"));
    }
    all_fine(problems)?;
    write(unit, &post, Step::Resume, to, "", vacancy::ActiveModel::default()).await
}

/// Take one's own post back for good.
pub async fn withdraw(unit: &mut Unit, id: Uuid, version: i32, reason: &str) -> Result<()> {
    let (post, to) = ready(unit, id, version, Step::Withdraw).await?;
    write(
        unit,
        &post,
        Step::Withdraw,
        to,
        why(reason)?,
        vacancy::ActiveModel::default(),
    )
    .await
}

/// Take an unlawful or false post away.
pub async fn take_down(unit: &mut Unit, id: Uuid, version: i32, reason: &str) -> Result<()> {
    let (post, to) = ready(unit, id, version, Step::TakeDown).await?;
    write(
        unit,
        &post,
        Step::TakeDown,
        to,
        why(reason)?,
        vacancy::ActiveModel::default(),
    )
    .await
}

async fn employer_problems(unit: &Unit, post: &vacancy::Model) -> Result<Vec<Problem>> {
    let firm = employer::Entity::find_by_id(post.employer_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let problem = employer_problem(&firm, is_trusted(post, &firm), unit.today());
    Ok(problem.map(|key| Problem::new("", key)).into_iter().collect())
}
