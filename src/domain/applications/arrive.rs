//! Arrival: a day and one proof. It opens the placement in the same unit of work, so that no figure counts a person who is not there.

use chrono::NaiveDate;
use entity::codes::{ApplicationState, Contract, EvidenceKind, Insurance};
use entity::{application, employer, vacancy};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::decide::Step;
use super::queries::open;
use super::state::{self, By};
use crate::domain::access::Action;
use crate::domain::clock;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::placements::{self, PlacementInput, Proof, ProofFile};
use crate::domain::unit::Unit;

/// The proofs of an arrival, of which one is enough.
pub const PROOFS: [EvidenceKind; 3] = [
    EvidenceKind::EmployerConfirmed,
    EvidenceKind::HandOverList,
    EvidenceKind::StationChecked,
];

/// An arrival as somebody reports it.
#[derive(Clone, Debug)]
pub struct ArrivalInput {
    /// First day at work.
    pub on: NaiveDate,
    /// How it is known.
    pub proof: EvidenceKind,
    /// Number of the hand-over list, who was asked, …
    pub proof_note: String,
    /// The paper itself.
    pub file: Option<ProofFile>,
    /// Pay of a month as agreed at the start, in yuan.
    pub pay_month_yuan: Option<i32>,
    /// Kind of contract; that of the post if nothing else was agreed.
    pub contract: Option<Contract>,
    /// Insurance; that of the post if nothing else was agreed.
    pub insurance: Option<Insurance>,
    /// Whether it is a full-time job.
    pub full_time: bool,
}

/// The person is at work: close the application with the arrival and open the placement. Returns the placement.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the person still has another full-time placement.
pub async fn arrive(unit: &mut Unit, step: Step, input: ArrivalInput) -> Result<Uuid> {
    unit.allow(Action::ConfirmArrival)?;
    let by = By::of(unit.actor());
    let before = open(unit, step.id, step.version).await?;
    state::check(before.state, ApplicationState::Arrived, by)?;
    let mut problems = Vec::new();
    if input.on < clock::day_of(before.created_at) {
        problems.push(Problem::new("started_on", "applications-problem-arrival-early"));
    }
    let employer_told = input.proof == EvidenceKind::EmployerConfirmed;
    if !PROOFS.contains(&input.proof) || (by == By::Employer && !employer_told) {
        problems.push(Problem::new("proof", "problem-choose"));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    state::take(
        unit,
        &before,
        ApplicationState::Arrived,
        by,
        None,
        application::ActiveModel::default(),
    )
    .await?;
    let vacancy = vacancy::Entity::find_by_id(before.vacancy_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let employer = employer::Entity::find_by_id(before.employer_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let opened = PlacementInput {
        kind: None,
        full_time: input.full_time,
        employer_id: Some(employer.id),
        employer_name: employer.name,
        industry: employer.industry,
        pay_month_yuan: input.pay_month_yuan,
        contract: input.contract.or(Some(vacancy.contract)),
        insurance: input.insurance.or(Some(vacancy.insurance)),
        origin: before.origin,
        proof: Some(Proof {
            kind: input.proof,
            on: input.on,
            note: input.proof_note,
            file: input.file,
        }),
        ..PlacementInput::of_vacancy(before.worker_id, &vacancy, input.on)
    };
    placements::open_for(unit, opened, Some(before.id)).await
}
