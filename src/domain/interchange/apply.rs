//! Carrying a batch out, a few hundred rows at a time. Each piece is one transaction that writes the records and says so on the rows, so
//! a stop in the middle loses nothing and doubles nothing: what was done stays done, the rest is still to do.

use chrono::{DateTime, Utc};
use entity::codes::{ImportState, RowState, Subject};
use entity::{import_batch, import_row};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _, Set};
use serde_json::json;
use uuid::Uuid;

use super::batch::{Counts, OpenRow, by_id, counts, move_batch, rows_after, write_back};
use super::content::RowProblem;
use super::plan::{Task, judge, take_raw, to_do};
use super::reader::RawRow;
use super::session::{Judged, Session};
use super::{employers, vacancies, workers};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::{Core, Trace, Unit};

/// Rows that are carried out in one transaction: long enough to be quick, short enough that nobody waits for the writer.
const APPLIED_AT_ONCE: u64 = 200;

/// How often a piece is tried again because somebody else was faster.
const RACES: u32 = 5;

/// Say yes to a batch: from now on it is being carried out. `take` names the conflicts for which the file is right.
///
/// # Errors
/// [`DomainError::Conflict`] if the batch does not wait for a yes.
pub async fn confirm(unit: &Unit, id: Uuid, take: &[String]) -> Result<()> {
    unit.allow(Action::ImportFiles)?;
    let batch = by_id(unit.tx(), unit.actor(), id).await?;
    let take: Vec<&str> = super::TAKEABLE
        .iter()
        .copied()
        .filter(|key| take.iter().any(|taken| taken == key))
        .collect();
    let row = import_batch::ActiveModel {
        state: Set(ImportState::Applying),
        take: Set(take.join(" ")),
        ..Default::default()
    };
    move_batch(unit, id, &[ImportState::Preview], row).await?;
    unit.moved(Subject::Import, id, Some(batch.state), ImportState::Applying, "")
        .await?;
    unit.audit(
        "confirm-import",
        Subject::Import,
        Some(id),
        json!({ "target": batch.target, "take": take }),
    )
    .await
}

/// Carry out the next piece of a confirmed batch. Answers how many rows of it were dealt with, or `None` when the batch is done.
///
/// # Errors
/// Whatever stopped the piece; none of it was written then.
pub async fn apply_next(
    core: &Core,
    actor: &Actor,
    now: DateTime<Utc>,
    trace: &Trace,
    id: Uuid,
) -> Result<Option<u64>> {
    // A row that the records refuse after all takes its whole piece back; it is set aside and the piece is tried again without it.
    let mut refused: Vec<(Uuid, Vec<RowProblem>)> = Vec::new();
    let mut raced = 0;
    loop {
        let mut unit = core.begin(actor, now, trace.clone()).await?;
        unit.allow(Action::ImportFiles)?;
        match piece(&mut unit, id, &refused).await {
            Ok(done) => {
                unit.commit().await?;
                return Ok(done);
            }
            Err(Stop::Refused(row, problems)) => refused.push((row, problems)),
            // Somebody registered one of the people meanwhile: judged again, the row finds that record.
            Err(Stop::Raced) if raced < RACES => raced += 1,
            Err(Stop::Raced) => return Err(DomainError::Conflict("conflict-changed-meanwhile")),
            Err(Stop::Failed(error)) => return Err(error),
        }
    }
}

enum Stop {
    Refused(Uuid, Vec<RowProblem>),
    Raced,
    Failed(DomainError),
}

impl<E: Into<DomainError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

async fn piece(
    unit: &mut Unit,
    id: Uuid,
    refused: &[(Uuid, Vec<RowProblem>)],
) -> std::result::Result<Option<u64>, Stop> {
    // Locked on PostgreSQL, so that two nodes never carry out the same rows; the embedded engine has one writer anyway.
    import_batch::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.tx())
        .await?;
    let batch = by_id(unit.tx(), unit.actor(), id).await?;
    if batch.state != ImportState::Applying {
        return Ok(None);
    }
    let rows = rows_after(unit.tx(), unit.vault(), id, to_do(&batch.take), -1, APPLIED_AT_ONCE).await?;
    let wanted: Vec<OpenRow> = rows.into_iter().filter(|row| !is_left(&batch, row)).collect();
    if wanted.is_empty() {
        finish(unit, &batch).await?;
        return Ok(None);
    }
    let number = wanted.len() as u64;
    let actor = unit.actor().clone();
    let vault = std::sync::Arc::clone(unit.shared_vault());
    let mut session = Session::new(&batch, &actor, unit.now(), &vault)?.carrying_out();
    let (created, changed, rows) = carry_out(unit, &mut session, &batch, wanted, refused).await?;
    write_back(unit, id, rows).await?;
    let row = import_batch::ActiveModel {
        id: Set(id),
        created_rows: Set(batch.created_rows + created),
        changed_rows: Set(batch.changed_rows + changed),
        ..Default::default()
    };
    row.update(unit.tx()).await?;
    unit.audit(
        "apply-import",
        Subject::Import,
        Some(id),
        json!({ "created": created, "changed": changed }),
    )
    .await?;
    Ok(Some(number))
}

