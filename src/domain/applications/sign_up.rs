//! Signing up for a post without an account: a name, a phone, a village, and a reference number in return.

use entity::application;
use entity::codes::{ApplicationState, Code as _, ConsentWay, Origin, Role, Subject};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set, TryInsertResult};
use serde_json::{Value, json};
use uuid::Uuid;

use super::consents::{self, ConsentGiven};
use super::queries::lock_worker;
use super::reference::Reference;
use super::state::{self, By, OPEN};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

use crate::domain::{vacancies, workers};

/// Longest note of a person, in letters.
pub(super) const NOTE_LETTERS: usize = 300;
/// How often a new reference is tried. One collision in 27 thousand million is rare; three in a row do not happen.
const TRIES: usize = 3;

/// What a person says who signs up.
#[derive(Clone, Debug, Default)]
pub struct SignUp {
    /// Name as typed.
    pub name: String,
    /// Phone as typed.
    pub phone: String,
    /// Home, as fine as known.
    pub region_code: String,
    /// Agrees that the station keeps these data and looks for posts with them. Without it there is no application.
    pub agrees: bool,
    /// Agrees that name, age, skills, certificates and phone go to this one employer for this post.
    pub agrees_employer: bool,
    /// Anything that the person wants to say.
    pub note: String,
}

/// Who brings person and post together when this actor writes it down. What the service writes by itself (a seed, an import) is what a
/// station did.
pub(super) fn origin_of(actor: &Actor) -> Origin {
    match actor.role() {
        Some(Role::County | Role::Station) => Origin::Station,
        Some(Role::Liaison) => Origin::Village,
        None if *actor == Actor::System => Origin::Station,
        _ => Origin::Worker,
    }
}

/// A row of a new application; its state is the caller's.
pub(super) struct NewApplication {
    pub worker: Uuid,
    pub vacancy: Uuid,
    pub employer: Uuid,
    pub origin: Origin,
    pub state: ApplicationState,
    pub note: String,
    pub with: application::ActiveModel,
}

/// The application of this person for this post that still runs.
pub(super) async fn running(unit: &Unit, worker: Uuid, vacancy: Uuid) -> Result<Option<application::Model>> {
    Ok(application::Entity::find()
        .filter(application::Column::WorkerId.eq(worker))
        .filter(application::Column::VacancyId.eq(vacancy))
        .filter(application::Column::State.is_in(OPEN))
        .one(unit.tx())
        .await?)
}

/// Write a new application with its first step. `None` if one of this person for this post runs already: the unique index says so, whoever
/// came first.
pub(super) async fn insert(unit: &Unit, new: NewApplication) -> Result<Option<application::Model>> {
    for _ in 0..TRIES {
        let id = Uuid::new_v4();
        let row = application::ActiveModel {
            id: Set(id),
            reference: Set(Reference::fresh().as_str().to_owned()),
            worker_id: Set(new.worker),
            vacancy_id: Set(new.vacancy),
            employer_id: Set(new.employer),
            origin: Set(new.origin),
            state: Set(new.state),
            state_since: Set(unit.now()),
            note: Set(new.note.clone()),
            version: Set(1),
            created_at: Set(unit.now()),
            ..new.with.clone()
        };
        let insert = application::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .try_insert();
        if let TryInsertResult::Inserted(1) = insert.exec_without_returning(unit.tx()).await? {
            unit.moved(Subject::Application, id, None, new.state, "").await?;
            unit.audit(
                "move-application",
                Subject::Application,
                Some(id),
                json!({ "to": new.state.key() }),
            )
            .await?;
            return Ok(Some(
                application::Entity::find_by_id(id)
                    .one(unit.tx())
                    .await?
                    .ok_or(DomainError::NotFound)?,
            ));
        }
        if running(unit, new.worker, new.vacancy).await?.is_some() {
            return Ok(None);
        }
    }
    Err(DomainError::Internal("no free reference".into()))
}

/// The columns that a new application leaves empty.
pub(super) fn empty() -> application::ActiveModel {
    application::ActiveModel {
        reason: Set(None),
        recommended_by: Set(None),
        score: Set(None),
        score_version: Set(String::new()),
        reasons: Set(Value::Null),
        overrides: Set(json!({})),
        interview_at: Set(None),
        interview_place: Set(String::new()),
        interview_way: Set(None),
        shared_at: Set(None),
        ..Default::default()
    }
}

/// Sign up for a post. The same person and post again give the same running application. With consent to the employer the application goes
/// there at once; without it staff must first ask the person.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::NotFound`] if the post is not open to the public.
pub async fn sign_up(unit: &mut Unit, vacancy_id: Uuid, input: SignUp) -> Result<Reference> {
    let vacancy = vacancies::open_by_id(unit.tx(), vacancy_id, unit.today()).await?;
    let mut problems = Vec::new();
    if !input.agrees {
        problems.push(Problem::new("agrees", "applications-problem-agree"));
    }
    if input.note.chars().count() > NOTE_LETTERS {
        problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS));
    }
    let worker = match workers::sign_up(unit, &input.name, &input.phone, &input.region_code).await {
        Err(DomainError::Invalid(more)) => return Err(DomainError::Invalid([more, problems].concat())),
        Ok(_) if !problems.is_empty() => return Err(DomainError::Invalid(problems)),
        found => found?,
    };
    lock_worker(unit, worker).await?;
    let way = if unit.actor().may(Action::Recommend) {
        ConsentWay::OnBehalf
    } else {
        ConsentWay::Online
    };
    let given = ConsentGiven {
        way,
        witness: unit.actor().name().to_owned(),
    };
    let application = if let Some(found) = running(unit, worker, vacancy_id).await? {
        found
    } else {
        let new = NewApplication {
            worker,
            vacancy: vacancy_id,
            employer: vacancy.employer_id,
            origin: origin_of(unit.actor()),
            state: ApplicationState::Expressed,
            note: input.note.trim().to_owned(),
            with: empty(),
        };
        insert(unit, new)
            .await?
            .ok_or(DomainError::Conflict("applications-conflict-moved"))?
    };
    if input.agrees_employer {
        consents::give(unit, worker, vacancy.employer_id, &given).await?;
        if application.state == ApplicationState::Expressed {
            let by = if unit.actor().may(Action::Recommend) {
                By::Staff
            } else {
                By::Person
            };
            share(unit, &application, by, application::ActiveModel::default()).await?;
        }
    }
    Reference::parse(&application.reference)
        .ok_or_else(|| DomainError::Internal("a stored reference does not fit".into()))
}

/// Let an application go to the employer: from now on its users see it.
pub(super) async fn share(
    unit: &Unit,
    before: &application::Model,
    by: By,
    with: application::ActiveModel,
) -> Result<()> {
    let with = application::ActiveModel {
        shared_at: Set(Some(unit.now())),
        ..with
    };
    state::take(unit, before, ApplicationState::Recommended, by, None, with).await
}
