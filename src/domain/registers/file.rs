//! Registers as workbooks: one, or all of a month in one pack. Rows are read and written piece by piece.

use std::io::{Seek, Write};

use sea_orm::ConnectionTrait;

pub use super::people::Numbers;
use super::rows::{AT_ONCE, Row, Wanted, ids};
use super::source::{self, Source, quality};
use super::value::{Value, Words};
use super::{Column, Shape};
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::figures::checks;
use crate::domain::interchange::writer::{BookCell, BookWriter, SheetHead, WriteProblem};

/// One register of a workbook.
pub struct Sheet<'s> {
    /// What is asked for.
    pub wanted: &'s Wanted,
    /// The columns that go out, in order.
    pub columns: Vec<&'static Column>,
    /// Its title.
    pub title: String,
    /// Office, period, day.
    pub line: String,
    /// Whether numbers stand there in full.
    pub numbers: Numbers<'s>,
}

fn failed(problem: &WriteProblem) -> DomainError {
    DomainError::Internal(format!("the workbook of registers: {problem}"))
}

fn cells(row: &Row, places: &[usize], number: i64, words: &Words<'_>) -> Vec<BookCell> {
    let mut cells = vec![BookCell::Number(number)];
    cells.extend(places.iter().map(|place| match row.values.get(*place) {
        Some(Value::Number(number)) => BookCell::Number(*number),
        Some(Value::Yuan(fen)) => BookCell::Yuan(*fen),
        value => BookCell::Text(value.map(|value| value.words(words)).unwrap_or_default()),
    }));
    cells
}

/// Where the chosen columns stand among all of a register.
#[must_use]
pub fn places(all: &'static [Column], chosen: &[&'static Column]) -> Vec<usize> {
    chosen
        .iter()
        .filter_map(|column| all.iter().position(|other| other.key == column.key))
        .collect()
}

/// Writes one sheet after another. Answers how many rows each has.
///
/// # Errors
/// [`DomainError::Internal`] if the output fails.
pub async fn write<W: Write + Seek + Send>(
    db: &impl ConnectionTrait,
    actor: &Actor,
    sheets: &[Sheet<'_>],
    words: &Words<'_>,
    out: W,
) -> Result<Vec<u64>> {
    let mut book = BookWriter::default();
    let mut counts = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        counts.push(one(db, actor, sheet, words, &mut book).await?);
    }
    book.finish(out).map_err(|problem| failed(&problem))?;
    Ok(counts)
}

/// Write rows after the one with `number`. Answers the number of the last.
fn append(book: &mut BookWriter, rows: &[Row], places: &[usize], mut number: i64, words: &Words<'_>) -> Result<i64> {
    for row in rows {
        number += 1;
        book.row(&cells(row, places, number, words))
            .map_err(|problem| failed(&problem))?;
    }
    Ok(number)
}

async fn one(
    db: &impl ConnectionTrait,
    actor: &Actor,
    sheet: &Sheet<'_>,
    words: &Words<'_>,
    book: &mut BookWriter,
) -> Result<u64> {
    let wanted = sheet.wanted;
    let places = places(wanted.register.columns(), &sheet.columns);
    let mut heads = vec![((words.text)("register-no-column"), Shape::Number.width())];
    heads.extend(sheet.columns.iter().map(|column| {
        let words = (words.text)(&format!("register-column-{}", column.key));
        (words, column.shape.width())
    }));
    let head = SheetHead {
        name: &sheet.title,
        title: &sheet.title,
        line: &sheet.line,
        columns: &heads,
        large: wanted.register.is_wide(),
    };
    book.begin(&head).map_err(|problem| failed(&problem))?;
    let mut number = 0;
    match source::of(db, actor, wanted).await? {
        Source::Table(rows) => number = append(book, &rows, &places, number, words)?,
        Source::Rules => {
            for check in checks::all() {
                let rows = quality::all_of_rule(db, &wanted.asked, check).await?;
                number = append(book, &rows, &places, number, words)?;
            }
        }
        Source::Records(list) => {
            let ids = ids(db, &list).await?;
            for piece in ids.chunks(AT_ONCE) {
                let rows = source::rows(db, wanted, piece, sheet.numbers).await?;
                number = append(book, &rows, &places, number, words)?;
            }
        }
    }
    book.end(&(words.text)("register-signatures"))
        .map_err(|problem| failed(&problem))?;
    Ok(number.unsigned_abs())
}
