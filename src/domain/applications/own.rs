//! What a person does with the reference number and the last four digits of the phone: look, agree, take back, withdraw.

use chrono::{DateTime, Utc};
use entity::codes::{ApplicationReason, ApplicationState, ConsentWay, Subject, VacancyState};
use entity::{application, employer, state_move, vacancy, worker_phone};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::consents::{self, ConsentGiven};
use super::decide::end;
use super::queries::lock_worker;
use super::recommend::post_problem;
use super::reference::Reference;
use super::sign_up::share;
use super::state::{By, OPEN};
use crate::domain::attempts::MINUTES;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::moves;
use crate::domain::unit::{Core, Unit};

/// An application as its own person sees it. Holds nothing about the person.
#[derive(Clone, Debug)]
pub struct OwnApplication {
    /// The application.
    pub application: application::Model,
    /// The post.
    pub vacancy: vacancy::Model,
    /// The firm's name.
    pub employer_name: String,
    /// Whether the person's consent to the firm stands.
    pub consented: bool,
    /// Every step, newest first.
    pub moves: Vec<state_move::Model>,
}

impl OwnApplication {
    /// Whether it still runs.
    #[must_use]
    pub fn is_open(&self) -> bool {
        OPEN.contains(&self.application.state)
    }

    /// Whether the person can still let it go to the employer.
    #[must_use]
    pub fn can_agree(&self) -> bool {
        self.application.state == ApplicationState::Expressed && self.vacancy.state == VacancyState::Published
    }
}

async fn by_reference(db: &impl ConnectionTrait, reference: &Reference) -> Result<application::Model> {
    application::Entity::find()
        .filter(application::Column::Reference.eq(reference.as_str()))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The application of this reference, if one of its person's phones ends with `last4`. A wrong number and a wrong phone look the same.
async fn found(db: &impl ConnectionTrait, reference: &Reference, last4: &str) -> Result<application::Model> {
    let application = by_reference(db, reference).await?;
    let phones = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.eq(application.worker_id))
        .order_by_asc(worker_phone::Column::Position)
        .all(db)
        .await?;
    if phones.iter().any(|phone| phone.last4 == last4) {
        Ok(application)
    } else {
        Err(DomainError::NotFound)
    }
}

async fn with_post(db: &impl ConnectionTrait, application: application::Model) -> Result<OwnApplication> {
    let vacancy = vacancy::Entity::find_by_id(application.vacancy_id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let employer = employer::Entity::find_by_id(application.employer_id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let consented = consents::of(db, application.worker_id, application.employer_id)
        .await?
        .is_some();
    let moves = moves::of(db, Subject::Application, application.id).await?;
    Ok(OwnApplication {
        application,
        vacancy,
        employer_name: employer.name,
        consented,
        moves,
    })
}

/// The application for whoever says its number and the end of the phone. The end has four digits, so wrong ones are counted: after ten the
/// number is shut for a while, for everybody and on every page.
///
/// # Errors
/// [`DomainError::NotFound`] for a wrong pair; [`DomainError::Invalid`] while the number is shut.
pub async fn proven(core: &Core, reference: &Reference, last4: &str, now: DateTime<Utc>) -> Result<OwnApplication> {
    let guessed = format!("application {}", reference.as_str());
    if core.attempts.is_shut(&guessed, now) {
        return Err(DomainError::Invalid(vec![
            Problem::new("reference", "applications-problem-wait").with("minutes", MINUTES),
        ]));
    }
    let found = own(core.db.reader(), reference, last4).await;
    match &found {
        Ok(_) => core.attempts.right(&guessed),
        Err(DomainError::NotFound) => core.attempts.wrong(&guessed, now),
        Err(_) => {}
    }
    found
}

/// The application for the person's own page.
pub async fn own(db: &impl ConnectionTrait, reference: &Reference, last4: &str) -> Result<OwnApplication> {
    with_post(db, found(db, reference, last4).await?).await
}

/// The post and the state of a reference, for the slip that is printed after signing up: nothing on it says who the person is.
pub async fn slip(db: &impl ConnectionTrait, reference: &Reference) -> Result<OwnApplication> {
    with_post(db, by_reference(db, reference).await?).await
}

async fn opened(unit: &Unit, reference: &Reference, last4: &str) -> Result<application::Model> {
    let seen = found(unit.tx(), reference, last4).await?;
    lock_worker(unit, seen.worker_id).await?;
    application::Entity::find_by_id(seen.id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

/// The person does not want the post any more. Possible at every open stage; a place that was taken goes back.
pub async fn withdraw_own(
    unit: &mut Unit,
    reference: &Reference,
    last4: &str,
    reason: ApplicationReason,
) -> Result<()> {
    let before = opened(unit, reference, last4).await?;
    end(unit, &before, ApplicationState::Withdrawn, By::Person, reason, "").await
}

/// The person lets the application go to the employer after all.
pub async fn agree_own(unit: &mut Unit, reference: &Reference, last4: &str) -> Result<()> {
    let before = opened(unit, reference, last4).await?;
    let own = with_post(unit.tx(), before.clone()).await?;
    let employer = employer::Entity::find_by_id(before.employer_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    if let Some(key) = post_problem(&own.vacancy, &employer, unit.today()) {
        return Err(DomainError::Conflict(key));
    }
    let given = ConsentGiven {
        way: ConsentWay::Online,
        witness: String::new(),
    };
    consents::give(unit, before.worker_id, before.employer_id, &given).await?;
    share(unit, &before, By::Person, application::ActiveModel::default()).await
}

/// The person takes consent to this employer back: its users see the person no more, from this moment, and what runs there ends.
pub async fn take_back_consent(unit: &mut Unit, reference: &Reference, last4: &str) -> Result<()> {
    let before = opened(unit, reference, last4).await?;
    consents::take_back(unit, before.worker_id, before.employer_id).await?;
    let running = application::Entity::find()
        .filter(application::Column::WorkerId.eq(before.worker_id))
        .filter(application::Column::EmployerId.eq(before.employer_id))
        .filter(application::Column::SharedAt.is_not_null())
        .filter(application::Column::State.is_in(OPEN))
        .all(unit.tx())
        .await?;
    for application in &running {
        let reason = ApplicationReason::ConsentWithdrawn;
        end(unit, application, ApplicationState::Withdrawn, By::Person, reason, "").await?;
    }
    unit.announce(Subject::Worker, before.worker_id);
    Ok(())
}
