//! Asking for a seat without an account: a name, a phone and a village. Staff gives the seat, to the record of the person.

use entity::codes::{SeatOrigin, SeatRequestState, SeatState, Subject};
use entity::training_request::{self, Column};
use entity::{training, worker};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter,
    QueryOrder, QuerySelect as _, Set,
};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::queries::{by_id, locked, public_by_id, visible_to};
use super::seats::{against, gives_seats, seat};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::scope;
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Column name to which the cipher text is bound.
const COLUMN: &str = "training_request.phone";
/// Longest reason, in letters.
const REASON_LETTERS: usize = 100;

/// What somebody told.
#[derive(Clone, Debug)]
pub struct RequestInput {
    /// Name.
    pub name: String,
    /// Phone.
    pub phone: String,
    /// Home.
    pub region_code: String,
    /// Agrees that it is written down for this training.
    pub agrees: bool,
}

/// Ask for a seat. The same person again asks once.
///
/// # Errors
/// [`DomainError::Invalid`] for the fields `name`, `phone` and `agrees`; [`DomainError::Conflict`] if no seats are given now.
pub async fn ask(unit: &mut Unit, id: Uuid, input: &RequestInput) -> Result<()> {
    public_by_id(unit.tx(), id).await?;
    let training = locked(unit, id).await?;
    gives_seats(&training)?;
    let mut problems = Vec::new();
    let name = workers::read_name("name", &input.name).map_err(|problem| problems.push(problem));
    let phone = workers::read_mobile("phone", &input.phone).map_err(|problem| problems.push(problem));
    if !input.agrees {
        problems.push(Problem::new("agrees", "trainings-problem-agree"));
    }
    let (Ok(name), Ok(phone), true) = (name, phone, problems.is_empty()) else {
        return Err(DomainError::Invalid(problems));
    };
    let index = workers::phone_index(unit.vault(), &phone);
    let before = training_request::Entity::find()
        .filter(Column::TrainingId.eq(id))
        .filter(Column::PhoneIndex.eq(&index))
        .filter(Column::Name.eq(name.as_str()))
        .one(unit.tx())
        .await?;
    if before.is_some() {
        return Ok(());
    }
    let known = workers::named_with_phone(unit.tx(), &index, name.as_str()).await?;
    let request = Uuid::new_v4();
    training_request::ActiveModel {
        id: Set(request),
        training_id: Set(id),
        worker_id: Set(known.as_ref().map(|worker| worker.id)),
        name: Set(name.as_str().to_owned()),
        // The record has the phone; a second copy would be one more to lose.
        phone_cipher: Set(match &known {
            Some(_) => None,
            None => Some(unit.vault().seal(phone.as_str(), COLUMN, request)?),
        }),
        phone_index: Set(Some(index)),
        phone_last4: Set(phone.last4().to_owned()),
        // What the record says of the home is not told to whoever knows a name and a phone: staff alone reads it.
        region_code: Set(known.map_or_else(|| input.region_code.clone(), |worker| worker.region_code)),
        state: Set(SeatRequestState::Waiting),
        reason: Set(String::new()),
        handled_by: Set(None),
        handled_at: Set(None),
        created_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    unit.audit(
        "ask-seat",
        Subject::TrainingRequest,
        Some(request),
        json!({ "training": id }),
    )
    .await
}

/// Requests of people of the actor's places. Whoever told no home may be anybody's.
fn seen_by(actor: &Actor) -> Condition {
    Condition::any()
        .add(scope::within_places_of(Column::RegionCode, actor))
        .add(Column::RegionCode.eq(""))
}

/// The requests for a training that an actor may see, those that wait first.
pub async fn requests_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    training: Uuid,
) -> Result<Vec<training_request::Model>> {
    by_id(db, actor, training).await?;
    let mut rows = training_request::Entity::find()
        .filter(Column::TrainingId.eq(training))
        .filter(seen_by(actor))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.sort_by_key(|row| row.state != SeatRequestState::Waiting);
    Ok(rows)
}

/// Requests that wait at the trainings that an actor sees.
pub fn waiting(actor: &Actor) -> Result<sea_orm::Select<training_request::Entity>> {
    use sea_orm::QueryTrait as _;
    let seen = training::Entity::find()
        .select_only()
        .column(training::Column::Id)
        .filter(visible_to(actor)?)
        .filter(training::Column::State.is_in(super::state::ANNOUNCED));
    Ok(training_request::Entity::find()
        .filter(Column::State.eq(SeatRequestState::Waiting))
        .filter(seen_by(actor))
        .filter(Column::TrainingId.in_subquery(seen.into_query())))
}

