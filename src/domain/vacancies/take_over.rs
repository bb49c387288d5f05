//! Posts that another office has reviewed: they are public at once, recorded as such, and what the law forbids is refused all the same.

use entity::codes::{Subject, VacancyState};
use entity::{employer, vacancy};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::commands::{Origin, insert, save};
use super::findings::findings_in;
use super::input::VacancyInput;
use super::moves::write;
use super::rules::{as_problem, basics, employer_problem};
use super::state::{self, Step};
use super::waivers::{judged, keep};
use crate::domain::access::Action;
use crate::domain::checks::wording::Severity;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Heads the reason of the first move of a post that was taken over; the source's name follows, and pages translate the head.
pub const TAKEN_OVER: &str = "taken over: ";

/// What taking a post over did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenOver {
    /// It was not there and is public now.
    New(Uuid),
    /// It was there with other words.
    Changed(Uuid),
    /// It was there just so.
    Same(Uuid),
}

/// Take over a post that `source` has reviewed and calls `reference`. The same pair is the same post: sent again it changes nothing, sent
/// with other words it is updated. Wording that our own reviewers would hold counts as read by the source and is recorded so. A post that was
/// withdrawn or taken down here stays so.
///
/// # Errors
/// [`DomainError::Invalid`] with the forbidden phrases and the fields that cannot be; [`DomainError::Conflict`] if the post was ended here.
pub async fn take_over(
    unit: &mut Unit,
    employer_id: Uuid,
    input: VacancyInput,
    source: &str,
    reference: &str,
) -> Result<TakenOver> {
    unit.allow(Action::ReviewVacancies)?;
    let firm = employer::Entity::find_by_id(employer_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    all_fine(unit, &firm, &input, source, reference)?;
    let known = vacancy::Entity::find()
        .filter(
            vacancy::Column::Source
                .eq(source)
                .and(vacancy::Column::Reference.eq(reference)),
        )
        .one(unit.tx())
        .await?;
    let reason = format!("{TAKEN_OVER}{source}");
    let outcome = match known {
        None => TakenOver::New(
            insert(
                unit,
                Origin {
                    employer_id,
                    source,
                    reference,
                },
                input,
                VacancyState::Published,
                &reason,
            )
            .await?,
        ),
        Some(before) if VacancyInput::of(&before) == input => return Ok(TakenOver::Same(before.id)),
        Some(before) => {
            renew(unit, &before, input, &reason).await?;
            TakenOver::Changed(before.id)
        }
    };
    if let TakenOver::New(id) | TakenOver::Changed(id) = outcome {
        accept_held(unit, id, &reason).await?;
    }
    Ok(outcome)
}

fn all_fine(unit: &Unit, firm: &employer::Model, input: &VacancyInput, source: &str, reference: &str) -> Result<()> {
    let today = unit.today();
    let mut problems = basics(input, today);
    if source.is_empty() || reference.is_empty() {
        problems.push(Problem::new("ref", "problem-required"));
    }
    if input.valid_until < today {
        problems.push(Problem::new("valid_until", "vacancies-problem-valid-past"));
    }
    problems.extend(employer_problem(firm, true, today).map(|key| Problem::new("employer", key)));
    problems.extend(
        findings_in(input, today)
            .iter()
            .filter(|found| found.severity == Severity::Block)
            .map(as_problem),
    );
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

async fn renew(unit: &mut Unit, before: &vacancy::Model, input: VacancyInput, reason: &str) -> Result<()> {
    if input.headcount < before.filled {
        return Err(DomainError::Invalid(vec![
            Problem::new("headcount", "vacancies-problem-headcount").with("filled", before.filled),
        ]));
    }
    if matches!(before.state, VacancyState::Withdrawn | VacancyState::TakenDown) {
        return Err(DomainError::Conflict("vacancies-conflict-ended"));
    }
    let changes = input.reviewed_changes(&VacancyInput::of(before));
    unit.audit(
        "update-vacancy",
        Subject::Vacancy,
        Some(before.id),
        json!({ "changes": changes, "taken_over": true }),
    )
    .await?;
    let more_places = input.headcount > before.filled;
    match before.state {
        VacancyState::Expired => {
            let to =
                state::target(before.state, Step::Renew).ok_or(DomainError::Conflict("vacancies-conflict-state"))?;
            write(unit, before, Step::Renew, to, reason, input.columns()).await
        }
        VacancyState::Full if more_places => {
            write(
                unit,
                before,
                Step::Release,
                VacancyState::Published,
                reason,
                input.columns(),
            )
            .await
        }
        VacancyState::Published | VacancyState::Paused if !more_places => {
            let to =
                state::target(before.state, Step::Fill).ok_or(DomainError::Conflict("vacancies-conflict-state"))?;
            write(unit, before, Step::Fill, to, reason, input.columns()).await
        }
        _ => save(unit, before, input).await,
    }
}

async fn accept_held(unit: &Unit, id: Uuid, reason: &str) -> Result<()> {
    let post = vacancy::Entity::find_by_id(id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    for held in judged(unit.tx(), &post, unit.today())
        .await?
        .into_iter()
        .filter(super::waivers::Judged::holds)
    {
        keep(unit, id, &held.finding, reason).await?;
    }
    Ok(())
}
