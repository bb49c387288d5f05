//! A file on its way in: read, sealed row by row, and kept until its columns are confirmed.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use entity::codes::{Code as _, ImportState, ImportTarget, RowState, Subject};
use entity::{import_batch, import_row};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};
use serde_json::json;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::columns::{self, Target};
use super::content::{RowContent, RowProblem};
use super::reader::apart::Apart;
use super::reader::{self, Limits, ReadProblem, Row, Source};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::{Core, Trace};
use crate::vault::Vault;

/// Rows that are stored in one transaction while a file is received.
const STORED_AT_ONCE: usize = 500;
/// Longest name of a file or an office that is kept, in characters.
const NAME_CHARS: usize = 120;

/// A file on its way in.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// What its rows are.
    pub target: ImportTarget,
    /// Its name, for people.
    pub filename: String,
    /// Its bytes.
    pub source: Source,
    /// What it may cost.
    pub limits: Limits,
    /// The program that reads it in a process of its own; without one it is read here, as on the command line, which is such a process.
    pub reader: Option<PathBuf>,
    /// Office that reported the posts and vouches for them; empty when none is named.
    pub office: String,
    /// Whether posts that another office has reviewed become public at once.
    pub publish: bool,
}

impl From<ImportTarget> for Target {
    fn from(target: ImportTarget) -> Self {
        match target {
            ImportTarget::Workers => Self::Workers,
            ImportTarget::Employers => Self::Employers,
            ImportTarget::Vacancies => Self::Vacancies,
        }
    }
}

/// A piece of the file on its way from the reading thread.
enum Piece {
    Header(Vec<String>),
    Rows(Vec<import_row::ActiveModel>),
}

/// Read a file and keep its rows, sealed. Nothing is judged yet; the batch waits for its columns to be confirmed.
///
/// While the rows come in the batch counts as cancelled, so that a file which was cut off half-way is never applied.
///
/// # Errors
/// [`DomainError::Invalid`] names the field `file` when the file as a whole cannot be used.
pub async fn receive(core: &Core, actor: &Actor, now: DateTime<Utc>, trace: &Trace, file: NewFile) -> Result<Uuid> {
    if !actor.may(Action::ImportFiles) {
        return Err(DomainError::Forbidden);
    }
    let id = Uuid::new_v4();
    let (send, mut pieces) = mpsc::channel(2);
    let vault = Arc::clone(&core.vault);
    let unread = file.clone();
    let reading = tokio::task::spawn_blocking(move || read(unread, id, &vault, &send));
    let mut stored = Ok(());
    while let Some(piece) = pieces.recv().await {
        stored = store(core, actor, now, trace, id, &file, piece).await;
        if stored.is_err() {
            break;
        }
    }
    drop(pieces);
    let read = reading
        .await
        .map_err(|error| DomainError::Internal(error.to_string()))?;
    let outcome = match (stored, read) {
        (Err(error), _) | (Ok(()), Err(Reading::Failed(error))) => Err(error),
        (Ok(()), Err(Reading::Refused(problem))) => Err(refused(&problem)),
        (Ok(()), Err(Reading::Stopped)) => Err(DomainError::Internal("nobody took the rows".into())),
        (Ok(()), Ok(())) => Ok(()),
    };
    let unit = core.begin(actor, now, trace.clone()).await?;
    if let Err(error) = outcome {
        import_batch::Entity::delete_by_id(id).exec(unit.tx()).await?;
        unit.commit().await?;
        return Err(error);
    }
    import_batch::ActiveModel {
        id: Set(id),
        state: Set(ImportState::Mapping),
        ..Default::default()
    }
    .update(unit.tx())
    .await?;
    unit.audit(
        "receive-import",
        Subject::Import,
        Some(id),
        json!({ "target": file.target.key() }),
    )
    .await?;
    unit.commit().await?;
    Ok(id)
}

fn refused(problem: &ReadProblem) -> DomainError {
    DomainError::Invalid(vec![Problem {
        field: "file".into(),
        key: problem.key(),
        args: problem.args(),
    }])
}

