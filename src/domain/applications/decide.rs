//! What staff and employers do with an application: send it on after a telephone call, invite, hire, refuse, and note the person's own no.

use chrono::{DateTime, Utc};
use entity::codes::{ApplicationReason, ApplicationState, InterviewWay, Subject};
use entity::{application, employer, vacancy};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::consents::{self, ConsentGiven};
use super::queries::open;
use super::recommend::post_problem;
use super::sign_up::share;
use super::state::{self, By, UNDECIDED};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::domain::{employers, vacancies};

/// Longest place of an interview, in letters.
const PLACE_LETTERS: usize = 100;

/// Which application, as it was when it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The application.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
}

/// An interview.
#[derive(Clone, Debug)]
pub struct Interview {
    /// When.
    pub at: DateTime<Utc>,
    /// In person, by telephone, by video.
    pub way: InterviewWay,
    /// Where; must be said for an interview in person.
    pub place: String,
}

async fn employer_of(unit: &Unit, before: &application::Model) -> Result<employer::Model> {
    employer::Entity::find_by_id(before.employer_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

async fn need_consent(unit: &Unit, before: &application::Model) -> Result<()> {
    match consents::of(unit.tx(), before.worker_id, before.employer_id).await? {
        Some(_) => Ok(()),
        None => Err(DomainError::Conflict("applications-refused-no-consent")),
    }
}

/// Send an application to the employer: the person agreed, now or before.
///
/// # Errors
/// [`DomainError::Invalid`] if a new consent names no witness; [`DomainError::Conflict`] if the post takes nobody or nobody agreed.
pub async fn send(unit: &mut Unit, step: Step, consent: Option<ConsentGiven>) -> Result<()> {
    unit.allow(Action::Recommend)?;
    let before = open(unit, step.id, step.version).await?;
    let by = By::of(unit.actor());
    state::check(before.state, ApplicationState::Recommended, by)?;
    let vacancy = vacancy::Entity::find_by_id(before.vacancy_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    if let Some(key) = post_problem(&vacancy, &employer_of(unit, &before).await?, unit.today()) {
        return Err(DomainError::Conflict(key));
    }
    if let Some(given) = consent {
        if given.witness.trim().is_empty() {
            return Err(DomainError::invalid("witness", "applications-problem-witness"));
        }
        consents::give(unit, before.worker_id, before.employer_id, &given).await?;
    }
    need_consent(unit, &before).await?;
    let with = application::ActiveModel {
        recommended_by: Set(unit.actor().account_id()),
        ..Default::default()
    };
    share(unit, &before, by, with).await
}

/// Invite to an interview, or change the one that is arranged.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn invite(unit: &mut Unit, step: Step, interview: Interview) -> Result<()> {
    unit.allow(Action::DecideApplications)?;
    let before = open(unit, step.id, step.version).await?;
    let mut problems = Vec::new();
    if interview.at < unit.now() {
        problems.push(Problem::new("interview_at", "applications-problem-interview-past"));
    }
    if interview.way == InterviewWay::OnSite && interview.place.trim().is_empty() {
        problems.push(Problem::new("interview_place", "applications-problem-interview-place"));
    }
    if interview.place.chars().count() > PLACE_LETTERS {
        problems.push(Problem::new("interview_place", "problem-too-long").with("max", PLACE_LETTERS));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let with = application::ActiveModel {
        interview_at: Set(Some(interview.at)),
        interview_place: Set(interview.place.trim().to_owned()),
        interview_way: Set(Some(interview.way)),
        ..Default::default()
    };
    if before.state == ApplicationState::Interview {
        return rearrange(unit, &before, with).await;
    }
    need_consent(unit, &before).await?;
    state::take(
        unit,
        &before,
        ApplicationState::Interview,
        By::of(unit.actor()),
        None,
        with,
    )
    .await
}

/// Another time or place of the same interview: no step, but no silence either.
async fn rearrange(unit: &Unit, before: &application::Model, with: application::ActiveModel) -> Result<()> {
    let result = application::Entity::update_many()
        .set(application::ActiveModel {
            version: Set(before.version + 1),
            state_since: Set(unit.now()),
            ..with
        })
        .filter(application::Column::Id.eq(before.id))
        .filter(application::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("applications-conflict-moved"));
    }
    unit.audit("rearrange-interview", Subject::Application, Some(before.id), json!({}))
        .await
}

/// Hire. Takes a place of the post, and ends what else the person has running: nobody is promised twice.
///
/// # Errors
/// [`DomainError::Conflict`] if the last place is gone, the person is hired elsewhere, or consent or verification is missing.
pub async fn hire(unit: &mut Unit, step: Step) -> Result<()> {
    unit.allow(Action::DecideApplications)?;
    let before = open(unit, step.id, step.version).await?;
    let by = By::of(unit.actor());
    state::check(before.state, ApplicationState::Hired, by)?;
    need_consent(unit, &before).await?;
    employers::is_fit_to_publish(&employer_of(unit, &before).await?, unit.today()).map_err(DomainError::Conflict)?;
    let others = application::Entity::find()
        .filter(application::Column::WorkerId.eq(before.worker_id))
        .filter(application::Column::Id.ne(before.id))
        .filter(application::Column::State.is_in(state::OPEN))
        .all(unit.tx())
        .await?;
    if others.iter().any(|other| other.state == ApplicationState::Hired) {
        return Err(DomainError::Conflict("applications-conflict-hired-elsewhere"));
    }
    vacancies::take_place(unit, before.vacancy_id).await?;
    state::take(
        unit,
        &before,
        ApplicationState::Hired,
        by,
        None,
        application::ActiveModel::default(),
    )
    .await?;
    for other in &others {
        debug_assert!(UNDECIDED.contains(&other.state), "a hired one was refused above");
        let reason = Some(ApplicationReason::FoundOther);
        state::take(
            unit,
            other,
            ApplicationState::Closed,
            by,
            reason,
            application::ActiveModel::default(),
        )
        .await?;
    }
    unit.announce(Subject::Vacancy, before.vacancy_id);
    unit.announce(Subject::Worker, before.worker_id);
    Ok(())
}

/// The employer's no, with its reason.
pub async fn reject(unit: &mut Unit, step: Step, reason: ApplicationReason, note: &str) -> Result<()> {
    unit.allow(Action::DecideApplications)?;
    let before = open(unit, step.id, step.version).await?;
    let by = By::of(unit.actor());
    end(unit, &before, ApplicationState::Rejected, by, reason, note).await
}

/// The person's own no, told to staff.
pub async fn withdraw(unit: &mut Unit, step: Step, reason: ApplicationReason, note: &str) -> Result<()> {
    unit.allow(Action::Recommend)?;
    let before = open(unit, step.id, step.version).await?;
    end(
        unit,
        &before,
        ApplicationState::Withdrawn,
        By::of(unit.actor()),
        reason,
        note,
    )
    .await
}

/// End an application before arrival; a place that was taken goes back.
pub(super) async fn end(
    unit: &mut Unit,
    before: &application::Model,
    to: ApplicationState,
    by: By,
    reason: ApplicationReason,
    note: &str,
) -> Result<()> {
    let note = note.trim();
    if note.chars().count() > super::sign_up::NOTE_LETTERS {
        let problem = Problem::new("note", "problem-too-long").with("max", super::sign_up::NOTE_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    let mut with = application::ActiveModel::default();
    if !note.is_empty() {
        let kept = if before.note.is_empty() {
            note.to_owned()
        } else {
            format!("{}\n{note}", before.note)
        };
        with.note = Set(kept);
    }
    state::take(unit, before, to, by, Some(reason), with).await?;
    if before.state == ApplicationState::Hired {
        vacancies::release_place(unit, before.vacancy_id).await?;
    }
    Ok(())
}
