//! What a person agreed to: scope, way, witness, and the day it was taken back (Personal Information Protection Law, articles 13–15, 23).

use entity::codes::{Code as _, ConsentScope, ConsentWay, Subject};
use entity::consent::{self, Column};
use entity::worker;
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::edit;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Version of the consent form in use. A new wording of the form gets a new version; what was signed keeps its own.
pub const CONSENT_FORM: &str = "2026-11";
/// Longest name of a witness or number of a paper form, letters.
const WITNESS_LETTERS: usize = 60;

/// A consent as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentInput {
    /// What for.
    pub scope: ConsentScope,
    /// To whom the data may go; for scope `employer` only.
    pub employer: Option<Uuid>,
    /// How it was given.
    pub way: ConsentWay,
    /// Who was there, or the number of the paper form.
    pub witness: String,
}

impl ConsentInput {
    /// What is wrong with it. A consent given by voice or by somebody else needs a witness: nothing else would prove it.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        if (self.scope == ConsentScope::Employer) != self.employer.is_some() {
            return Some(Problem::new("consent_scope", "workers-consent-employer"));
        }
        let alone = matches!(self.way, ConsentWay::Voice | ConsentWay::OnBehalf);
        if alone && self.witness.trim().is_empty() {
            return Some(Problem::new("witness", "workers-consent-witness"));
        }
        (self.witness.chars().count() > WITNESS_LETTERS)
            .then(|| Problem::new("witness", "problem-too-long").with("max", WITNESS_LETTERS))
    }
}

/// Rows of one scope and firm that are not taken back.
fn standing(worker: Uuid, scope: ConsentScope, employer: Option<Uuid>) -> Condition {
    let of_firm = employer.map_or_else(|| Column::EmployerId.is_null(), |id| Column::EmployerId.eq(id));
    Condition::all()
        .add(Column::WorkerId.eq(worker))
        .add(Column::Scope.eq(scope))
        .add(Column::WithdrawnAt.is_null())
        .add(of_firm)
}

/// Insert the consent of an open record unless the same one stands already.
pub(super) async fn insert(unit: &Unit, worker: Uuid, input: &ConsentInput) -> Result<bool> {
    if consent::Entity::find()
        .filter(standing(worker, input.scope, input.employer))
        .one(unit.tx())
        .await?
        .is_some()
    {
        return Ok(false);
    }
    consent::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        scope: Set(input.scope),
        employer_id: Set(input.employer),
        form_version: Set(CONSENT_FORM.to_owned()),
        way: Set(input.way),
        witness: Set(input.witness.trim().to_owned()),
        given_at: Set(unit.now()),
        withdrawn_at: Set(None),
        recorded_by: Set(unit.actor().account_id()),
    }
    .insert(unit.tx())
    .await?;
    Ok(true)
}

/// Work out anew whether matching may use the record.
pub(super) async fn refresh_matchable(unit: &Unit, worker: Uuid) -> Result<()> {
    let on_file = consent::Entity::find()
        .filter(standing(worker, ConsentScope::Match, None))
        .one(unit.tx())
        .await?
        .is_some();
    edit::write(
        unit,
        worker,
        worker::ActiveModel {
            matchable: Set(on_file),
            ..Default::default()
        },
    )
    .await
}

/// Put a consent on file.
///
/// # Errors
/// [`DomainError::Invalid`] if it lacks its firm or its witness.
pub async fn give_consent(unit: &mut Unit, worker: Uuid, version: Option<i32>, input: &ConsentInput) -> Result<()> {
    edit::open(unit, worker, version).await?;
    if let Some(problem) = input.problem() {
        return Err(DomainError::Invalid(vec![problem]));
    }
    insert(unit, worker, input).await?;
    refresh_matchable(unit, worker).await?;
    let details = json!({ "scope": input.scope.key(), "way": input.way.key(), "employer": input.employer });
    unit.audit("give-consent", Subject::Worker, Some(worker), details).await
}

/// Take a consent back. What was done before stays lawful; from now on it is not done any more.
///
/// # Errors
/// [`DomainError::NotFound`] if the record has no such consent that stands.
pub async fn withdraw_consent(unit: &mut Unit, worker: Uuid, version: Option<i32>, id: Uuid) -> Result<()> {
    edit::open(unit, worker, version).await?;
    let found = consent::Entity::find_by_id(id)
        .filter(Column::WorkerId.eq(worker))
        .filter(Column::WithdrawnAt.is_null())
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let scope = found.scope;
    let mut row = found.into_active_model();
    row.withdrawn_at = Set(Some(unit.now()));
    row.update(unit.tx()).await?;
    refresh_matchable(unit, worker).await?;
    unit.audit(
        "withdraw-consent",
        Subject::Worker,
        Some(worker),
        json!({ "scope": scope.key() }),
    )
    .await
}
