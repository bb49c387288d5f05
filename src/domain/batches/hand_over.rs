//! The end of the way: the employer's contact signs the list, and everybody on it is at work. Or somebody left midway, or was refused.

use chrono::NaiveDate;
use entity::codes::{
    ApplicationReason, ApplicationState, BatchState, Code as _, EvidenceKind, PassengerState, PayForm, PlacementState,
    StatusSource, Subject, WorkerStatus,
};
use entity::{application, batch, hand_over as signed_list, passenger, placement, vacancy, worker};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;
use uuid::Uuid;

use super::moves::finish;
use super::passengers::one;
use super::queries::locked;
use super::state;
use crate::domain::access::Action;
use crate::domain::applications::{self, ArrivalInput, Step};
use crate::domain::clock;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::files::{self, Inspected};
use crate::domain::placements::{self, Proof, ProofFile};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Longest name of a contact, longest note, in letters.
const LETTERS: usize = 60;

/// Why somebody leaves midway.
pub const LEFT: [ApplicationReason; 4] = [
    ApplicationReason::GaveUp,
    ApplicationReason::Family,
    ApplicationReason::Medical,
    ApplicationReason::FoundOther,
];
/// Why an employer does not take somebody.
pub const REFUSED: [ApplicationReason; 4] = [
    ApplicationReason::Skill,
    ApplicationReason::Medical,
    ApplicationReason::PostGone,
    ApplicationReason::PostFull,
];

/// A list that an employer's contact signed.
#[derive(Debug)]
pub struct HandOverInput {
    /// Who signed.
    pub contact_name: String,
    /// When.
    pub signed_on: NaiveDate,
    /// Photo or scan of the list.
    pub file: Inspected,
}

