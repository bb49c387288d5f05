//! Writing a workshop down, and changing what was written.

use entity::codes::{Ledger, Subject, WorkshopState};
use entity::{employer, ledger_entry, workshop};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::input::WorkshopInput;
use super::queries::by_id;
use super::state::OVER;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::domain::{employers, ledgers};
use crate::reference::region;

async fn judged(unit: &Unit, input: &WorkshopInput) -> Result<()> {
    let mut problems = input.problems(unit.today());
    let known = |problems: &[Problem], field: &str| problems.iter().any(|problem| problem.field == field);
    let own = unit.actor().region_code();
    if own.is_some_and(|own| !region::contains(own, &input.place_code)) && !known(&problems, "place") {
        problems.push(Problem::new("place", "workshops-problem-outside"));
    }
    if let Some(id) = input.employer_id {
        let found = employer::Entity::find_by_id(id).filter(employers::visible_to(unit.actor())?);
        if found.count(unit.tx()).await? == 0 {
            problems.push(Problem::new("employer", "workshops-problem-employer"));
        }
    }
    if let Some(id) = input.ledger_id {
        let found = ledger_entry::Entity::find_by_id(id)
            .filter(ledgers::visible_to(unit.actor())?)
            .filter(ledger_entry::Column::Ledger.eq(Ledger::Project));
        if found.count(unit.tx()).await? == 0 {
            problems.push(Problem::new("ledger", "problem-choose"));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

fn columns(input: &WorkshopInput) -> workshop::ActiveModel {
    let mut row = workshop::ActiveModel {
        name: Set(input.name.trim().to_owned()),
        later_name: Set(input.later_name.trim().to_owned()),
        kind: Set(input.kind),
        place_code: Set(input.place_code.clone()),
        address: Set(input.address.trim().to_owned()),
        occupation_code: Set(input.occupation_code.clone()),
        east_yuan: Set(input.east_yuan),
        east_on: Set(input.east_on),
        project_name: Set(input.project_name.trim().to_owned()),
        ledger_id: Set(input.ledger_id),
        contact_name: Set(input.contact_name.trim().to_owned()),
        contact_phone: Set(input.contact_phone.trim().to_owned()),
        pay_day: Set(input.pay_day),
        day_minutes: Set(input.day_minutes),
        applied_on: Set(input.applied_on),
        ..Default::default()
    };
    // It was judged to be there.
    if let Some(employer) = input.employer_id {
        row.employer_id = Set(employer);
    }
    row
}

/// Write an application down.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn apply(unit: &mut Unit, input: &WorkshopInput) -> Result<Uuid> {
    unit.allow(Action::EditWorkshops)?;
    judged(unit, input).await?;
    let id = Uuid::new_v4();
    workshop::ActiveModel {
        id: Set(id),
        version: Set(1),
        state: Set(WorkshopState::Applied),
        state_since: Set(unit.now()),
        notice_until: Set(None),
        recognised_no: Set(String::new()),
        recognised_on: Set(None),
        level: Set(String::new()),
        judgement: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
        updated_at: Set(unit.now()),
        ..columns(input)
    }
    .insert(unit.tx())
    .await?;
    unit.moved(Subject::Workshop, id, None, WorkshopState::Applied, "")
        .await?;
    unit.audit("apply-workshop", Subject::Workshop, Some(id), json!({}))
        .await?;
    Ok(id)
}

/// Change what was written, unless it is over.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if somebody changed it meanwhile, or it is over.
pub async fn change(unit: &mut Unit, id: Uuid, version: i32, input: &WorkshopInput) -> Result<()> {
    unit.allow(Action::EditWorkshops)?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    if OVER.contains(&before.state) {
        return Err(DomainError::Conflict("workshops-conflict-over"));
    }
    judged(unit, input).await?;
    let result = workshop::Entity::update_many()
        .set(workshop::ActiveModel {
            version: Set(version + 1),
            updated_at: Set(unit.now()),
            ..columns(input)
        })
        .filter(workshop::Column::Id.eq(id))
        .filter(workshop::Column::Version.eq(version))
        .filter(workshop::Column::State.eq(before.state))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let details = json!({ "fields": input.changed(&before), "employer": before.employer_id });
    unit.audit("change-workshop", Subject::Workshop, Some(id), details)
        .await
}
