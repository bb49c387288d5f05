//! Reads tables from files that nobody vouches for: `.xlsx`, `.csv` and `.jsonl`, the last two also packed with gzip.
//!
//! A file is read twice. [`open`] goes through all of it, keeps nothing but the header and a count, and refuses it as a
//! whole if it is no table or too large, so nothing is half imported. [`Table::rows`] then gives the rows one by one;
//! memory is bounded by one row (for workbooks, by their shared strings). A row that cannot be used is an item like any
//! other and never ends the reading.

pub mod apart;
mod delimited;
mod header;
mod jsonl;
mod package;
mod problem;
mod sniff;
mod source;
mod table;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

pub use problem::{BadRow, ReadProblem, RowFault};
pub use source::Source;
pub use table::{Rows, Table};

use delimited::Form;
use sniff::Container;
use table::Body;
use text::TextFile;
use workbook::Workbook;

/// Rows with content among which the header is looked for.
const HEADER_ROWS: usize = 10;

/// What a file may cost. Counts are by position, so two cells far apart are as dear as all cells between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// Bytes of the file as sent.
    pub max_file_bytes: u64,
    /// Bytes that all its parts unpack to.
    pub max_unpacked_bytes: u64,
    /// Parts of a workbook's zip.
    pub max_parts: usize,
    /// Rows below the header.
    pub max_rows: u32,
    /// Columns from the left edge.
    pub max_columns: usize,
    /// Characters of one cell.
    pub max_cell_chars: usize,
}

impl Default for Limits {
    /// For uploads: the largest county ledger seen has 50 columns and a county some ten thousands of rural workers.
    fn default() -> Self {
        Self {
            max_file_bytes: 20_000_000,
            max_unpacked_bytes: 100_000_000,
            max_parts: 200,
            max_rows: 50_000,
            max_columns: 100,
            max_cell_chars: 2_000,
        }
    }
}

impl Limits {
    /// For the command line, where the operator chose the file: more rows, and descriptions of whole adverts.
    #[must_use]
    pub fn command_line() -> Self {
        Self {
            max_file_bytes: 400_000_000,
            max_unpacked_bytes: 800_000_000,
            max_rows: 200_000,
            max_cell_chars: 10_000,
            ..Self::default()
        }
    }
}

/// What kind of file it turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Excel workbook.
    Xlsx,
    /// Comma, tab or semicolon separated text.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// How the value was kept in the file; parsers of identity numbers and dates need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// Text as typed.
    Text,
    /// A number that kept all its digits.
    Number,
    /// A number beyond the 15 digits that Excel keeps: the digits shown at its end are not those that were typed.
    CutNumber,
    /// A date cell, shown as `yyyy-mm-dd` or `yyyy-mm-dd hh:mm`.
    Date,
    /// `true` or `false`.
    Bool,
    /// An error of a formula, such as `#N/A`.
    Error,
}

/// One filled cell.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Cell {
    /// Column from 0.
    pub column: usize,
    /// What it says, as typed and not trimmed.
    pub text: String,
    /// How it was kept.
    pub kind: CellKind,
}

impl Cell {
    fn new(column: usize, text: String, kind: CellKind) -> Self {
        Self { column, text, kind }
    }
}

/// One usable row; blank cells are left out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RawRow {
    /// Row number as Excel shows it (line number for JSON lines), from 1.
    pub line: u32,
    /// Filled cells by rising column.
    pub cells: Vec<Cell>,
}

impl RawRow {
    /// The cell of a column, if filled.
    #[must_use]
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }
}

/// An item of [`Table::rows`].
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    /// A row to work with.
    Good(RawRow),
    /// A row for the error sheet.
    Bad(BadRow),
}

/// Row as a format gives it, before the common rules are applied.
#[derive(Debug)]
struct GridRow {
    line: u32,
    cells: Vec<Cell>,
    fault: Option<RowFault>,
}

/// Gives the rows with content, top down.
trait Grid {
    fn next_row(&mut self) -> Result<Option<GridRow>, ReadProblem>;

    fn take_rows(&mut self, count: usize) -> Result<Vec<GridRow>, ReadProblem> {
        let mut rows = Vec::new();
        while rows.len() < count {
            let Some(row) = self.next_row()? else { break };
            rows.push(row);
        }
        Ok(rows)
    }
}

/// Opens a table and reads it through once.
///
/// `filename_hint` is the name the sender gave; it only breaks a tie between text formats.
///
/// # Errors
/// Says why the file as a whole is refused; see [`ReadProblem`].
pub fn open(source: impl Into<Source>, filename_hint: &str, limits: Limits) -> Result<Table, ReadProblem> {
    let source = source.into();
    if source.size()? > limits.max_file_bytes {
        return Err(ReadProblem::FileTooBig {
            limit: limits.max_file_bytes,
        });
    }
    let body = match sniff::container(&source.head(16)?) {
        Ok(Container::Zip) => {
            let largest = package::check(&mut source.open()?, &limits)?;
            Body::Workbook(Box::new(Workbook::open(&source, &limits, largest)?))
        }
        Ok(container) => text_body(source, container, filename_hint, &limits)?,
        // Where in a compound file the name "EncryptedPackage" stands is not fixed, so all of it is searched.
        Err(ReadProblem::OldExcel) => {
            return Err(sniff::container(&source.head(limits.max_file_bytes)?)
                .err()
                .unwrap_or(ReadProblem::OldExcel));
        }
        Err(problem) => return Err(problem),
    };
    table::survey(body, limits)
}

fn text_body(source: Source, container: Container, filename_hint: &str, limits: &Limits) -> Result<Body, ReadProblem> {
    let file = TextFile::detect(source, container == Container::Gzip, limits)?;
    let head = file.decoded_head()?;
    let first = head.chars().find(|letter| !letter.is_whitespace());
    if sniff::is_json_lines(first, filename_hint) {
        return Ok(Body::JsonLines(file));
    }
    let form = Form::guess(&head);
    Ok(Body::Delimited(file, form))
}

/// A number as Excel shows it: whole numbers without a point, fractions with at most 15 significant digits.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 {
        return format!("{number:.0}");
    }
    // The double next to 0.3 must not appear as 0.30000000000000004.
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    rounded.to_string()
}
