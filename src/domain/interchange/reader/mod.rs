//! Reads tables from files that nobody vouches for: `.xlsx`, `.csv` and `.jsonl`, the last two also packed with gzip.
//!
//! A file is read twice. [`open`] goes through all of it, keeps nothing but the header and a count, and refuses it as a
//! whole if it is no table or too large, so nothing is half imported. [`Table::rows`] then gives the rows one by one;
//! memory is bounded by one row (for workbooks, by their shared strings). A row that cannot be used is an item like any
//! other and never ends the reading.

mod delimited;
mod header;
mod jsonl;
mod package;
mod problem;
mod sniff;
mod source;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

pub use problem::{BadRow, ReadProblem, RowFault};
pub use source::Source;

use delimited::{Delimited, Form};
use jsonl::JsonLines;
use sniff::Container;
use text::TextFile;
use workbook::Workbook;

/// Rows with content among which the header is looked for.
const HEADER_ROWS: usize = 10;

/// What a file may cost. Counts are by position, so two cells far apart are as dear as all cells between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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

enum Body {
    Workbook(Box<Workbook>),
    Delimited(TextFile, Form),
    JsonLines(TextFile),
}

/// A table that was read through once and found sound.
pub struct Table {
    /// What the content is.
    pub kind: Kind,
    /// Name of the sheet, for workbooks.
    pub sheet_name: Option<String>,
    /// Column names from the left; blank where a column has none.
    pub headers: Vec<String>,
    /// Row of the header as Excel counts (the last one if it has two); 0 for JSON lines, which have none.
    pub header_line: u32,
    /// Rows with content below the header, good or bad.
    pub row_count: u32,
    body: Body,
    limits: Limits,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Table")
            .field("kind", &self.kind)
            .field("headers", &self.headers)
            .field("row_count", &self.row_count)
            .finish_non_exhaustive()
    }
}

/// Opens a table and reads it through once.
///
/// `filename_hint` is the name the sender gave; it only breaks a tie between text formats.
///
/// # Errors
/// Says why the file as a whole is refused; see [`ReadProblem`].
pub fn open(
    source: impl Into<Source>,
    filename_hint: &str,
    limits: Limits,
) -> Result<Table, ReadProblem> {
    let source = source.into();
    if source.size()? > limits.max_file_bytes {
        return Err(ReadProblem::FileTooBig {
            limit: limits.max_file_bytes,
        });
    }
    let body = match sniff::container(&source.head(16)?) {
        Ok(Container::Zip) => {
            package::check(&mut source.open()?, &limits)?;
            Body::Workbook(Box::new(Workbook::open(&source, &limits)?))
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
    survey(body, limits)
}

fn text_body(
    source: Source,
    container: Container,
    filename_hint: &str,
    limits: &Limits,
) -> Result<Body, ReadProblem> {
    let file = TextFile::detect(source, container == Container::Gzip, limits)?;
    let head = file.decoded_head()?;
    let first = head.chars().find(|letter| !letter.is_whitespace());
    if sniff::is_json_lines(first, filename_hint) {
        return Ok(Body::JsonLines(file));
    }
    let form = Form::guess(&head);
    Ok(Body::Delimited(file, form))
}

/// The pass that keeps nothing: finds the header, counts the rows, applies the caps.
fn survey(mut body: Body, limits: Limits) -> Result<Table, ReadProblem> {
    let (kind, sheet_name) = match &body {
        Body::Workbook(book) => (Kind::Xlsx, Some(book.sheet.clone())),
        Body::Delimited(..) => (Kind::Csv, None),
        Body::JsonLines(_) => (Kind::Jsonl, None),
    };
    let (headers, header_line, row_count) = match &mut body {
        Body::Workbook(book) => survey_grid(&mut book.grid(&limits)?, limits)?,
        Body::Delimited(file, form) => survey_grid(&mut Delimited::new(file, *form)?, limits)?,
        Body::JsonLines(file) => {
            let mut grid = JsonLines::new(file, Vec::new(), limits.max_columns)?;
            let count = count_rows(&mut grid, 0, limits)?;
            (grid.keys, 0, count)
        }
    };
    if headers.is_empty() {
        return Err(if row_count == 0 {
            ReadProblem::Empty
        } else {
            ReadProblem::NotATable
        });
    }
    Ok(Table {
        kind,
        sheet_name,
        headers,
        header_line,
        row_count,
        body,
        limits,
    })
}

fn survey_grid(
    grid: &mut dyn Grid,
    limits: Limits,
) -> Result<(Vec<String>, u32, u32), ReadProblem> {
    let first = grid.take_rows(HEADER_ROWS)?;
    let header = header::find(&first).ok_or(ReadProblem::Empty)?;
    for row in &first {
        check_place(row, header.last_line, limits)?;
    }
    let below = first
        .iter()
        .filter(|row| row.line > header.last_line)
        .count();
    let rest = count_rows(grid, header.last_line, limits)?;
    let count = rest.saturating_add(u32::try_from(below).unwrap_or(u32::MAX));
    Ok((header.names, header.last_line, count))
}

fn count_rows(grid: &mut dyn Grid, header_line: u32, limits: Limits) -> Result<u32, ReadProblem> {
    let mut count = 0_u32;
    while let Some(row) = grid.next_row()? {
        check_place(&row, header_line, limits)?;
        count += 1;
    }
    Ok(count)
}

fn check_place(row: &GridRow, header_line: u32, limits: Limits) -> Result<(), ReadProblem> {
    if row.line.saturating_sub(header_line) > limits.max_rows {
        return Err(ReadProblem::TooManyRows {
            limit: limits.max_rows,
        });
    }
    if row
        .cells
        .iter()
        .any(|cell| cell.column >= limits.max_columns)
    {
        return Err(ReadProblem::TooManyColumns {
            limit: limits.max_columns,
            line: row.line,
        });
    }
    Ok(())
}

impl Table {
    /// The rows below the header, from the first on; may be called again.
    ///
    /// # Errors
    /// Only if the file changed or the disk failed since [`open`]; the same holds for `Err` items of the iterator.
    pub fn rows(&mut self) -> Result<Rows<'_>, ReadProblem> {
        let limits = self.limits;
        let grid: Box<dyn Grid + '_> = match &mut self.body {
            Body::Workbook(book) => Box::new(book.grid(&limits)?),
            Body::Delimited(file, form) => Box::new(Delimited::new(file, *form)?),
            Body::JsonLines(file) => Box::new(JsonLines::new(
                file,
                self.headers.clone(),
                limits.max_columns,
            )?),
        };
        Ok(Rows {
            grid,
            header_line: self.header_line,
            // A note right of a sheet's table is common and harmless; in separated text it means a shifted row.
            width: (self.kind == Kind::Csv).then_some(self.headers.len()),
            limits,
            over: false,
        })
    }
}

