//! The steps of a transfer: each checks who, whether the table has it, and what must be true first; and writes who, when and why.

use chrono::{DateTime, Utc};
use entity::codes::{ApplicationState, BatchMode, BatchState, Code as _, PassengerState, Subject};
use entity::{application, batch, hand_over, passenger, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::locked;
use super::rows::plan_of;
use super::state::{self, Step, UNDER_WAY};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Shortest reason that says anything, and the longest, in letters.
const REASON_LETTERS: std::ops::RangeInclusive<usize> = 2..=200;

/// Most people whom one refusal names.
const MOST_NAMED: u64 = 10;

/// What a step needs beside itself.
#[derive(Clone, Debug, Default)]
pub struct StepInput {
    /// Why it is put off or called off.
    pub reason: String,
    /// When they left, when they were there; now, if nobody says otherwise.
    pub at: Option<DateTime<Utc>>,
}

/// Take a step.
///
/// # Errors
/// [`DomainError::Invalid`] with what lacks; [`DomainError::Conflict`] if the table does not have it or somebody else was faster.
pub async fn step(unit: &mut Unit, id: Uuid, version: i32, step: Step, input: StepInput) -> Result<()> {
    unit.allow(Action::EditBatches)?;
    let before = locked(unit, id).await?;
    if before.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    take(unit, &before, step, input).await
}

/// Take a step of a transfer that the caller has locked.
pub(super) async fn take(unit: &Unit, before: &batch::Model, step: Step, input: StepInput) -> Result<()> {
    let to = state::target(before.state, step).ok_or(DomainError::Conflict("batches-conflict-state"))?;
    let at = input.at.unwrap_or(unit.now());
    let mut with = batch::ActiveModel::default();
    let mut reason = "";
    match step {
        Step::Collect | Step::Unlock => {}
        Step::Resume => {
            if before.departs_at < unit.now() {
                return Err(DomainError::invalid("", "batches-lacks-new-day"));
            }
            with.notice = Set(String::new());
        }
        Step::Lock => may_lock(unit, before).await?,
        Step::Depart => {
            departed(unit, before, at).await?;
            with.departed_at = Set(Some(at));
        }
        Step::Arrive => {
            if at > unit.now() || before.departed_at.is_some_and(|left| at < left) {
                return Err(DomainError::invalid("at", "batches-problem-hour"));
            }
            with.arrived_at = Set(Some(at));
        }
        Step::HandOver => {
            with.handed_over_on = Set(handed_over(unit, before).await?);
            with.handed_over_at = Set(Some(unit.now()));
        }
        Step::Settle => settled(unit, before).await?,
        Step::Postpone | Step::Cancel => {
            reason = input.reason.trim();
            if !REASON_LETTERS.contains(&reason.chars().count()) {
                return Err(DomainError::invalid("reason", "batches-problem-reason"));
            }
            with.notice = Set(reason.to_owned());
            nobody_is_told(unit, before.id, step == Step::Cancel).await?;
        }
    }
    write(unit, before, step, to, reason, with).await
}

async fn write(
    unit: &Unit,
    before: &batch::Model,
    step: Step,
    to: BatchState,
    reason: &str,
    with: batch::ActiveModel,
) -> Result<()> {
    let result = batch::Entity::update_many()
        .set(batch::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            updated_at: Set(unit.now()),
            version: Set(before.version + 1),
            ..with
        })
        .filter(batch::Column::Id.eq(before.id))
        .filter(batch::Column::State.eq(before.state))
        .filter(batch::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.moved(Subject::Batch, before.id, Some(before.state), to, reason)
        .await?;
    unit.audit(
        "move-batch",
        Subject::Batch,
        Some(before.id),
        json!({ "step": step.key(), "to": to.key() }),
    )
    .await
}

async fn count(unit: &Unit, batch: Uuid, states: &[PassengerState]) -> Result<u64> {
    Ok(passenger::Entity::find()
        .filter(passenger::Column::BatchId.eq(batch))
        .filter(passenger::Column::State.is_in(states.iter().copied()))
        .count(unit.tx())
        .await?)
}

/// There is somebody, everybody has a seat to sit on, and everybody is still wanted at the other end. Who buys tickets for a train that runs
/// anyway has no vehicle.
async fn may_lock(unit: &Unit, batch: &batch::Model) -> Result<()> {
    let people = count(unit, batch.id, PassengerState::ALL).await?;
    if people == 0 {
        return Err(DomainError::invalid("", "batches-lacks-people"));
    }
    let mut problems = Vec::new();
    let seats = u64::try_from(plan_of(unit.tx(), batch.id).await?.seats()).unwrap_or_default();
    if batch.mode != BatchMode::Individual && seats < people {
        problems.push(
            Problem::new("", "batches-lacks-seats")
                .with("people", people)
                .with("seats", seats),
        );
    }
    let still = Query::select()
        .expr(Expr::val(1))
        .from(application::Entity)
        .and_where(
            Expr::col(application::Column::Id.as_column_ref()).equals(passenger::Column::ApplicationId.as_column_ref()),
        )
        .and_where(application::Column::State.is_in([ApplicationState::Hired, ApplicationState::Arrived]))
        .to_owned();
    let gone = Query::select()
        .expr(Expr::val(1))
        .from(passenger::Entity)
        .and_where(Expr::col(passenger::Column::WorkerId.as_column_ref()).equals(worker::Column::Id.as_column_ref()))
        .and_where(passenger::Column::BatchId.eq(batch.id))
        .and_where(passenger::Column::ApplicationId.is_not_null())
        .and_where(Expr::exists(still).not())
        .to_owned();
    let names: Vec<String> = worker::Entity::find()
        .select_only()
        .column(worker::Column::Name)
        .filter(Expr::exists(gone))
        .limit(MOST_NAMED)
        .into_tuple()
        .all(unit.tx())
        .await?;
    problems.extend(
        names
            .into_iter()
            .map(|name| Problem::new("", "batches-lacks-hiring").with("name", name)),
    );
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// Somebody got on. Who did not may ride with another transfer.
async fn departed(unit: &Unit, batch: &batch::Model, at: DateTime<Utc>) -> Result<()> {
    if at > unit.now() {
        return Err(DomainError::invalid("at", "batches-problem-hour"));
    }
    if count(unit, batch.id, &[PassengerState::Boarded]).await? == 0 {
        return Err(DomainError::invalid("", "batches-lacks-roll"));
    }
    passenger::Entity::update_many()
        .set(passenger::ActiveModel {
            riding: Set(false),
            ..Default::default()
        })
        .filter(passenger::Column::BatchId.eq(batch.id))
        .filter(passenger::Column::State.eq(PassengerState::NotArrived))
        .exec(unit.tx())
        .await?;
    Ok(())
}

/// Of everybody who left somebody has said what became of them. Gives the day of the last signature; none if nobody was handed over.
async fn handed_over(unit: &Unit, batch: &batch::Model) -> Result<Option<chrono::NaiveDate>> {
    let open = count(unit, batch.id, &UNDER_WAY).await?;
    if open > 0 {
        return Err(DomainError::Invalid(vec![
            Problem::new("", "batches-lacks-signature").with("n", open),
        ]));
    }
    Ok(hand_over::Entity::find()
        .select_only()
        .column(hand_over::Column::SignedOn)
        .filter(hand_over::Column::BatchId.eq(batch.id))
        .order_by_desc(hand_over::Column::SignedOn)
        .into_tuple()
        .one(unit.tx())
        .await?)
}

/// Take the step by itself once nobody is left to be handed over.
pub(super) async fn finish(unit: &Unit, batch: &batch::Model) -> Result<()> {
    if batch.state == BatchState::Arrived && count(unit, batch.id, &UNDER_WAY).await? == 0 {
        return take(unit, batch, Step::HandOver, StepInput::default()).await;
    }
    Ok(())
}

/// What it cost and who pays is written down, and every employer has signed.
async fn settled(unit: &Unit, batch: &batch::Model) -> Result<()> {
    let mut problems = Vec::new();
    if batch.cost_yuan.is_none() || batch.payer.is_empty() {
        problems.push(Problem::new("", "batches-lacks-cost"));
    }
    let unsigned = passenger::Entity::find()
        .filter(passenger::Column::BatchId.eq(batch.id))
        .filter(passenger::Column::State.eq(PassengerState::HandedOver))
        .filter(passenger::Column::HandOverId.is_null())
        .count(unit.tx())
        .await?
        + count(unit, batch.id, &UNDER_WAY).await?;
    if unsigned > 0 {
        problems.push(Problem::new("", "batches-lacks-signature").with("n", unsigned));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// From now on everybody must be told, and if it is called off nobody rides with it.
async fn nobody_is_told(unit: &Unit, batch: Uuid, called_off: bool) -> Result<()> {
    let mut with = passenger::ActiveModel {
        told_at: Set(None),
        ..Default::default()
    };
    if called_off {
        with.riding = Set(false);
    }
    passenger::Entity::update_many()
        .set(with)
        .filter(passenger::Column::BatchId.eq(batch))
        .exec(unit.tx())
        .await?;
    Ok(())
}
