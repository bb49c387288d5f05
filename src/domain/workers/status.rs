//! Where a worker stands, as of which day, and who says so. An observation of an earlier day joins the history and leaves the newer one.

use chrono::NaiveDate;
use entity::codes::{Code as _, StatusSource, Subject, WorkerStatus};
use entity::{worker, worker_status_change};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};
use serde_json::json;
use uuid::Uuid;

use super::edit;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// The row of the history.
pub(super) fn row(
    unit: &Unit,
    worker: Uuid,
    status: WorkerStatus,
    as_of: NaiveDate,
    source: StatusSource,
) -> worker_status_change::ActiveModel {
    worker_status_change::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        status: Set(status),
        as_of: Set(as_of),
        source: Set(source),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    }
}

async fn observe(
    unit: &mut Unit,
    before: &worker::Model,
    status: WorkerStatus,
    as_of: NaiveDate,
    source: StatusSource,
) -> Result<()> {
    if as_of > unit.today() {
        return Err(DomainError::invalid("as_of", "workers-date-future"));
    }
    row(unit, before.id, status, as_of, source).insert(unit.tx()).await?;
    if as_of >= before.status_as_of {
        let change = worker::ActiveModel {
            status: Set(status),
            status_as_of: Set(as_of),
            status_source: Set(source),
            ..Default::default()
        };
        edit::write(unit, before.id, change).await?;
        if before.status != status {
            unit.moved(Subject::Worker, before.id, Some(before.status), status, source.key())
                .await?;
        }
    }
    let details = json!({ "status": status.key(), "source": source.key(), "as_of": as_of.to_string() });
    unit.audit("set-status", Subject::Worker, Some(before.id), details)
        .await
}

/// Write down where a worker stands.
///
/// # Errors
/// [`DomainError::Invalid`] for field `as_of` if the day is to come.
pub async fn set_status(
    unit: &mut Unit,
    worker: Uuid,
    version: Option<i32>,
    status: WorkerStatus,
    as_of: NaiveDate,
    source: StatusSource,
) -> Result<()> {
    let before = edit::open(unit, worker, version).await?;
    observe(unit, &before, status, as_of, source).await
}

/// The same for several workers as of today, all or none.
pub async fn set_status_of_many(
    unit: &mut Unit,
    workers: &[Uuid],
    status: WorkerStatus,
    source: StatusSource,
) -> Result<()> {
    let today = unit.today();
    for worker in workers {
        set_status(unit, *worker, None, status, today, source).await?;
    }
    Ok(())
}

/// The status that follows from something else that was just recorded (a placement began or ended). Who may record that has been asked
/// already; an employer who confirms an arrival may not edit workers, and yet the worker is at work from then on.
pub async fn status_follows(
    unit: &mut Unit,
    worker: Uuid,
    status: WorkerStatus,
    as_of: NaiveDate,
    source: StatusSource,
) -> Result<()> {
    let before = worker::Entity::find_by_id(worker)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    edit::apply(unit, &before, edit::nothing()).await?;
    observe(unit, &before, status, as_of, source).await
}
