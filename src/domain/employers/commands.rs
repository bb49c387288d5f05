//! Registering and changing employers.

use entity::codes::{EmployerState, PaperKind, PaperVerdict, Subject};
use entity::{employer, employer_paper};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect as _, Set};
use serde_json::json;
use uuid::Uuid;

use super::input::{ContactInput, EmployerInput};
use super::queries::visible_to;
use super::state::{Cause, announce_vacancies, move_on, next, save};
use crate::db;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// One employer that the actor may see, locked until the unit ends, so that what hangs on it is counted and written by one at a time.
pub(super) async fn locked(unit: &Unit, id: Uuid) -> Result<employer::Model> {
    employer::Entity::find_by_id(id)
        .filter(visible_to(unit.actor())?)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

async fn is_taken(db: &impl ConnectionTrait, credit_code: &str, by_other_than: Option<Uuid>) -> Result<bool> {
    let found = employer::Entity::find()
        .filter(employer::Column::CreditCode.eq(credit_code))
        .one(db)
        .await?;
    Ok(found.is_some_and(|employer| Some(employer.id) != by_other_than))
}

fn code_taken() -> DomainError {
    DomainError::invalid("credit_code", "employers-problem-code-taken")
}

/// Register an employer. It can do nothing in public before it is verified.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; a credit code that is registered already is one of them.
pub async fn register(unit: &Unit, input: EmployerInput) -> Result<Uuid> {
    unit.allow(Action::EditEmployers)?;
    let input = input.judged(false)?;
    if is_taken(unit.tx(), &input.credit_code, None).await? {
        return Err(code_taken());
    }
    let id = Uuid::new_v4();
    let row = employer::ActiveModel {
        id: Set(id),
        version: Set(1),
        state: Set(EmployerState::Registered),
        state_reason: Set(String::new()),
        verified_at: Set(None),
        verified_by: Set(None),
        verified_until: Set(None),
        source: Set(String::new()),
        created_at: Set(unit.now()),
        updated_at: Set(unit.now()),
        ..facts(input)
    };
    if let Err(error) = row.insert(unit.tx()).await {
        return Err(if db::is_unique_violation(&error) {
            code_taken()
        } else {
            error.into()
        });
    }
    unit.moved(Subject::Employer, id, None, EmployerState::Registered, "")
        .await?;
    unit.audit("register-employer", Subject::Employer, Some(id), json!({}))
        .await?;
    Ok(id)
}

fn facts(input: EmployerInput) -> employer::ActiveModel {
    employer::ActiveModel {
        name: Set(input.name),
        credit_code: Set((!input.credit_code.is_empty()).then_some(input.credit_code)),
        kind: Set(input.kind),
        region_code: Set(input.region_code),
        address: Set(input.address),
        industry: Set(input.industry),
        size: Set(input.size),
        legal_representative: Set(input.legal_representative),
        contact_name: Set(input.contact_name),
        contact_phone: Set(input.contact_phone),
        agency_licence: Set(input.agency_licence),
        agency_licence_until: Set(input.agency_licence_until),
        ..Default::default()
    }
}

/// The names of the fields that `input` changes: what the audit trail keeps.
fn changed_fields(before: &employer::Model, input: &EmployerInput) -> Vec<&'static str> {
    let code = before.credit_code.as_deref().unwrap_or_default();
    [
        ("name", before.name != input.name),
        ("credit_code", code != input.credit_code),
        ("kind", before.kind != input.kind),
        ("agency_licence", before.agency_licence != input.agency_licence),
        (
            "agency_licence_until",
            before.agency_licence_until != input.agency_licence_until,
        ),
        ("region_code", before.region_code != input.region_code),
        ("address", before.address != input.address),
        ("industry", before.industry != input.industry),
        ("size", before.size != input.size),
        (
            "legal_representative",
            before.legal_representative != input.legal_representative,
        ),
        ("contact_name", before.contact_name != input.contact_name),
        ("contact_phone", before.contact_phone != input.contact_phone),
    ]
    .into_iter()
    .filter(|(_, changed)| *changed)
    .map(|(field, _)| field)
    .collect()
}

/// Fields that stand on the examined licence: when one of them changes, the examination is void.
const ON_THE_LICENCE: &[&str] = &[
    "name",
    "credit_code",
    "kind",
    "agency_licence",
    "agency_licence_until",
    "legal_representative",
];

/// Change an employer. What stands on the licence sends a verified employer back to be checked, and its licence to be examined again.
///
/// # Errors
/// [`DomainError::Conflict`] if somebody changed the employer since `version`.
pub async fn update(unit: &mut Unit, id: Uuid, version: i32, input: EmployerInput) -> Result<()> {
    unit.allow(Action::EditEmployers)?;
    let before = locked(unit, id).await?;
    if before.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let input = input.judged(before.credit_code.is_none() && !before.source.is_empty())?;
    if !input.credit_code.is_empty() && is_taken(unit.tx(), &input.credit_code, Some(id)).await? {
        return Err(code_taken());
    }
    let fields = changed_fields(&before, &input);
    if fields.is_empty() {
        return Ok(());
    }
    let on_licence = fields.iter().any(|field| ON_THE_LICENCE.contains(field));
    if on_licence {
        reopen_licence(unit, id).await?;
    }
    if on_licence && next(before.state, Cause::FactsChanged).is_some() {
        move_on(unit, &before, Cause::FactsChanged, "", facts(input)).await?;
    } else {
        save(unit, &before, facts(input)).await?;
        announce_vacancies(unit, id).await?;
    }
    unit.audit(
        "update-employer",
        Subject::Employer,
        Some(id),
        json!({ "fields": fields }),
    )
    .await
}

/// What was examined no longer says what the record says.
async fn reopen_licence(unit: &Unit, employer_id: Uuid) -> Result<()> {
    employer_paper::Entity::update_many()
        .set(employer_paper::ActiveModel {
            verdict: Set(PaperVerdict::Pending),
            examined_by: Set(None),
            examined_at: Set(None),
            ..Default::default()
        })
        .filter(employer_paper::Column::EmployerId.eq(employer_id))
        .filter(employer_paper::Column::Kind.eq(PaperKind::Licence))
        .filter(employer_paper::Column::Verdict.eq(PaperVerdict::Accepted))
        .exec(unit.tx())
        .await?;
    Ok(())
}

/// Change how the employer is reached: what its own people may change by themselves.
///
/// # Errors
/// [`DomainError::Conflict`] if somebody changed the employer since `version`.
pub async fn update_contacts(unit: &mut Unit, id: Uuid, version: i32, input: ContactInput) -> Result<()> {
    unit.allow(Action::OwnEmployer)?;
    let before = locked(unit, id).await?;
    if before.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let input = input.judged()?;
    let fields: Vec<&str> = [
        ("address", before.address != input.address),
        ("contact_name", before.contact_name != input.contact_name),
        ("contact_phone", before.contact_phone != input.contact_phone),
    ]
    .into_iter()
    .filter(|(_, changed)| *changed)
    .map(|(field, _)| field)
    .collect();
    let changes = employer::ActiveModel {
        address: Set(input.address),
        contact_name: Set(input.contact_name),
        contact_phone: Set(input.contact_phone),
        ..Default::default()
    };
    save(unit, &before, changes).await?;
    unit.audit(
        "update-employer-contacts",
        Subject::Employer,
        Some(id),
        json!({ "fields": fields }),
    )
    .await
}
