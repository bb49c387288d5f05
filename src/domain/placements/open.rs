//! Opening a placement: from an arrival, from a change of job, or for work that a person found alone.

use chrono::{Months, NaiveDate};
use entity::codes::{
    Code as _, Contract, Insurance, LabourAbility, Origin, PlacementKind, PlacementState, StatusSource, Subject,
    WorkerStatus,
};
use entity::{placement, vacancy, worker};
use sea_orm::{ActiveModelTrait, EntityTrait, QuerySelect, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use super::change::{Proof, evidence};
use super::kind::{SAID, fits_place, is_away, kind_of};
use super::offer::Offer;
use super::{calls, help};
use crate::db;
use crate::domain::access::Action;
use crate::domain::clock;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::pairings;
use crate::domain::unit::Unit;
use crate::domain::workers;
use crate::reference::{occupation, region};

/// Youngest age at which anybody may work (Provisions on the Prohibition of Child Labour, article 2).
pub(super) const YOUNGEST: i32 = 16;
/// Months for which a placement may be written down late. Older work belongs into the ledger of its year, which an import brings.
const LATEST_MONTHS: u32 = 36;
/// Pay of a month, yuan, beyond which a number is a slip of the pen.
pub(super) const HIGHEST_PAY: i32 = 100_000;
/// Longest name of an employer, in letters.
pub(super) const NAME_LETTERS: usize = 80;

/// A placement to open.
#[derive(Clone, Debug)]
pub struct PlacementInput {
    /// The person.
    pub worker_id: Uuid,
    /// Workshop, welfare post, own business or flexible work; `None` for an ordinary job, whose kind follows from the places.
    pub kind: Option<PlacementKind>,
    /// Whether it is a full-time job.
    pub full_time: bool,
    /// The registered employer, if it is one.
    pub employer_id: Option<Uuid>,
    /// The post, if it was one of ours.
    pub vacancy_id: Option<Uuid>,
    /// The employer's name at the start.
    pub employer_name: String,
    /// Place of work, at least the county.
    pub place_code: String,
    /// Occupation.
    pub occupation_code: String,
    /// Industry.
    pub industry: String,
    /// Pay of a month, yuan.
    pub pay_month_yuan: Option<i32>,
    /// What was promised.
    pub offer: Option<Offer>,
    /// Kind of contract.
    pub contract: Option<Contract>,
    /// Insurance.
    pub insurance: Option<Insurance>,
    /// Who brought person and post together.
    pub origin: Origin,
    /// First day at work.
    pub started_on: NaiveDate,
    /// How it is known.
    pub proof: Option<Proof>,
}

impl PlacementInput {
    /// A placement on a post of ours: place, occupation and promise are those of the post.
    #[must_use]
    pub fn of_vacancy(worker_id: Uuid, vacancy: &vacancy::Model, started_on: NaiveDate) -> Self {
        Self {
            worker_id,
            kind: None,
            full_time: true,
            employer_id: Some(vacancy.employer_id),
            vacancy_id: Some(vacancy.id),
            employer_name: String::new(),
            place_code: vacancy.place_code.clone(),
            occupation_code: vacancy.occupation_code.clone(),
            industry: String::new(),
            pay_month_yuan: None,
            offer: Some(Offer::of(vacancy)),
            contract: Some(vacancy.contract),
            insurance: Some(vacancy.insurance),
            origin: Origin::Station,
            started_on,
            proof: None,
        }
    }
}

/// What is wrong with a first day.
fn first_day_problem(started_on: NaiveDate, worker: &worker::Model, today: NaiveDate) -> Option<Problem> {
    let earliest = today.checked_sub_months(Months::new(LATEST_MONTHS)).unwrap_or(today);
    if started_on > today {
        return Some(Problem::new("started_on", "placements-problem-future"));
    }
    if started_on < earliest {
        return Some(Problem::new("started_on", "placements-problem-too-old").with("day", earliest));
    }
    let child = worker
        .birth_date
        .is_some_and(|birth| clock::age_on(birth, started_on) < YOUNGEST);
    child.then(|| Problem::new("started_on", "placements-problem-child"))
}

/// Go on only if the placement can have begun on that day.
pub(super) async fn check_first_day(unit: &Unit, before: &placement::Model, started_on: NaiveDate) -> Result<()> {
    let worker = worker::Entity::find_by_id(before.worker_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    if let Some(problem) = first_day_problem(started_on, &worker, unit.today()) {
        return Err(DomainError::Invalid(vec![problem]));
    }
    if before.ended_on.is_some_and(|end| end < started_on) {
        return Err(DomainError::invalid("started_on", "placements-problem-end-early"));
    }
    Ok(())
}

fn problems_of(input: &PlacementInput, worker: &worker::Model, today: NaiveDate) -> Vec<Problem> {
    let mut problems: Vec<Problem> = first_day_problem(input.started_on, worker, today).into_iter().collect();
    let name = input.employer_name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS {
        problems.push(Problem::new("employer_name", "placements-problem-employer"));
    }
    // The national ledger wants the county of the work; a province alone is an error there (rule 5_01_005).
    if region::county(&input.place_code).is_none() {
        problems.push(Problem::new("place", "placements-problem-county"));
    }
    if !input.occupation_code.is_empty() && occupation::get(&input.occupation_code).is_none() {
        problems.push(Problem::new("occupation", "placements-problem-occupation"));
    }
    if input
        .pay_month_yuan
        .is_some_and(|pay| !(1..=HIGHEST_PAY).contains(&pay))
    {
        problems.push(Problem::new("pay_month_yuan", "placements-problem-pay"));
    }
    match input.kind {
        Some(kind) if !SAID.contains(&kind) => problems.push(Problem::new("kind", "problem-choose")),
        Some(kind) if !fits_place(kind, &worker.region_code, &input.place_code) => {
            problems.push(Problem::new("kind", "placements-problem-away-kind"));
        }
        _ => {}
    }
    // A person noted as unable to work who works: one of the two is wrong (rule 2_01_015).
    if matches!(worker.labour_ability, Some(LabourAbility::Lost | LabourAbility::None)) {
        problems.push(Problem::new("", "placements-problem-unable"));
    }
    if matches!(worker.status, WorkerStatus::Dead) {
        problems.push(Problem::new("", "placements-problem-dead"));
    }
    problems
}

/// Open a placement for work that a person found alone or that staff brought about by hand.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if an open full-time placement stands.
pub async fn open(unit: &mut Unit, input: PlacementInput) -> Result<Uuid> {
    unit.allow(Action::EditPlacements)?;
    workers::by_id(unit.tx(), unit.actor(), input.worker_id).await?;
    insert(unit, input, None, None).await
}

/// Open the placement of an arrival, whose right and proof the caller has judged.
pub async fn open_for(unit: &mut Unit, input: PlacementInput, application: Option<Uuid>) -> Result<Uuid> {
    insert(unit, input, application, None).await
}

/// Write the row, its proof, the first step and what follows for the person's status.
pub(super) async fn insert(
    unit: &mut Unit,
    input: PlacementInput,
    application_id: Option<Uuid>,
    previous_id: Option<Uuid>,
) -> Result<Uuid> {
    let worker = worker::Entity::find_by_id(input.worker_id)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let problems = problems_of(&input, &worker, unit.today());
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let id = Uuid::new_v4();
    let pairings = pairings::all(unit.tx()).await?;
    let kind = input
        .kind
        .unwrap_or_else(|| kind_of(&pairings, &worker.region_code, &input.place_code, input.started_on));
    let row = placement::ActiveModel {
        id: Set(id),
        version: Set(1),
        worker_id: Set(input.worker_id),
        home_code: Set(worker.region_code.clone()),
        kind: Set(kind),
        full_time: Set(input.full_time),
        employer_id: Set(input.employer_id),
        vacancy_id: Set(input.vacancy_id),
        application_id: Set(application_id),
        workshop_id: Set(None),
        employer_name: Set(input.employer_name.trim().to_owned()),
        place_code: Set(input.place_code),
        occupation_code: Set(input.occupation_code),
        industry: Set(input.industry),
        pay_month_yuan: Set(input.pay_month_yuan),
        offer: Set(input
            .offer
            .and_then(|offer| serde_json::to_value(offer).ok())
            .unwrap_or(Value::Null)),
        contract: Set(input.contract),
        contract_months: Set(None),
        insurance: Set(input.insurance),
        origin: Set(input.origin),
        started_on: Set(input.started_on),
        ended_on: Set(None),
        end_reason: Set(None),
        previous_id: Set(previous_id),
        state: Set(PlacementState::Unverified),
        verified_by: Set(None),
        verified_at: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
    };
    if let Err(error) = row.insert(unit.tx()).await {
        let taken = db::is_unique_violation(&error);
        return Err(if taken {
            DomainError::Conflict("placements-conflict-open")
        } else {
            error.into()
        });
    }
    if let Some(proof) = &input.proof {
        evidence(unit, id, proof).await?;
    }
    unit.moved(Subject::Placement, id, None, PlacementState::Unverified, "")
        .await?;
    unit.audit(
        "open-placement",
        Subject::Placement,
        Some(id),
        json!({ "kind": kind.key() }),
    )
    .await?;
    let status = if is_away(kind) {
        WorkerStatus::Away
    } else {
        WorkerStatus::Near
    };
    workers::status_follows(unit, worker.id, status, input.started_on, StatusSource::Placement).await?;
    calls::plan(unit, [(id, worker.id, input.started_on)]).await?;
    help::end(unit, worker.id, id).await?;
    unit.announce(Subject::Worker, worker.id);
    if let Some(vacancy) = input.vacancy_id {
        unit.announce(Subject::Vacancy, vacancy);
    }
    Ok(id)
}
