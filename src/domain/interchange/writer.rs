//! Sheets that go out: error sheets and exports, as `.xlsx` or `.csv`, that never become formulas where they are opened.
//!
//! In `.xlsx` every cell is a typed string in text format, so 18 digits stay 18 digits and `=1+1` stays a text.
//! `.csv` has no types; there a leading sign that a spreadsheet would act on is kept from the edge by an apostrophe
//! (ASVS 5.0 V1.2.10), and the byte order mark makes Excel on Chinese Windows read UTF-8.

mod book;

use std::io::{self, Write};

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

pub use book::{BookCell, BookWriter, SheetHead};

use super::reader::Cell;

/// Excel keeps at most this many characters (UTF-16 units) in a cell.
const MAX_CELL_UNITS: usize = 32_767;
/// Rows that one Excel sheet can hold.
const MAX_SHEET_ROWS: u32 = 1_048_576;

/// File format of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFormat {
    /// Excel workbook.
    Xlsx,
    /// UTF-8 with byte order mark, comma separated.
    Csv,
}

impl SheetFormat {
    /// Ending of the file name, without the point.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// Media type for the answer that carries it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// Why a sheet could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteProblem {
    /// The disk or the connection failed.
    #[error("the sheet could not be written")]
    Io(#[from] io::Error),
    /// The workbook library refused, for instance a sheet name that Excel does not allow.
    #[error("the workbook could not be made")]
    Workbook(#[from] XlsxError),
    /// More rows than one sheet holds.
    #[error("more rows than one sheet holds")]
    TooManyRows,
}

impl From<csv::Error> for WriteProblem {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}

/// Signs at the start of a cell that spreadsheets take for a formula or a command.
fn is_risky(letter: char) -> bool {
    matches!(
        letter,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'
    )
}

fn starts_risky(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(is_risky)
}

/// The text for a CSV cell: with an apostrophe before it if a spreadsheet would act on it.
/// A text that already begins so gets one more, so that [`unguard`] gives back exactly what was written.
#[must_use]
pub fn guard(text: &str) -> std::borrow::Cow<'_, str> {
    if starts_risky(text) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// Takes back the apostrophe of [`guard`].
#[must_use]
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if starts_risky(rest) => rest,
        _ => text,
    }
}

enum Inner<W: Write + Send> {
    Csv(Box<csv::Writer<W>>),
    Xlsx {
        book: Box<Workbook>,
        out: W,
        text: Box<Format>,
    },
}

/// Writes one sheet row by row. Memory does not grow with the rows; workbooks wait in a temporary file.
pub struct SheetWriter<W: Write + Send> {
    inner: Inner<W>,
    row: u32,
}

impl<W: Write + Send> SheetWriter<W> {
    /// Begins a sheet with its header row. `sheet_name` is for workbooks: at most 31 signs, none of `[]:*?/\`.
    ///
    /// # Errors
    /// If the output fails or Excel would not allow the name.
    pub fn new<S: AsRef<str>>(
        format: SheetFormat,
        mut out: W,
        sheet_name: &str,
        headers: &[S],
    ) -> Result<Self, WriteProblem> {
        let inner = match format {
            SheetFormat::Csv => {
                out.write_all("\u{feff}".as_bytes())?;
                let mut builder = csv::WriterBuilder::new();
                builder.flexible(true).terminator(csv::Terminator::CRLF);
                Inner::Csv(Box::new(builder.from_writer(out)))
            }
            SheetFormat::Xlsx => {
                let mut book = Box::new(Workbook::new());
                let sheet = book.add_worksheet_with_constant_memory()?;
                sheet.set_name(sheet_name)?.set_freeze_panes(1, 0)?;
                let text = Box::new(Format::new().set_num_format("@"));
                Inner::Xlsx { book, out, text }
            }
        };
        let mut writer = Self { inner, row: 0 };
        writer.set_widths(headers)?;
        writer.write_row(headers)?;
        Ok(writer)
    }

