//! Judging the rows of a batch: what each would do if it were applied now. Nothing is changed but the batch itself.

use chrono::{DateTime, Utc};
use entity::codes::{ImportState, ImportTarget, RowState, Subject};
use entity::{import_batch, import_row};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, Set};
use uuid::Uuid;

use super::batch::{OpenRow, by_id, check_mapping, counts, move_batch, rows_after, write_back};
use super::content::RowContent;
use super::reader::RawRow;
use super::session::{Judged, Session, mapping_of};
use super::{Counts, employers, vacancies, workers};
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::{Core, Trace};

/// Rows that are judged together: each look-up is one statement for all of them, and 500 values fit every database's list.
const JUDGED_AT_ONCE: u64 = 500;

/// What applying one row would carry out.
pub(super) enum Task {
    Worker(Box<workers::Task>),
    Employer(Box<employers::Task>),
    Vacancy(Box<vacancies::Task>),
}

/// A row whose form the reader refused stays refused whatever its columns mean.
fn is_unreadable(content: &RowContent) -> bool {
    content
        .problems
        .iter()
        .any(|problem| problem.key.starts_with("import-problem-row-"))
}

/// Judge rows with look-ups in `db`; the answers stand in the order of the rows.
pub(super) async fn judge(
    db: &impl ConnectionTrait,
    session: &mut Session<'_>,
    target: ImportTarget,
    rows: &[RawRow],
) -> Result<Vec<(Judged, Option<Task>)>> {
    Ok(match target {
        ImportTarget::Workers => each(workers::judge(db, session, rows).await?, |task| {
            Task::Worker(Box::new(task))
        }),
        ImportTarget::Employers => each(employers::judge(db, session, rows).await?, |task| {
            Task::Employer(Box::new(task))
        }),
        ImportTarget::Vacancies => each(vacancies::judge(db, session, rows).await?, |task| {
            Task::Vacancy(Box::new(task))
        }),
    })
}

fn each<T>(judged: Vec<(Judged, Option<T>)>, wrap: impl Fn(T) -> Task) -> Vec<(Judged, Option<Task>)> {
    judged
        .into_iter()
        .map(|(judged, task)| (judged, task.map(&wrap)))
        .collect()
}

/// Judge every row of a batch that was not applied yet, and let it wait for a person. `progress` hears how many rows are judged.
///
/// # Errors
/// [`DomainError::Invalid`] for field `columns` while the columns cannot be used; [`DomainError::Conflict`] if the batch has moved on.
pub async fn plan(
    core: &Core,
    actor: &Actor,
    now: DateTime<Utc>,
    trace: &Trace,
    id: Uuid,
    mut progress: impl FnMut(u64) + Send,
) -> Result<Counts> {
    let batch = by_id(core.db.reader(), actor, id).await?;
    if !matches!(batch.state, ImportState::Mapping | ImportState::Preview) {
        return Err(DomainError::Conflict("import-conflict-moved-on"));
    }
    check_mapping(&mapping_of(&batch)?)?;
    let mut session = Session::new(&batch, actor, now, &core.vault)?;
    let mut line = -1;
    let mut done = 0;
    loop {
        let rows = rows_after(
            core.db.reader(),
            &core.vault,
            id,
            Condition::all(),
            line,
            JUDGED_AT_ONCE,
        )
        .await?;
        let Some(last) = rows.last() else { break };
        line = last.line;
        done += rows.len() as u64;
        let judged = judged_rows(core, &mut session, &batch, rows).await?;
        let unit = core.begin(actor, now, trace.clone()).await?;
        write_back(&unit, id, judged).await?;
        unit.commit().await?;
        progress(done);
    }
    let unit = core.begin(actor, now, trace.clone()).await?;
    let row = import_batch::ActiveModel {
        state: Set(ImportState::Preview),
        ..Default::default()
    };
    move_batch(&unit, id, &[ImportState::Mapping, ImportState::Preview], row).await?;
    if batch.state != ImportState::Preview {
        unit.moved(Subject::Import, id, Some(batch.state), ImportState::Preview, "")
            .await?;
    }
    unit.commit().await?;
    counts(core.db.reader(), &batch).await
}

async fn judged_rows(
    core: &Core,
    session: &mut Session<'_>,
    batch: &import_batch::Model,
    rows: Vec<OpenRow>,
) -> Result<Vec<OpenRow>> {
    let (unreadable, mut readable): (Vec<OpenRow>, Vec<OpenRow>) =
        rows.into_iter().partition(|row| is_unreadable(&row.content));
    let raw: Vec<RawRow> = readable.iter_mut().map(take_raw).collect();
    let judged = judge(core.db.reader(), session, batch.target, &raw).await?;
    let mut out = unreadable;
    for ((mut row, raw), (judged, _)) in readable.into_iter().zip(raw).zip(judged) {
        row.state = judged.state;
        row.subject_id = judged.subject_id;
        row.content = judged.into_content(raw.cells);
        out.push(row);
    }
    Ok(out)
}

/// The row as the reader gave it, taken out of what is kept.
pub(super) fn take_raw(row: &mut OpenRow) -> RawRow {
    RawRow {
        line: u32::try_from(row.line).unwrap_or(0),
        cells: std::mem::take(&mut row.content.cells),
    }
}

/// The rows that confirming carries out: new and changed ones, and conflicts that the person decided for the file.
pub(super) fn to_do(take: &str) -> Condition {
    let mut states = vec![RowState::New, RowState::Changed];
    if !take.trim().is_empty() {
        states.push(RowState::Conflict);
    }
    Condition::all().add(import_row::Column::State.is_in(states))
}
