//! The sheet of refused rows: the row as it came, and one sentence on what to do. Mended and brought in again, it is a file like any other.

use std::io::Write;

use entity::codes::RowState;
use entity::{import_batch, import_row};
use sea_orm::{ColumnTrait as _, Condition};

use super::batch::rows_after;
use super::content::RowProblem;
use super::writer::{ErrorSheet, SheetFormat, WriteProblem};
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Core;

/// Rows that are opened together while the sheet is written.
const ROWS_AT_ONCE: u64 = 500;

/// The words of the sheet in the reader's language.
pub struct ErrorWords<'w> {
    /// Name of the sheet.
    pub sheet: String,
    /// Header of the added column.
    pub reason: String,
    /// The sentence for a problem.
    pub sentence: &'w (dyn Fn(&RowProblem) -> String + Sync),
}

/// Write every refused and undecided row of a batch. Answers how many there are.
///
/// # Errors
/// If the database, the keys or the output fail.
pub async fn write_refused<W: Write + Send>(
    core: &Core,
    batch: &import_batch::Model,
    format: SheetFormat,
    out: W,
    words: &ErrorWords<'_>,
) -> Result<(u64, W)> {
    let headers: Vec<String> = serde_json::from_value(batch.headers.clone()).unwrap_or_default();
    let mut sheet =
        ErrorSheet::new(format, out, &words.sheet, &headers, &words.reason).map_err(|error| failed(&error))?;
    let refused = || Condition::all().add(import_row::Column::State.is_in([RowState::Bad, RowState::Conflict]));
    let (mut line, mut written) = (-1, 0);
    loop {
        let rows = rows_after(core.db.reader(), &core.vault, batch.id, refused(), line, ROWS_AT_ONCE).await?;
        let Some(last) = rows.last() else { break };
        line = last.line;
        for row in &rows {
            let reason = row.content.problems.first().map(words.sentence).unwrap_or_default();
            sheet
                .write(&row.content.cells, &reason)
                .map_err(|error| failed(&error))?;
            written += 1;
        }
    }
    let out = sheet.finish().map_err(|error| failed(&error))?;
    Ok((written, out))
}

pub(super) fn failed(error: &WriteProblem) -> DomainError {
    DomainError::Internal(format!("sheet: {error}"))
}