/// Iterator over the rows of a [`Table`].
pub struct Rows<'a> {
    grid: Box<dyn Grid + 'a>,
    header_line: u32,
    width: Option<usize>,
    limits: Limits,
    over: bool,
}

impl Rows<'_> {
    fn judge(&self, row: GridRow) -> Row {
        let too_long = |cell: &&Cell| cell.text.chars().count() > self.limits.max_cell_chars;
        let lost = |cell: &&Cell| cell.text.contains(char::REPLACEMENT_CHARACTER);
        let beyond = |cell: &&Cell| self.width.is_some_and(|width| cell.column >= width);
        let first = |test: &dyn Fn(&&Cell) -> bool, fault| {
            let cell = row.cells.iter().find(|cell| test(cell))?;
            Some((fault, Some(cell.column)))
        };
        let found = row
            .fault
            .map(|fault| (fault, None))
            .or_else(|| first(&lost, RowFault::Characters))
            .or_else(|| first(&too_long, RowFault::CellTooLong))
            .or_else(|| first(&beyond, RowFault::TooWide));
        let Some((fault, column)) = found else {
            return Row::Good(RawRow {
                line: row.line,
                cells: row.cells,
            });
        };
        let mut cells = row.cells;
        for cell in &mut cells {
            if let Some((end, _)) = cell.text.char_indices().nth(self.limits.max_cell_chars) {
                cell.text.truncate(end);
            }
        }
        Row::Bad(BadRow {
            line: row.line,
            column,
            fault,
            cells,
        })
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, ReadProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            match self.grid.next_row() {
                Ok(Some(row)) if row.line <= self.header_line => {}
                Ok(Some(row)) => return Some(Ok(self.judge(row))),
                Ok(None) => self.over = true,
                Err(problem) => {
                    self.over = true;
                    return Some(Err(problem));
                }
            }
        }
        None
    }
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