/// A conflict that nobody decided for the file.
fn is_left(batch: &import_batch::Model, row: &OpenRow) -> bool {
    row.state == RowState::Conflict
        && !row
            .content
            .problems
            .first()
            .is_some_and(|problem| batch.take.split_whitespace().any(|key| key == problem.key))
}

async fn carry_out(
    unit: &mut Unit,
    session: &mut Session<'_>,
    batch: &import_batch::Model,
    mut wanted: Vec<OpenRow>,
    refused: &[(Uuid, Vec<RowProblem>)],
) -> std::result::Result<(i32, i32, Vec<OpenRow>), Stop> {
    let raw: Vec<RawRow> = wanted.iter_mut().map(take_raw).collect();
    // Judged again: the records may have changed since the person looked.
    let judged = judge(unit.tx(), session, batch.target, &raw).await?;
    let (mut created, mut changed) = (0, 0);
    let mut people: Vec<(usize, workers::Task)> = Vec::new();
    for (at, ((row, raw), (judged, task))) in wanted.iter_mut().zip(raw).zip(judged).enumerate() {
        let judged = match refused.iter().find(|(id, _)| *id == row.id) {
            Some((_, problems)) => Judged::bad(problems.clone()),
            None => judged,
        };
        row.state = judged.state;
        row.subject_id = judged.subject_id;
        if let (true, Some(task)) = (judged.to_do(), task) {
            *(if judged.state == RowState::New { &mut created } else { &mut changed }) += 1;
            row.state = RowState::Applied;
            match task {
                Task::Worker(task) if task.is_new() => people.push((at, *task)),
                task => row.subject_id = Some(carry_out_one(unit, session, row.id, task).await?),
            }
        }
        row.content = judged.into_content(raw.cells);
    }
    register_people(unit, people, &mut wanted).await?;
    Ok((created, changed, wanted))
}

/// New people of a piece are registered together: a ledger is mostly new people, and one statement for all of them is many times quicker.
async fn register_people(
    unit: &mut Unit,
    people: Vec<(usize, workers::Task)>,
    rows: &mut [OpenRow],
) -> std::result::Result<(), Stop> {
    let (places, tasks): (Vec<usize>, Vec<workers::Task>) = people.into_iter().unzip();
    let ids = workers::register(unit, tasks).await.map_err(|(at, error)| {
        let row = places.get(at).and_then(|place| rows.get(*place)).map(|row| row.id).unwrap_or_default();
        stopped(row, error)
    })?;
    for (place, id) in places.into_iter().zip(ids) {
        if let Some(row) = rows.get_mut(place) {
            row.subject_id = Some(id);
        }
    }
    Ok(())
}

async fn carry_out_one(
    unit: &mut Unit,
    session: &Session<'_>,
    row: Uuid,
    task: Task,
) -> std::result::Result<Uuid, Stop> {
    let outcome = match task {
        Task::Worker(task) => workers::change(unit, *task).await,
        Task::Employer(task) => employers::carry_out(unit, *task).await,
        Task::Vacancy(task) => vacancies::carry_out(unit, session, *task).await,
    };
    outcome.map_err(|error| stopped(row, error))
}

fn stopped(row: Uuid, error: DomainError) -> Stop {
    match error {
        DomainError::Invalid(problems) => Stop::Refused(row, problems.iter().map(RowProblem::from).collect()),
        DomainError::Conflict("workers-number-taken") => Stop::Raced,
        DomainError::Conflict(key) => Stop::Refused(row, vec![RowProblem::new("", key)]),
        other => Stop::Failed(other),
    }
}

async fn finish(unit: &Unit, batch: &import_batch::Model) -> Result<()> {
    // What the records said already needs its cells no longer; refused rows and conflicts keep them for the sheet.
    import_row::Entity::update_many()
        .set(import_row::ActiveModel {
            content_cipher: Set(String::new()),
            ..Default::default()
        })
        .filter(import_row::Column::BatchId.eq(batch.id))
        .filter(import_row::Column::State.eq(RowState::Same))
        .exec(unit.tx())
        .await?;
    let row = import_batch::ActiveModel {
        state: Set(ImportState::Done),
        finished_at: Set(Some(unit.now())),
        ..Default::default()
    };
    move_batch(unit, batch.id, &[ImportState::Applying], row).await?;
    unit.moved(
        Subject::Import,
        batch.id,
        Some(ImportState::Applying),
        ImportState::Done,
        "",
    )
    .await?;
    let details = json!({ "created": batch.created_rows, "changed": batch.changed_rows });
    unit.audit("finish-import", Subject::Import, Some(batch.id), details)
        .await
}

/// Carry a confirmed batch out to its end. `progress` hears how many rows were dealt with.
pub async fn apply(
    core: &Core,
    actor: &Actor,
    now: impl Fn() -> DateTime<Utc> + Send,
    trace: &Trace,
    id: Uuid,
    mut progress: impl FnMut(u64) + Send,
) -> Result<Counts> {
    let mut done = 0;
    while let Some(rows) = apply_next(core, actor, now(), trace, id).await? {
        done += rows;
        progress(done);
    }
    let batch = by_id(core.db.reader(), actor, id).await?;
    counts(core.db.reader(), &batch).await
}