async fn one(unit: &Unit, training: Uuid, request: Uuid) -> Result<training_request::Model> {
    training_request::Entity::find_by_id(request)
        .filter(Column::TrainingId.eq(training))
        .filter(seen_by(unit.actor()))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

/// Give the seat to the record of the person who asked.
///
/// # Errors
/// [`DomainError::Conflict`] if nobody on record is known to be that person, if the request was handled, or if no seats are given;
/// [`DomainError::Invalid`] if the person has a seat already, here or in another class on these days.
pub async fn seat_for(unit: &mut Unit, id: Uuid, request: Uuid) -> Result<SeatState> {
    unit.allow(Action::SeatTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let found = one(unit, id, request).await?;
    let training = locked(unit, id).await?;
    gives_seats(&training)?;
    if found.state != SeatRequestState::Waiting {
        return Err(DomainError::Conflict("trainings-conflict-handled"));
    }
    let worker = found
        .worker_id
        .ok_or(DomainError::Conflict("trainings-conflict-no-record"))?;
    let person = worker::Entity::find_by_id(worker)
        .filter(workers::visible_to(unit.actor())?)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let problems = against(unit, &training, std::slice::from_ref(&person)).await?;
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let state = seat(unit, &training, worker, None, SeatOrigin::Own).await?;
    handled(unit, found, SeatRequestState::Seated, "").await?;
    Ok(state)
}

/// Write down why somebody gets no seat.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason; [`DomainError::Conflict`] if the request was handled.
pub async fn refuse(unit: &mut Unit, id: Uuid, request: Uuid, reason: &str) -> Result<()> {
    unit.allow(Action::SeatTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let found = one(unit, id, request).await?;
    locked(unit, id).await?;
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LETTERS {
        return Err(DomainError::invalid("reason", "problem-required"));
    }
    if found.state != SeatRequestState::Waiting {
        return Err(DomainError::Conflict("trainings-conflict-handled"));
    }
    handled(unit, found, SeatRequestState::Refused, reason).await
}

async fn handled(unit: &Unit, request: training_request::Model, to: SeatRequestState, reason: &str) -> Result<()> {
    let (id, from) = (request.id, request.state);
    let mut row = request.into_active_model();
    row.state = Set(to);
    row.reason = Set(reason.to_owned());
    row.handled_by = Set(unit.actor().account_id());
    row.handled_at = Set(Some(unit.now()));
    row.update(unit.tx()).await?;
    unit.moved(Subject::TrainingRequest, id, Some(from), to, reason).await?;
    unit.audit("handle-seat-request", Subject::TrainingRequest, Some(id), json!({}))
        .await
}

/// Look again for the records of people who had none: some were registered since. Gives how many were found.
pub async fn look_again(unit: &mut Unit, id: Uuid) -> Result<usize> {
    unit.allow(Action::SeatTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    locked(unit, id).await?;
    let strangers = training_request::Entity::find()
        .filter(Column::TrainingId.eq(id))
        .filter(Column::State.eq(SeatRequestState::Waiting))
        .filter(Column::WorkerId.is_null())
        .filter(seen_by(unit.actor()))
        .all(unit.tx())
        .await?;
    let mut found = 0;
    // The people who ask for one class: some dozens.
    for request in strangers {
        let index = request.phone_index.clone().unwrap_or_default();
        let Some(worker) = workers::named_with_phone(unit.tx(), &index, &request.name).await? else {
            continue;
        };
        let mut row = request.into_active_model();
        row.worker_id = Set(Some(worker.id));
        row.phone_cipher = Set(None);
        row.region_code = Set(worker.region_code);
        row.update(unit.tx()).await?;
        found += 1;
    }
    unit.audit(
        "match-seat-requests",
        Subject::Training,
        Some(id),
        json!({ "found": found }),
    )
    .await?;
    Ok(found)
}

/// The full phone of somebody who asked and is not on record, with a reason, and on record before it is seen. The caller commits the unit
/// before it shows what this returns.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason or after too many; [`DomainError::NotFound`] if there is no phone or it is not the actor's.
pub async fn reveal_phone(unit: &Unit, id: Uuid, request: Uuid, reason: &str) -> Result<Zeroizing<String>> {
    unit.allow(Action::RevealWorkers)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let found = one(unit, id, request).await?;
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LETTERS {
        return Err(DomainError::invalid("reason", "workers-reveal-reason"));
    }
    let sealed = found.phone_cipher.ok_or(DomainError::NotFound)?;
    workers::one_more_phone(unit).await?;
    let plain = unit.vault().open(&sealed, COLUMN, request)?;
    // Somebody will write the number itself into the box.
    let kept: String = reason
        .chars()
        .map(|letter| if letter.is_numeric() { '*' } else { letter })
        .collect();
    unit.audit(
        "reveal-phone",
        Subject::TrainingRequest,
        Some(request),
        json!({ "reason": kept }),
    )
    .await?;
    Ok(plain)
}

/// What is not needed is not kept: names and phones of people who asked go when seats are no longer given (Personal Information Protection
/// Law, articles 19 and 47). Requests that were seated keep the record they led to.
pub(super) async fn forget(unit: &Unit, training: Uuid) -> Result<()> {
    training_request::Entity::update_many()
        .set(training_request::ActiveModel {
            name: Set(String::new()),
            phone_cipher: Set(None),
            phone_index: Set(None),
            phone_last4: Set(String::new()),
            ..Default::default()
        })
        .filter(Column::TrainingId.eq(training))
        .exec(unit.tx())
        .await?;
    Ok(())
}