    fn set_widths<S: AsRef<str>>(&mut self, headers: &[S]) -> Result<(), WriteProblem> {
        if let Inner::Xlsx { book, .. } = &mut self.inner {
            let sheet = book.worksheet_from_index(0)?;
            for (column, header) in (0_u16..).zip(headers) {
                // A Chinese sign is as wide as two digits; 18 digits of an identity number need 20.
                let signs = header.as_ref().chars().count().clamp(5, 20);
                let signs = u32::try_from(signs).unwrap_or(20);
                sheet.set_column_width(column, f64::from(signs * 2 + 2))?;
            }
        }
        Ok(())
    }

    /// Writes one row, from the left.
    ///
    /// # Errors
    /// If the output fails or the sheet is full.
    pub fn write_row<S: AsRef<str>>(&mut self, cells: &[S]) -> Result<(), WriteProblem> {
        match &mut self.inner {
            Inner::Csv(writer) => {
                writer.write_record(cells.iter().map(|cell| guard(cell.as_ref()).into_owned()))?;
            }
            Inner::Xlsx { book, text, .. } => {
                if self.row == MAX_SHEET_ROWS {
                    return Err(WriteProblem::TooManyRows);
                }
                let sheet = book.worksheet_from_index(0)?;
                for (column, cell) in (0_u16..).zip(cells) {
                    write_text(sheet, self.row, column, cell.as_ref(), text)?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Ends the sheet and gives the output back.
    ///
    /// # Errors
    /// If the output fails.
    pub fn finish(self) -> Result<W, WriteProblem> {
        match self.inner {
            Inner::Csv(writer) => {
                let mut out = writer
                    .into_inner()
                    .map_err(|error| io::Error::new(error.error().kind(), error.to_string()))?;
                out.flush()?;
                Ok(out)
            }
            Inner::Xlsx { mut book, mut out, .. } => {
                book.save_to_writer(&mut out)?;
                out.flush()?;
                Ok(out)
            }
        }
    }
}

/// Only strings are ever written: no formula, no number, no link.
fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    let mut units = 0;
    let fits: String = text
        // XML 1.0 cannot carry the other control characters at all.
        .chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r'))
        .take_while(|letter| {
            units += letter.len_utf16();
            units <= MAX_CELL_UNITS
        })
        .collect();
    sheet.write_string_with_format(row, column, fits, format)?;
    Ok(())
}

/// Writes the rows that were refused: the columns as they came, then one sentence each on what to do.
pub struct ErrorSheet<W: Write + Send> {
    sheet: SheetWriter<W>,
    width: usize,
}

impl<W: Write + Send> ErrorSheet<W> {
    /// Begins the sheet. `reason_header` names the added last column in the reader's language.
    ///
    /// # Errors
    /// As [`SheetWriter::new`].
    pub fn new(
        format: SheetFormat,
        out: W,
        sheet_name: &str,
        headers: &[String],
        reason_header: &str,
    ) -> Result<Self, WriteProblem> {
        let mut all: Vec<&str> = headers.iter().map(String::as_str).collect();
        all.push(reason_header);
        Ok(Self {
            sheet: SheetWriter::new(format, out, sheet_name, &all)?,
            width: headers.len(),
        })
    }

    /// Writes one refused row and why. Cells beyond the header are joined into its last column, so nothing is lost.
    ///
    /// # Errors
    /// As [`SheetWriter::write_row`].
    pub fn write(&mut self, cells: &[Cell], reason: &str) -> Result<(), WriteProblem> {
        let mut row = vec![String::new(); self.width + 1];
        let last = self.width.saturating_sub(1);
        for cell in cells {
            let place = &mut row[cell.column.min(last)];
            if !place.is_empty() {
                place.push(' ');
            }
            place.push_str(&cell.text);
        }
        reason.clone_into(&mut row[self.width]);
        self.sheet.write_row(&row)
    }

    /// Ends the sheet and gives the output back.
    ///
    /// # Errors
    /// As [`SheetWriter::finish`].
    pub fn finish(self) -> Result<W, WriteProblem> {
        self.sheet.finish()
    }
}

#[cfg(test)]
mod tests;
