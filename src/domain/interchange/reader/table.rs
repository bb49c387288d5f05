//! A table that can be gone through row by row, and the first pass that judges it.

use super::delimited::{Delimited, Form};
use super::jsonl::JsonLines;
use super::text::TextFile;
use super::workbook::Workbook;
use super::{
    BadRow, Cell, Grid, GridRow, HEADER_ROWS, Kind, Limits, RawRow, ReadProblem, Row, RowFault,
    header,
};

/// What the rows are taken from.
pub(super) enum Body {
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

/// The pass that keeps nothing: finds the header, counts the rows, applies the caps.
pub(super) fn survey(mut body: Body, limits: Limits) -> Result<Table, ReadProblem> {
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
