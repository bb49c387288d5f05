//! Recommending: one person to several posts, or several persons to one post, in one pass. Each pair is judged by itself.

use entity::codes::{ApplicationState, VacancyState};
use entity::{application, employer, vacancy, worker};
use sea_orm::{EntityTrait, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use super::consents::{self, ConsentGiven};
use super::queries::lock_worker;
use super::sign_up::{NOTE_LETTERS, NewApplication, insert, origin_of, running, share};
use super::state::By;

use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::matching::{Assessment, HardCode};
use crate::domain::unit::Unit;
use crate::domain::{employers, workers};

/// One pair to bring together.
#[derive(Clone, Debug)]
pub struct RecommendInput {
    /// The person.
    pub worker_id: Uuid,
    /// The post.
    pub vacancy_id: Uuid,
    /// What the match says now; kept with the application, because a person may ask how a suggestion came about.
    pub assessment: Option<Assessment>,
    /// Hard conditions that staff set aside.
    pub overrides: Vec<HardCode>,
    /// Why; needed if any is set aside.
    pub override_reason: String,
    /// Consent to this employer, if it is given together with the recommendation. One person at a time: nobody consents for a crowd.
    pub consent: Option<ConsentGiven>,
    /// Anything that the employer or a colleague should know. No health.
    pub note: String,
}

/// What became of one pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The person.
    pub worker_id: Uuid,
    /// The post.
    pub vacancy_id: Uuid,
    /// The application, or the key of the sentence that says why there is none.
    pub result: std::result::Result<Uuid, &'static str>,
}

/// Recommend every pair that can be recommended, and say of each other pair why not. Nothing is half done: a refused pair leaves no trace.
///
/// # Errors
/// [`DomainError::Forbidden`] for those who may not recommend.
pub async fn recommend(unit: &mut Unit, inputs: Vec<RecommendInput>) -> Result<Vec<Outcome>> {
    unit.allow(Action::Recommend)?;
    // Workers are locked in one order, so that two passes over the same people never wait for each other.
    let mut order: Vec<usize> = (0..inputs.len()).collect();
    order.sort_by_key(|at| inputs[*at].worker_id);
    let mut outcomes: Vec<Option<Outcome>> = vec![None; inputs.len()];
    for at in order {
        let input = &inputs[at];
        let result = match one(unit, input).await {
            Ok(id) => Ok(id),
            Err(DomainError::Conflict(key)) => Err(key),
            Err(DomainError::NotFound) => Err("applications-refused-not-found"),
            Err(error) => return Err(error),
        };
        outcomes[at] = Some(Outcome {
            worker_id: input.worker_id,
            vacancy_id: input.vacancy_id,
            result,
        });
    }
    Ok(outcomes.into_iter().flatten().collect())
}

/// The post takes people now: published, in date, with places left, its employer verified.
pub(super) fn post_problem(
    vacancy: &vacancy::Model,
    employer: &employer::Model,
    today: chrono::NaiveDate,
) -> Option<&'static str> {
    if vacancy.state == VacancyState::Full || vacancy.filled >= vacancy.headcount {
        return Some("applications-refused-full");
    }
    if vacancy.state != VacancyState::Published || vacancy.valid_until < today {
        return Some("applications-refused-post-shut");
    }
    employers::is_fit_to_publish(employer, today).err()
}

/// What stands against the pair on the side of the match.
fn match_problem(worker: &worker::Model, input: &RecommendInput) -> Option<&'static str> {
    if !worker.matchable {
        return Some("applications-refused-no-match-consent");
    }
    if input.overrides.iter().any(|code| !code.may_be_overridden()) {
        return Some("applications-refused-law");
    }
    if !input.overrides.is_empty() && input.override_reason.trim().is_empty() {
        return Some("applications-refused-reason");
    }
    let set_aside = |code: &HardCode| input.overrides.contains(code);
    let blocked = input
        .assessment
        .as_ref()
        .is_some_and(|found| found.blockers().any(|check| !set_aside(&check.code)));
    blocked.then_some("applications-refused-condition")
}

async fn one(unit: &mut Unit, input: &RecommendInput) -> Result<Uuid> {
    workers::by_id(unit.tx(), unit.actor(), input.worker_id).await?;
    let worker = lock_worker(unit, input.worker_id).await?;
    let vacancy = vacancy::Entity::find_by_id(input.vacancy_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let employer = employer::Entity::find_by_id(vacancy.employer_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    if let Some(key) = post_problem(&vacancy, &employer, unit.today()).or_else(|| match_problem(&worker, input)) {
        return Err(DomainError::Conflict(key));
    }
    let before = running(unit, worker.id, vacancy.id).await?;
    if before
        .as_ref()
        .is_some_and(|before| before.state != ApplicationState::Expressed)
    {
        return Err(DomainError::Conflict("applications-refused-already"));
    }
    let consented = consents::of(unit.tx(), worker.id, employer.id).await?.is_some();
    match &input.consent {
        Some(given) if !consented => consents::give(unit, worker.id, employer.id, given).await?,
        None if !consented => return Err(DomainError::Conflict("applications-refused-no-consent")),
        _ => {}
    }
    let with = columns(unit, input);
    if let Some(before) = before {
        share(unit, &before, By::Staff, with).await?;
        return Ok(before.id);
    }
    let new = NewApplication {
        worker: worker.id,
        vacancy: vacancy.id,
        employer: employer.id,
        origin: origin_of(unit.actor()),
        state: ApplicationState::Recommended,
        note: input.note.trim().chars().take(NOTE_LETTERS).collect(),
        with: application::ActiveModel {
            shared_at: Set(Some(unit.now())),
            interview_at: Set(None),
            interview_place: Set(String::new()),
            interview_way: Set(None),
            reason: Set(None),
            ..with
        },
    };
    let made = insert(unit, new)
        .await?
        .ok_or(DomainError::Conflict("applications-refused-already"))?;
    Ok(made.id)
}

/// What the match said, and what staff set aside.
fn columns(unit: &Unit, input: &RecommendInput) -> application::ActiveModel {
    let assessment = input.assessment.as_ref();
    application::ActiveModel {
        recommended_by: Set(unit.actor().account_id()),
        score: Set(assessment.map(|found| found.score)),
        score_version: Set(assessment.map(|found| found.version.to_string()).unwrap_or_default()),
        reasons: Set(assessment
            .and_then(|found| serde_json::to_value(found).ok())
            .unwrap_or(Value::Null)),
        overrides: Set(if input.overrides.is_empty() {
            json!({})
        } else {
            json!({ "codes": input.overrides, "reason": input.override_reason.trim() })
        }),
        ..Default::default()
    }
}