/// Why the reading thread ended early.
enum Reading {
    Refused(ReadProblem),
    Failed(DomainError),
    Stopped,
}

impl From<ReadProblem> for Reading {
    fn from(problem: ReadProblem) -> Self {
        Self::Refused(problem)
    }
}

/// Runs on its own thread: read, seal, hand over.
fn read(file: NewFile, batch: Uuid, vault: &Vault, to: &mpsc::Sender<Piece>) -> std::result::Result<(), Reading> {
    if let Some(program) = &file.reader {
        let mut table = Apart::open(program, &file.source, &file.filename, file.limits)?;
        return hand_over(std::mem::take(&mut table.headers), table, batch, vault, to);
    }
    let mut table = reader::open(file.source, &file.filename, file.limits)?;
    hand_over(table.headers.clone(), table.rows()?, batch, vault, to)
}

fn hand_over(
    headers: Vec<String>,
    found: impl Iterator<Item = std::result::Result<Row, ReadProblem>>,
    batch: Uuid,
    vault: &Vault,
    to: &mpsc::Sender<Piece>,
) -> std::result::Result<(), Reading> {
    let give = |piece| to.blocking_send(piece).map_err(|_| Reading::Stopped);
    give(Piece::Header(headers))?;
    let mut rows = Vec::with_capacity(STORED_AT_ONCE);
    for row in found {
        rows.push(sealed(row?, batch, vault).map_err(Reading::Failed)?);
        if rows.len() == STORED_AT_ONCE {
            give(Piece::Rows(std::mem::take(&mut rows)))?;
        }
    }
    if rows.is_empty() {
        Ok(())
    } else {
        give(Piece::Rows(rows))
    }
}

fn sealed(row: Row, batch: Uuid, vault: &Vault) -> Result<import_row::ActiveModel> {
    let id = Uuid::new_v4();
    let (line, state, content) = match row {
        Row::Good(row) => (
            row.line,
            RowState::New,
            RowContent {
                cells: row.cells,
                ..RowContent::default()
            },
        ),
        Row::Bad(row) => {
            let problems = vec![RowProblem::new("", row.fault.key())];
            (
                row.line,
                RowState::Bad,
                RowContent {
                    cells: row.cells,
                    problems,
                    changes: Vec::new(),
                },
            )
        }
    };
    Ok(import_row::ActiveModel {
        id: Set(id),
        batch_id: Set(batch),
        line: Set(i32::try_from(line).unwrap_or(i32::MAX)),
        content_cipher: Set(content.seal(vault, id)?),
        state: Set(state),
        problems: Set(content.keys()),
        subject_id: Set(None),
    })
}

fn short(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(NAME_CHARS)
        .collect()
}

async fn store(
    core: &Core,
    actor: &Actor,
    now: DateTime<Utc>,
    trace: &Trace,
    id: Uuid,
    file: &NewFile,
    piece: Piece,
) -> Result<()> {
    let unit = core.begin(actor, now, trace.clone()).await?;
    match piece {
        Piece::Header(headers) => {
            let mapping = columns::guess_mapping(&headers, file.target.into());
            import_batch::ActiveModel {
                id: Set(id),
                target: Set(file.target),
                filename: Set(short(&file.filename)),
                state: Set(ImportState::Cancelled),
                headers: Set(json!(headers)),
                mapping: Set(json!(mapping)),
                publish: Set(file.publish),
                source: Set(short(&file.office)),
                take: Set(String::new()),
                region_code: Set(actor.region_code().map(str::to_owned)),
                created_rows: Set(0),
                changed_rows: Set(0),
                created_by: Set(actor.account_id()),
                created_at: Set(now),
                finished_at: Set(None),
            }
            .insert(unit.tx())
            .await?;
        }
        Piece::Rows(rows) => {
            import_row::Entity::insert_many(rows)
                .exec_without_returning(unit.tx())
                .await?;
        }
    }
    unit.commit().await
}
