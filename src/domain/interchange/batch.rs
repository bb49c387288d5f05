//! A file that somebody brings in: receiving it, looking at it, choosing its columns, taking it back.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entity::codes::{Code as _, ImportState, ImportTarget, RowState, Subject};
use entity::{import_batch, import_row};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, FromQueryResult,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};
use serde_json::json;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::columns::{self, Mapping, Target};
use super::content::{RowContent, RowProblem};
use super::reader::{self, Limits, ReadProblem, Row, Source};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;
use crate::domain::unit::{Core, Trace, Unit};
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
    let (source, name, limits) = (file.source.clone(), file.filename.clone(), file.limits);
    // Workbooks are unpacked and parsed beside the request threads: a hostile one costs its own thread and its capped memory.
    let reading = tokio::task::spawn_blocking(move || read(source, &name, limits, id, &vault, &send));
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
fn read(
    source: Source,
    name: &str,
    limits: Limits,
    batch: Uuid,
    vault: &Vault,
    to: &mpsc::Sender<Piece>,
) -> std::result::Result<(), Reading> {
    let mut table = reader::open(source, name, limits)?;
    to.blocking_send(Piece::Header(table.headers.clone()))
        .map_err(|_| Reading::Stopped)?;
    let mut rows = Vec::with_capacity(STORED_AT_ONCE);
    for row in table.rows()? {
        rows.push(sealed(row?, batch, vault).map_err(Reading::Failed)?);
        if rows.len() == STORED_AT_ONCE {
            to.blocking_send(Piece::Rows(std::mem::take(&mut rows)))
                .map_err(|_| Reading::Stopped)?;
        }
    }
    if !rows.is_empty() {
        to.blocking_send(Piece::Rows(rows)).map_err(|_| Reading::Stopped)?;
    }
    Ok(())
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

/// The batches that an actor may see: one's own, and those brought by people of the same places or below.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ImportFiles) {
        return Err(DomainError::NotFound);
    }
    let shared = scope::within_places_of(import_batch::Column::RegionCode, actor);
    Ok(match actor.account_id() {
        Some(id) => Condition::any().add(import_batch::Column::CreatedBy.eq(id)).add(shared),
        None => shared,
    })
}

/// One page of batches, the latest first.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor, page: u64) -> Result<PageOf<import_batch::Model>> {
    let query = import_batch::Entity::find().filter(visible_to(actor)?);
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_desc(import_batch::Column::CreatedAt)
        .order_by_desc(import_batch::Column::Id)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// One batch, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<import_batch::Model> {
    import_batch::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// Rows by what they would do, or did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Would be, or were, added.
    pub new: u64,
    /// Would change, or changed, a record.
    pub changed: u64,
    /// Say what the records say already.
    pub same: u64,
    /// Wait for a person.
    pub conflict: u64,
    /// Cannot be used.
    pub bad: u64,
}

impl Counts {
    /// Rows in all.
    #[must_use]
    pub fn all(self) -> u64 {
        self.new + self.changed + self.same + self.conflict + self.bad
    }
}

#[derive(FromQueryResult)]
struct StateCount {
    state: RowState,
    n: i64,
}

/// How many rows there are of each state; rows that were carried out count as what they did. One statement.
pub async fn counts(db: &impl ConnectionTrait, batch: &import_batch::Model) -> Result<Counts> {
    let rows: Vec<StateCount> = import_row::Entity::find()
        .select_only()
        .column(import_row::Column::State)
        .column_as(import_row::Column::Id.count(), "n")
        .filter(import_row::Column::BatchId.eq(batch.id))
        .group_by(import_row::Column::State)
        .into_model::<StateCount>()
        .all(db)
        .await?;
    let of = |state: RowState| {
        rows.iter()
            .find(|row| row.state == state)
            .map_or(0, |row| u64::try_from(row.n).unwrap_or(0))
    };
    let done = |rows: i32| u64::try_from(rows).unwrap_or(0);
    Ok(Counts {
        new: of(RowState::New) + done(batch.created_rows),
        changed: of(RowState::Changed) + done(batch.changed_rows),
        same: of(RowState::Same),
        conflict: of(RowState::Conflict),
        bad: of(RowState::Bad),
    })
}

/// One row, opened.
#[derive(Clone, Debug)]
pub struct OpenRow {
    /// The row.
    pub id: Uuid,
    /// Line in the file.
    pub line: i32,
    /// What it would do, or did.
    pub state: RowState,
    /// What it says.
    pub content: RowContent,
    /// The record that it is about.
    pub subject_id: Option<Uuid>,
}

