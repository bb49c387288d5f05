//! Finds the header row. Real ledgers carry a title, a date line and merged group names above it.

use super::GridRow;
use crate::domain::interchange::columns;

/// Names of the columns and the rows they stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) first_line: u32,
    pub(super) last_line: u32,
    pub(super) names: Vec<String>,
}

/// Two known names make a header: one alone may be a word of the title.
const ENOUGH: usize = 2;

/// The first row with at least two known column names.
pub(super) fn find_known(rows: &[GridRow]) -> Option<Header> {
    let at = rows.iter().position(|row| known(row) >= ENOUGH)?;
    let upper = &rows[at];
    let lower = rows
        .get(at + 1)
        .filter(|below| is_second_half(upper, below));
    Some(header(upper, lower))
}

/// A known header, else the first row with two words, else the first row: a person can still map the columns by hand.
pub(super) fn find(rows: &[GridRow]) -> Option<Header> {
    find_known(rows).or_else(|| {
        let words = |row: &&GridRow| {
            row.cells.len() >= ENOUGH
                && row
                    .cells
                    .iter()
                    .all(|cell| !cell.text.trim().starts_with(|c: char| c.is_ascii_digit()))
        };
        let row = rows.iter().find(words).or_else(|| rows.first())?;
        Some(header(row, None))
    })
}

fn known(row: &GridRow) -> usize {
    row.cells
        .iter()
        .filter(|cell| columns::is_known(&cell.text))
        .count()
}

/// A header of two rows: above stand names merged downwards and group names, below the names inside the groups.
/// A row of data has values under the known names, the second half of a header never has.
fn is_second_half(upper: &GridRow, below: &GridRow) -> bool {
    let above_is_known = |column| {
        upper
            .cells
            .iter()
            .any(|cell| cell.column == column && columns::is_known(&cell.text))
    };
    below.line == upper.line + 1
        && known(below) >= 1
        && !below.cells.iter().any(|cell| above_is_known(cell.column))
}

fn header(upper: &GridRow, lower: Option<&GridRow>) -> Header {
    let rows = [Some(upper), lower];
    let cells = || rows.iter().flatten().flat_map(|row| &row.cells);
    let width = cells().map(|cell| cell.column + 1).max().unwrap_or(0);
    let mut names = vec![String::new(); width];
    for cell in cells() {
        names[cell.column] = one_line(&cell.text);
    }
    Header {
        first_line: upper.line,
        last_line: lower.map_or(upper.line, |row| row.line),
        names,
    }
}

/// Header cells are often broken over lines to make the column narrow.
fn one_line(text: &str) -> String {
    let gap = if text.is_ascii() { " " } else { "" };
    let joined = text.split_whitespace().collect::<Vec<_>>().join(gap);
    // A name longer than this is a sentence; nobody needs all of it to recognise the column.
    joined.chars().take(60).collect()
}