fn judged(unit: &Unit, batch: &batch::Model, input: &HandOverInput) -> Result<()> {
    let mut problems = Vec::new();
    let letters = input.contact_name.trim().chars().count();
    if letters == 0 {
        problems.push(Problem::new("contact_name", "problem-required"));
    } else if letters > LETTERS {
        problems.push(Problem::new("contact_name", "problem-too-long").with("max", LETTERS));
    }
    let left = batch.departed_at.map(clock::day_of);
    if input.signed_on > unit.today() || left.is_some_and(|left| input.signed_on < left) {
        problems.push(Problem::new("signed_on", "batches-problem-signed-on"));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// The employer has signed for everybody of its people who arrived: each of them is handed over, and whoever was hired is at work, with the
/// list as the proof that verifies it. All or nothing. Gives how many.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields, or the person whose hiring is in the way; [`DomainError::Conflict`] if nobody is left to be
/// handed over.
pub async fn hand_over(unit: &mut Unit, id: Uuid, employer: Uuid, input: HandOverInput) -> Result<usize> {
    unit.allow(Action::EditBatches)?;
    unit.allow(Action::ConfirmArrival)?;
    unit.allow(Action::EditPlacements)?;
    let batch = locked(unit, id).await?;
    if batch.state != BatchState::Arrived {
        return Err(DomainError::Conflict("batches-conflict-not-there"));
    }
    judged(unit, &batch, &input)?;
    let people = passenger::Entity::find()
        .filter(passenger::Column::BatchId.eq(id))
        .filter(passenger::Column::EmployerId.eq(employer))
        .filter(passenger::Column::State.eq(PassengerState::Arrived))
        .order_by_asc(passenger::Column::WorkerId)
        .all(unit.tx())
        .await?;
    if people.is_empty() {
        return Err(DomainError::Conflict("batches-conflict-nobody-arrived"));
    }
    let list = Uuid::new_v4();
    let file = files::store(unit, Subject::Batch, list, input.file).await?;
    signed_list::ActiveModel {
        id: Set(list),
        batch_id: Set(id),
        employer_id: Set(employer),
        contact_name: Set(input.contact_name.trim().to_owned()),
        signed_on: Set(input.signed_on),
        people: Set(i32::try_from(people.len()).unwrap_or(i32::MAX)),
        file_id: Set(Some(file)),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    let proof = Proof {
        kind: EvidenceKind::HandOverList,
        on: input.signed_on,
        note: format!("{} {}", batch.number, input.contact_name.trim()),
        file: Some(ProofFile::Kept(file)),
    };
    for person in &people {
        let job = match at_work(unit, person, &proof).await {
            Ok(job) => job,
            Err(error) => return Err(named(unit, person, error).await),
        };
        let with = passenger::ActiveModel {
            placement_id: Set(job),
            handed_over_on: Set(Some(input.signed_on)),
            handed_over_at: Set(Some(unit.now())),
            hand_over_id: Set(Some(list)),
            ..Default::default()
        };
        moved(unit, person, PassengerState::HandedOver, "", with).await?;
    }
    unit.audit(
        "hand-over",
        Subject::Batch,
        Some(id),
        json!({ "employer": employer, "people": people.len(), "file": file }),
    )
    .await?;
    finish(unit, &batch).await?;
    Ok(people.len())
}

/// The job of somebody who was handed over: opened and verified for whoever was hired, proved once more for whoever goes back to it.
async fn at_work(unit: &mut Unit, person: &passenger::Model, proof: &Proof) -> Result<Option<Uuid>> {
    if let Some(hired) = person.application_id {
        let hired = applications::by_id(unit.tx(), unit.actor(), hired).await?;
        if hired.state == ApplicationState::Hired {
            let input = arrival(unit, &hired, proof).await?;
            let step = Step {
                id: hired.id,
                version: hired.version,
            };
            let job = applications::arrive(unit, step, input).await?;
            placements::verify_opened(unit, job).await?;
            return Ok(Some(job));
        }
        // The employer said so before the list came back.
        let opened = placement::Entity::find()
            .filter(placement::Column::ApplicationId.eq(hired.id))
            .one(unit.tx())
            .await?
            .ok_or(DomainError::Conflict("batches-problem-not-hired"))?;
        prove(unit, &opened, proof).await?;
        return Ok(Some(opened.id));
    }
    let Some(job) = person.placement_id else {
        return Ok(None);
    };
    let job = placements::by_id(unit.tx(), unit.actor(), job).await?;
    prove(unit, &job, proof).await?;
    Ok(Some(job.id))
}

/// One more proof of a job that stands; it verifies a job that nobody has verified. What has ended meanwhile stays as it is.
async fn prove(unit: &mut Unit, job: &placement::Model, proof: &Proof) -> Result<()> {
    match job.state {
        PlacementState::Unverified if proof.on >= job.started_on => {
            placements::verify(unit, job.id, job.version, proof).await
        }
        PlacementState::Left => Ok(()),
        _ if proof.on >= job.started_on => placements::add_evidence(unit, job.id, job.version, proof).await,
        _ => Ok(()),
    }
}

async fn arrival(unit: &Unit, hired: &application::Model, proof: &Proof) -> Result<ArrivalInput> {
    let post = vacancy::Entity::find_by_id(hired.vacancy_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    Ok(ArrivalInput {
        on: proof.on,
        proof: proof.kind,
        proof_note: proof.note.clone(),
        file: proof.file.clone(),
        // What the post promises at least; the first call after three days asks what is paid.
        pay_month_yuan: (post.pay_form == PayForm::Month).then_some(post.pay_min_yuan),
        contract: None,
        insurance: None,
        full_time: true,
    })
}

/// Say whose hiring or job is in the way.
async fn named(unit: &Unit, person: &passenger::Model, error: DomainError) -> DomainError {
    // After an error of the database itself nothing more can be asked of it.
    if !matches!(
        error,
        DomainError::Conflict(_) | DomainError::Invalid(_) | DomainError::NotFound
    ) {
        return error;
    }
    match worker::Entity::find_by_id(person.worker_id).one(unit.tx()).await {
        Ok(Some(found)) => DomainError::Invalid(vec![
            Problem::new("", "batches-problem-person").with("name", found.name),
        ]),
        _ => error,
    }
}

async fn moved(
    unit: &Unit,
    before: &passenger::Model,
    to: PassengerState,
    reason: &str,
    with: passenger::ActiveModel,
) -> Result<()> {
    if !state::passes(before.state, to) {
        return Err(DomainError::Conflict("batches-conflict-passenger"));
    }
    let result = passenger::Entity::update_many()
        .set(passenger::ActiveModel {
            version: Set(before.version + 1),
            state: Set(to),
            state_since: Set(unit.now()),
            riding: Set(false),
            ..with
        })
        .filter(passenger::Column::Id.eq(before.id))
        .filter(passenger::Column::State.eq(before.state))
        .filter(passenger::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.moved(Subject::Passenger, before.id, Some(before.state), to, reason)
        .await
}

/// How the way of somebody ended who was not handed over.
#[derive(Clone, Debug)]
pub struct Ending {
    /// Left midway, or refused.
    pub to: PassengerState,
    /// Why.
    pub reason: ApplicationReason,
    /// In words.
    pub note: String,
}

/// Somebody left midway, or the employer does not take somebody: the hiring ends with the same reason, and the person looks for work again.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the person is not on the way.
pub async fn end_passenger(unit: &mut Unit, batch: Uuid, id: Uuid, version: i32, ending: Ending) -> Result<()> {
    unit.allow(Action::EditBatches)?;
    let found = locked(unit, batch).await?;
    let before = one(unit, batch, id, version).await?;
    let (reasons, may): (&[_], _) = match ending.to {
        PassengerState::LeftMidway => (&LEFT, matches!(found.state, BatchState::Departed | BatchState::Arrived)),
        PassengerState::Refused => (&REFUSED, found.state == BatchState::Arrived),
        _ => return Err(DomainError::invalid("to", "problem-choose")),
    };
    if !may {
        return Err(DomainError::Conflict("batches-conflict-passenger"));
    }
    if !reasons.contains(&ending.reason) {
        return Err(DomainError::invalid("reason", "batches-problem-why"));
    }
    if ending.note.chars().count() > LETTERS {
        return Err(DomainError::Invalid(vec![
            Problem::new("note", "problem-too-long").with("max", LETTERS),
        ]));
    }
    let with = passenger::ActiveModel {
        reason: Set(Some(ending.reason)),
        note: Set(ending.note.trim().to_owned()),
        ..Default::default()
    };
    moved(unit, &before, ending.to, ending.reason.key(), with).await?;
    if let Some(hired) = before.application_id {
        let hired = applications::by_id(unit.tx(), unit.actor(), hired).await?;
        if hired.state == ApplicationState::Hired {
            let step = Step {
                id: hired.id,
                version: hired.version,
            };
            if ending.to == PassengerState::Refused {
                applications::reject(unit, step, ending.reason, &ending.note).await?;
            } else {
                applications::withdraw(unit, step, ending.reason, &ending.note).await?;
            }
            workers::status_follows(
                unit,
                before.worker_id,
                WorkerStatus::Seeking,
                unit.today(),
                StatusSource::Visit,
            )
            .await?;
        }
    }
    unit.audit(
        "end-passenger",
        Subject::Passenger,
        Some(id),
        json!({ "to": ending.to.key() }),
    )
    .await?;
    finish(unit, &found).await
}