/// One page of the rows of a state, by line. Two statements.
pub async fn rows(
    db: &impl ConnectionTrait,
    vault: &Vault,
    batch: Uuid,
    states: &[RowState],
    page: u64,
) -> Result<PageOf<OpenRow>> {
    let query = import_row::Entity::find()
        .filter(import_row::Column::BatchId.eq(batch))
        .filter(import_row::Column::State.is_in(states.iter().copied()));
    let total = query.clone().count(db).await?;
    let found = query
        .order_by_asc(import_row::Column::Line)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let rows = found.into_iter().map(|row| open(vault, row)).collect::<Result<_>>()?;
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// Rows of one state after a line, for going through all of them in pieces.
pub(super) async fn rows_after(
    db: &impl ConnectionTrait,
    vault: &Vault,
    batch: Uuid,
    wanted: Condition,
    line: i32,
    limit: u64,
) -> Result<Vec<OpenRow>> {
    let found = import_row::Entity::find()
        .filter(import_row::Column::BatchId.eq(batch))
        .filter(wanted)
        .filter(import_row::Column::Line.gt(line))
        .order_by_asc(import_row::Column::Line)
        .limit(limit)
        .all(db)
        .await?;
    found.into_iter().map(|row| open(vault, row)).collect()
}

fn open(vault: &Vault, row: import_row::Model) -> Result<OpenRow> {
    let content = RowContent::open(vault, &row.content_cipher, row.id)?;
    Ok(OpenRow {
        id: row.id,
        line: row.line,
        state: row.state,
        content,
        subject_id: row.subject_id,
    })
}

/// Write back what became of rows, all in one statement.
pub(super) async fn write_back(unit: &Unit, batch: Uuid, rows: Vec<OpenRow>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut models = Vec::with_capacity(rows.len());
    for row in rows {
        // A row that is in the records has served its purpose: its cells are forgotten at once.
        let content_cipher = if row.state == RowState::Applied {
            String::new()
        } else {
            row.content.seal(unit.vault(), row.id)?
        };
        models.push(import_row::ActiveModel {
            id: Set(row.id),
            batch_id: Set(batch),
            line: Set(row.line),
            content_cipher: Set(content_cipher),
            state: Set(row.state),
            problems: Set(row.content.keys()),
            subject_id: Set(row.subject_id),
        });
    }
    let replace = OnConflict::column(import_row::Column::Id)
        .update_columns([
            import_row::Column::ContentCipher,
            import_row::Column::State,
            import_row::Column::Problems,
            import_row::Column::SubjectId,
        ])
        .to_owned();
    import_row::Entity::insert_many(models)
        .on_conflict(replace)
        .exec_without_returning(unit.tx())
        .await?;
    Ok(())
}

/// Move a batch on, if it is still where the caller saw it.
pub(super) async fn move_batch(
    unit: &Unit,
    id: Uuid,
    from: &[ImportState],
    row: import_batch::ActiveModel,
) -> Result<()> {
    let result = import_batch::Entity::update_many()
        .set(row)
        .filter(import_batch::Column::Id.eq(id))
        .filter(import_batch::Column::State.is_in(from.iter().copied()))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        Err(DomainError::Conflict("import-conflict-moved-on"))
    } else {
        Ok(())
    }
}

/// Choose the field of every column, from the left; `None` leaves a column out. The batch must be judged again afterwards.
///
/// # Errors
/// [`DomainError::Invalid`] when a field is chosen twice, unknown or missing.
pub async fn choose_columns(unit: &Unit, id: Uuid, chosen: &[Option<String>]) -> Result<()> {
    unit.allow(Action::ImportFiles)?;
    let batch = by_id(unit.tx(), unit.actor(), id).await?;
    let mut mapping = super::session::mapping_of(&batch)?;
    for (choice, field) in mapping.columns.iter_mut().zip(chosen) {
        if choice.field != *field {
            choice.confidence = None;
            choice.duplicate_of = None;
        }
        choice.field.clone_from(field);
    }
    check_mapping(&mapping)?;
    let row = import_batch::ActiveModel {
        mapping: Set(json!(mapping)),
        state: Set(ImportState::Mapping),
        ..Default::default()
    };
    move_batch(unit, id, &[ImportState::Mapping, ImportState::Preview], row).await?;
    unit.audit("map-import", Subject::Import, Some(id), json!({})).await
}

/// Whether the columns can be used as they are.
pub(super) fn check_mapping(mapping: &Mapping) -> Result<()> {
    let problems: Vec<Problem> = mapping
        .problems()
        .iter()
        .map(|problem| Problem::new("columns", problem.key()).with("shown", problem.shown()))
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// Take a file back before it is applied. Its rows are forgotten.
pub async fn cancel(unit: &Unit, id: Uuid) -> Result<()> {
    unit.allow(Action::ImportFiles)?;
    let batch = by_id(unit.tx(), unit.actor(), id).await?;
    let row = import_batch::ActiveModel {
        state: Set(ImportState::Cancelled),
        finished_at: Set(Some(unit.now())),
        ..Default::default()
    };
    move_batch(unit, id, &[ImportState::Mapping, ImportState::Preview], row).await?;
    import_row::Entity::delete_many()
        .filter(import_row::Column::BatchId.eq(batch.id))
        .exec(unit.tx())
        .await?;
    unit.moved(Subject::Import, id, Some(batch.state), ImportState::Cancelled, "")
        .await?;
    unit.audit("cancel-import", Subject::Import, Some(id), json!({})).await
}
