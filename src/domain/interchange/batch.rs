//! A file that somebody brought in: looking at it, choosing its columns, taking it back.

use entity::codes::{ImportState, RowState, Subject};
use entity::{import_batch, import_row};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, FromQueryResult, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::columns::Mapping;
use super::content::RowContent;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;
use crate::domain::unit::Unit;
use crate::vault::Vault;

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
