//! Planning a fair and changing the plan.

use entity::codes::{FairState, Subject};
use entity::fair;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::input::FairInput;
use super::queries::by_id;
use super::state::PLANNED;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

fn columns(input: &FairInput) -> fair::ActiveModel {
    fair::ActiveModel {
        name: Set(input.name.clone()),
        kind: Set(input.kind),
        west_code: Set(input.west_code.clone()),
        east_code: Set(input.east_code.clone()),
        place_code: Set(input.place_code.clone()),
        address: Set(input.address.clone()),
        directions: Set(input.directions.clone()),
        programme: Set(input.programme.clone()),
        organiser: Set(input.organiser.clone()),
        contact_phone: Set(input.contact_phone.clone()),
        starts_at: Set(input.starts_at),
        ends_at: Set(input.ends_at),
        visitors_expected: Set(input.visitors_expected),
        ..Default::default()
    }
}

/// Problems of the form, and that the planner would not see the own fair.
fn judged(unit: &Unit, input: FairInput) -> Result<FairInput> {
    let input = input.tidy();
    let mut problems = input.problems(unit.today());
    if let Some(own) = unit.actor().region_code() {
        let sides = [&input.west_code, &input.east_code];
        if !sides
            .iter()
            .any(|side| region::contains(own, side) || region::contains(side, own))
        {
            problems.push(Problem::new("west", "fairs-problem-own"));
        }
    }
    if problems.is_empty() {
        Ok(input)
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// Plan a fair.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn plan(unit: &mut Unit, input: FairInput) -> Result<Uuid> {
    unit.allow(Action::EditFairs)?;
    let input = judged(unit, input)?;
    let id = Uuid::new_v4();
    fair::ActiveModel {
        id: Set(id),
        version: Set(1),
        state: Set(FairState::Planning),
        state_since: Set(unit.now()),
        notice: Set(String::new()),
        opened_at: Set(None),
        last_number: Set(0),
        viewers: Set(None),
        statistics: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
        updated_at: Set(unit.now()),
        ..columns(&input)
    }
    .insert(unit.tx())
    .await?;
    unit.moved(Subject::Fair, id, None, FairState::Planning, "").await?;
    unit.audit("plan-fair", Subject::Fair, Some(id), json!({})).await?;
    Ok(id)
}

/// Change the plan, until the list of booths is locked.
///
/// # Errors
/// [`DomainError::Conflict`] if it is locked, or somebody else changed it; [`DomainError::Invalid`] names the fields.
pub async fn update(unit: &mut Unit, id: Uuid, version: i32, input: FairInput) -> Result<()> {
    unit.allow(Action::EditFairs)?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    if !PLANNED.contains(&before.state) {
        return Err(DomainError::Conflict("fairs-conflict-locked"));
    }
    let input = judged(unit, input)?;
    let changed = changed(&before, &input);
    let result = fair::Entity::update_many()
        .set(fair::ActiveModel {
            version: Set(version + 1),
            updated_at: Set(unit.now()),
            ..columns(&input)
        })
        .filter(fair::Column::Id.eq(id))
        .filter(fair::Column::Version.eq(version))
        .filter(fair::Column::State.eq(before.state))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.audit("change-fair", Subject::Fair, Some(id), json!({ "fields": changed }))
        .await
}

/// The fields that changed. Nothing of a fair identifies a person, but the trail keeps to names all the same.
fn changed(before: &fair::Model, input: &FairInput) -> Vec<&'static str> {
    let fields = [
        ("name", before.name != input.name),
        ("kind", before.kind != input.kind),
        ("west", before.west_code != input.west_code),
        ("east", before.east_code != input.east_code),
        ("place", before.place_code != input.place_code),
        ("address", before.address != input.address),
        ("directions", before.directions != input.directions),
        ("programme", before.programme != input.programme),
        ("organiser", before.organiser != input.organiser),
        ("contact_phone", before.contact_phone != input.contact_phone),
        ("starts_at", before.starts_at != input.starts_at),
        ("ends_at", before.ends_at != input.ends_at),
        ("visitors", before.visitors_expected != input.visitors_expected),
    ];
    fields
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name)
        .collect()
}
