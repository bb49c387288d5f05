//! Opening a case: from a call, from a record, or by the person.

use entity::codes::{CaseKind, CaseOrigin, CaseState, CaseStepKind, Code as _, Subject};
use entity::{care_case, follow_up, placement};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};
use serde_json::json;
use uuid::Uuid;

use super::{act, deadline};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Longest text of what happened, in letters.
pub(super) const WHAT_LETTERS: usize = 500;
/// Longest period, in letters.
const PERIOD_LETTERS: usize = 60;
/// Most yuan that a case can be about.
const HIGHEST_YUAN: i32 = 10_000_000;

/// A case as staff open it.
#[derive(Clone, Debug)]
pub struct CaseInput {
    /// Whose.
    pub worker_id: Uuid,
    /// The job that it is about.
    pub placement_id: Option<Uuid>,
    /// The call in which it came up.
    pub follow_up_id: Option<Uuid>,
    /// What kind.
    pub kind: CaseKind,
    /// What happened.
    pub what: String,
    /// Yuan that are owed.
    pub amount_yuan: Option<i32>,
    /// For which time they are owed.
    pub period: String,
    /// Whether the one who opens it takes it in hand at once.
    pub take: bool,
}

fn problems_of(input: &CaseInput) -> Vec<Problem> {
    let mut problems = Vec::new();
    if input.what.trim().is_empty() {
        problems.push(Problem::new("what", "problem-required"));
    } else if input.what.chars().count() > WHAT_LETTERS {
        problems.push(Problem::new("what", "problem-too-long").with("max", WHAT_LETTERS));
    }
    if input.period.chars().count() > PERIOD_LETTERS {
        problems.push(Problem::new("period", "problem-too-long").with("max", PERIOD_LETTERS));
    }
    if input
        .amount_yuan
        .is_some_and(|yuan| !(1..=HIGHEST_YUAN).contains(&yuan))
    {
        problems.push(Problem::new("amount_yuan", "cases-problem-amount"));
    }
    problems
}

/// Open a case.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::NotFound`] if the person is not the actor's to see, or the job or the call is
/// not the person's.
pub async fn open(unit: &mut Unit, input: CaseInput) -> Result<Uuid> {
    unit.allow(Action::EditCases)?;
    workers::by_id(unit.tx(), unit.actor(), input.worker_id).await?;
    let problems = problems_of(&input);
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let mut placement_id = input.placement_id;
    if let Some(id) = input.follow_up_id {
        let call = follow_up::Entity::find_by_id(id).one(unit.tx()).await?;
        let call = call
            .filter(|call| call.worker_id == input.worker_id)
            .ok_or(DomainError::NotFound)?;
        placement_id = Some(call.placement_id);
    }
    let vacancy_id = match placement_id {
        None => None,
        Some(id) => {
            let placement = placement::Entity::find_by_id(id).one(unit.tx()).await?;
            placement
                .filter(|placement| placement.worker_id == input.worker_id)
                .ok_or(DomainError::NotFound)?
                .vacancy_id
        }
    };
    let origin = if input.follow_up_id.is_some() {
        CaseOrigin::FollowUp
    } else {
        CaseOrigin::Staff
    };
    let about = About {
        worker: input.worker_id,
        placement: placement_id,
        follow_up: input.follow_up_id,
        application: None,
        vacancy: vacancy_id,
    };
    let owner = input.take.then(|| unit.actor().account_id()).flatten();
    let row = care_case::ActiveModel {
        amount_yuan: Set(input.amount_yuan),
        period: Set(input.period.trim().to_owned()),
        owner_id: Set(owner),
        ..row(unit, &about, input.kind, origin, &input.what)
    };
    let row = insert(unit, row, input.kind, origin).await?;
    if input.take {
        act::take_in_hand(unit, &row).await?;
    }
    Ok(row.id)
}

/// What a case is about.
pub(super) struct About {
    pub worker: Uuid,
    pub placement: Option<Uuid>,
    pub follow_up: Option<Uuid>,
    pub application: Option<Uuid>,
    pub vacancy: Option<Uuid>,
}

/// A case that nobody has begun to work on.
pub(super) fn row(
    unit: &Unit,
    about: &About,
    kind: CaseKind,
    origin: CaseOrigin,
    what: &str,
) -> care_case::ActiveModel {
    care_case::ActiveModel {
        id: Set(Uuid::new_v4()),
        version: Set(1),
        worker_id: Set(about.worker),
        placement_id: Set(about.placement),
        follow_up_id: Set(about.follow_up),
        application_id: Set(about.application),
        vacancy_id: Set(about.vacancy),
        kind: Set(kind),
        origin: Set(origin),
        state: Set(CaseState::Open),
        state_since: Set(unit.now()),
        what: Set(what.trim().to_owned()),
        amount_yuan: Set(None),
        period: Set(String::new()),
        opened_by: Set(unit.actor().account_id()),
        owner_id: Set(None),
        offered_to: Set(None),
        referred_to: Set(None),
        referred_on: Set(None),
        due_on: Set(deadline::due_on(kind, CaseState::Open, unit.today())),
        result: Set(String::new()),
        closed_at: Set(None),
        created_at: Set(unit.now()),
    }
}

/// Write a new case with its first step.
pub(super) async fn insert(
    unit: &Unit,
    row: care_case::ActiveModel,
    kind: CaseKind,
    origin: CaseOrigin,
) -> Result<care_case::Model> {
    let row = row.insert(unit.tx()).await?;
    unit.moved(Subject::Case, row.id, None, CaseState::Open, "").await?;
    let details = json!({ "kind": kind.key(), "origin": origin.key() });
    unit.audit("open-case", Subject::Case, Some(row.id), details).await?;
    act::log(unit, row.id, CaseStepKind::Opened, "").await?;
    Ok(row)
}
