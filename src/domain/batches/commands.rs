//! Planning a transfer and changing the plan.

use entity::batch;
use entity::codes::{BatchState, Subject};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::input::BatchInput;
use super::queries::{leaders, locked};
use super::state::{CHANGEABLE, OPEN};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

fn columns(input: &BatchInput) -> batch::ActiveModel {
    batch::ActiveModel {
        number: Set(input.number.clone()),
        mode: Set(input.mode),
        from_code: Set(input.from_code.clone()),
        from_place: Set(input.from_place.clone()),
        to_code: Set(input.to_code.clone()),
        to_place: Set(input.to_place.clone()),
        departs_at: Set(input.departs_at),
        arrives_at: Set(input.arrives_at),
        leader_id: Set(input.leader_id),
        leader_name: Set(input.leader_name.clone()),
        leader_phone: Set(input.leader_phone.clone()),
        meeting_name: Set(input.meeting_name.clone()),
        meeting_phone: Set(input.meeting_phone.clone()),
        cost_yuan: Set(input.cost_yuan),
        payer: Set(input.payer.clone()),
        insurance_note: Set(input.insurance_note.clone()),
        ..Default::default()
    }
}

/// Problems of the form, of the leader, of the number, and that the planner would not see the own transfer.
async fn judged(unit: &Unit, own: Option<&batch::Model>, input: BatchInput) -> Result<BatchInput> {
    let input = input.tidy();
    let mut problems = input.problems();
    if own.is_none_or(|before| before.departs_at != input.departs_at) && input.departs_at < unit.now() {
        problems.push(Problem::new("departs_at", "batches-problem-past"));
    }
    if let Some(place) = unit.actor().region_code()
        && ![&input.from_code, &input.to_code]
            .iter()
            .any(|end| region::contains(place, end) || region::contains(end, place))
    {
        problems.push(Problem::new("from", "batches-problem-own"));
    }
    if input.leader_id.is_some() && input.leader_id != own.and_then(|before| before.leader_id) {
        let known = leaders(unit.tx(), unit.actor()).await?;
        if !known.iter().any(|(id, _)| Some(*id) == input.leader_id) {
            problems.push(Problem::new("leader", "problem-choose"));
        }
    }
    let taken = batch::Entity::find()
        .filter(batch::Column::Number.eq(&input.number))
        .filter(batch::Column::Id.ne(own.map_or(Uuid::nil(), |before| before.id)))
        .count(unit.tx())
        .await?;
    if taken > 0 {
        problems.push(Problem::new("number", "batches-problem-number"));
    }
    if problems.is_empty() {
        Ok(input)
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// Plan a transfer.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn plan(unit: &mut Unit, input: BatchInput) -> Result<Uuid> {
    unit.allow(Action::EditBatches)?;
    let input = judged(unit, None, input).await?;
    let id = Uuid::new_v4();
    batch::ActiveModel {
        id: Set(id),
        version: Set(1),
        departed_at: Set(None),
        arrived_at: Set(None),
        state: Set(BatchState::Drafted),
        state_since: Set(unit.now()),
        notice: Set(String::new()),
        handed_over_on: Set(None),
        handed_over_at: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
        updated_at: Set(unit.now()),
        ..columns(&input)
    }
    .insert(unit.tx())
    .await?;
    unit.moved(Subject::Batch, id, None, BatchState::Drafted, "").await?;
    unit.audit("plan-batch", Subject::Batch, Some(id), json!({})).await?;
    Ok(id)
}

/// Change the plan. Once the vehicles have left, only who pays what and who is there at the other end.
///
/// # Errors
/// [`DomainError::Conflict`] if it is settled, or somebody else changed it; [`DomainError::Invalid`] names the fields.
pub async fn update(unit: &mut Unit, id: Uuid, version: i32, input: BatchInput) -> Result<()> {
    unit.allow(Action::EditBatches)?;
    let before = locked(unit, id).await?;
    if !OPEN.contains(&before.state) {
        return Err(DomainError::Conflict("batches-conflict-state"));
    }
    if before.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let input = judged(unit, Some(&before), input).await?;
    let left = !CHANGEABLE.contains(&before.state);
    let moved = (
        input.departs_at,
        input.arrives_at,
        &input.from_code,
        &input.to_code,
        input.mode,
    ) != (
        before.departs_at,
        before.arrives_at,
        &before.from_code,
        &before.to_code,
        before.mode,
    );
    if left && moved {
        return Err(DomainError::Conflict("batches-conflict-left"));
    }
    let changed = changed(&before, &input);
    batch::Entity::update_many()
        .set(batch::ActiveModel {
            version: Set(version + 1),
            updated_at: Set(unit.now()),
            ..columns(&input)
        })
        .filter(batch::Column::Id.eq(id))
        .exec(unit.tx())
        .await?;
    unit.audit("change-batch", Subject::Batch, Some(id), json!({ "fields": changed }))
        .await
}

fn changed(before: &batch::Model, input: &BatchInput) -> Vec<&'static str> {
    let fields = [
        ("number", before.number != input.number),
        ("mode", before.mode != input.mode),
        (
            "from",
            before.from_code != input.from_code || before.from_place != input.from_place,
        ),
        (
            "to",
            before.to_code != input.to_code || before.to_place != input.to_place,
        ),
        ("departs_at", before.departs_at != input.departs_at),
        ("arrives_at", before.arrives_at != input.arrives_at),
        (
            "leader",
            before.leader_id != input.leader_id || before.leader_name != input.leader_name,
        ),
        (
            "meeting",
            before.meeting_name != input.meeting_name || before.meeting_phone != input.meeting_phone,
        ),
        (
            "cost",
            before.cost_yuan != input.cost_yuan || before.payer != input.payer,
        ),
        ("insurance", before.insurance_note != input.insurance_note),
    ];
    fields
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name)
        .collect()
}
