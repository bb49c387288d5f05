//! Looking applications up.

use entity::codes::{Role, Subject};
use entity::{application, consent, employer, placement, state_move, vacancy, worker};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::consents;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::matching::Assessment;
use crate::domain::unit::Unit;
use crate::domain::{moves, workers};

/// The applications that an actor may see: staff those of the workers within their places; an employer's user those that went to its own
/// firm, while the person's consent to the firm stands.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadApplications) {
        return Err(DomainError::NotFound);
    }
    if actor.role() == Some(Role::Employer) {
        let own = actor.employer_id().ok_or(DomainError::NotFound)?;
        return Ok(Condition::all()
            .add(application::Column::EmployerId.eq(own))
            .add(application::Column::SharedAt.is_not_null())
            .add(consents::stands_for(
                application::Column::WorkerId,
                application::Column::EmployerId,
            )));
    }
    if actor.region_code().is_none() {
        return Ok(Condition::all());
    }
    Ok(workers::whose(
        application::Column::WorkerId,
        workers::visible_to(actor)?,
    ))
}

/// One application, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<application::Model> {
    application::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// One application to be changed: the actor may see it, its worker is locked, and it still is as it was shown.
///
/// # Errors
/// [`DomainError::Conflict`] if `version` is not the present one.
pub(super) async fn open(unit: &Unit, id: Uuid, version: i32) -> Result<application::Model> {
    let found = by_id(unit.tx(), unit.actor(), id).await?;
    lock_worker(unit, found.worker_id).await?;
    if found.version == version {
        Ok(found)
    } else {
        Err(DomainError::Conflict("applications-conflict-moved"))
    }
}

/// Let no other step of this person run until this unit ends. Everybody locks the worker before the post, so that no two wait for each
/// other. (`SQLite` has one writer anyway.)
pub(super) async fn lock_worker(unit: &Unit, id: Uuid) -> Result<worker::Model> {
    worker::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

/// Everything that the staff page of one application shows.
#[derive(Clone, Debug)]
pub struct Record {
    /// The application.
    pub application: application::Model,
    /// The person.
    pub worker: worker::Model,
    /// The post.
    pub vacancy: vacancy::Model,
    /// The firm.
    pub employer: employer::Model,
    /// The person's consent to the firm, while it stands.
    pub consent: Option<consent::Model>,
    /// Every step, newest first.
    pub moves: Vec<state_move::Model>,
    /// What the match said at the time of the recommendation.
    pub assessment: Option<Assessment>,
    /// The placement that the arrival opened.
    pub placement: Option<Uuid>,
}

/// The record of an application for staff. Employers have a view of their own, which holds less.
///
/// # Errors
/// [`DomainError::NotFound`] for those who may not see it, and for every user of an employer.
pub async fn record(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<Record> {
    if actor.role() == Some(Role::Employer) {
        return Err(DomainError::NotFound);
    }
    let application = by_id(db, actor, id).await?;
    let worker = worker::Entity::find_by_id(application.worker_id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let vacancy = vacancy::Entity::find_by_id(application.vacancy_id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let employer = employer::Entity::find_by_id(application.employer_id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let consent = consents::of(db, application.worker_id, application.employer_id).await?;
    let moves = moves::of(db, Subject::Application, id).await?;
    let placement = placement::Entity::find()
        .select_only()
        .column(placement::Column::Id)
        .filter(placement::Column::ApplicationId.eq(id))
        .into_tuple::<Uuid>()
        .one(db)
        .await?;
    let assessment = serde_json::from_value(application.reasons.clone()).ok();
    Ok(Record {
        application,
        worker,
        vacancy,
        employer,
        consent,
        moves,
        assessment,
        placement,
    })
}
