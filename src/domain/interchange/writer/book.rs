//! Workbooks that are filed: a title, the office and the period above the table, the signatures below it, laid out for paper.

use std::io::Write;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::{MAX_SHEET_ROWS, WriteProblem, write_text};

/// Paper sizes as Excel numbers them.
const A3: u8 = 8;
const A4: u8 = 9;
/// Excel keeps at most this many letters in the name of a sheet.
const NAME_LETTERS: usize = 31;

/// The head of one sheet.
pub struct SheetHead<'h> {
    /// Name on the tab.
    pub name: &'h str,
    /// Over everything.
    pub title: &'h str,
    /// Office, period, day.
    pub line: &'h str,
    /// Heads of the columns with their widths in digits.
    pub columns: &'h [(String, u8)],
    /// A3 instead of A4, both across.
    pub large: bool,
}

/// A cell of a filed sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookCell {
    /// Written as a text, whatever it looks like.
    Text(String),
    /// Written as a number, to the right, so that it can be added up.
    Number(i64),
    /// Money in fen, written in yuan.
    Yuan(i64),
}

/// Writes workbooks sheet by sheet and row by row. Rows wait in temporary files, so that memory does not grow with them.
pub struct BookWriter {
    book: Workbook,
    text: Format,
    number: Format,
    yuan: Format,
    sheet: usize,
    row: u32,
}

impl Default for BookWriter {
    fn default() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin);
        Self {
            book: Workbook::new(),
            text: cell.clone().set_num_format("@").set_text_wrap(),
            number: cell.clone().set_num_format("0"),
            yuan: cell.set_num_format("0.00"),
            sheet: 0,
            row: 0,
        }
    }
}

fn tab(name: &str) -> String {
    name.chars()
        .filter(|letter| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
        .take(NAME_LETTERS)
        .collect()
}

impl BookWriter {
    /// Begin the next sheet.
    ///
    /// # Errors
    /// If Excel would not allow the name.
    pub fn begin(&mut self, head: &SheetHead<'_>) -> Result<(), WriteProblem> {
        self.sheet = self.book.worksheets().len();
        let title = Format::new()
            .set_bold()
            .set_font_size(16)
            .set_align(FormatAlign::Center);
        let heads = Format::new()
            .set_bold()
            .set_border(FormatBorder::Thin)
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_num_format("@");
        let last = u16::try_from(head.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(tab(head.name))?;
        sheet.set_landscape().set_paper_size(if head.large { A3 } else { A4 });
        sheet
            .set_print_fit_to_pages(1, 0)
            .set_repeat_rows(2, 2)?
            .set_freeze_panes(3, 0)?;
        for (column, (_, width)) in (0_u16..).zip(head.columns) {
            sheet.set_column_width(column, f64::from(*width))?;
        }
        if last > 0 {
            sheet.merge_range(0, 0, 0, last, head.title, &title)?;
        } else {
            sheet.write_string_with_format(0, 0, head.title, &title)?;
        }
        sheet.write_string(1, 0, head.line)?;
        for (column, (words, _)) in (0_u16..).zip(head.columns) {
            write_text(sheet, 2, column, words, &heads)?;
        }
        self.row = 3;
        Ok(())
    }

    /// Write one row of the sheet that was begun last.
    ///
    /// # Errors
    /// If the sheet is full.
    pub fn row(&mut self, cells: &[BookCell]) -> Result<(), WriteProblem> {
        if self.row >= MAX_SHEET_ROWS {
            return Err(WriteProblem::TooManyRows);
        }
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                BookCell::Text(text) if text.is_empty() => {
                    sheet.write_blank(self.row, column, &self.text)?;
                }
                BookCell::Text(text) => write_text(sheet, self.row, column, text, &self.text)?,
                BookCell::Number(number) => write_number(sheet, self.row, column, *number, 1.0, &self.number)?,
                BookCell::Yuan(fen) => write_number(sheet, self.row, column, *fen, 100.0, &self.yuan)?,
            }
        }
        self.row += 1;
        Ok(())
    }

    /// End the sheet with a line under its table: who filled it in, who checked it, who answers for it.
    ///
    /// # Errors
    /// If the sheet is full.
    pub fn end(&mut self, line: &str) -> Result<(), WriteProblem> {
        if self.row + 1 >= MAX_SHEET_ROWS {
            return Err(WriteProblem::TooManyRows);
        }
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        sheet.write_string(self.row + 1, 0, line)?;
        Ok(())
    }

    /// Write the workbook.
    ///
    /// # Errors
    /// If the output fails.
    pub fn finish<W: Write + std::io::Seek + Send>(mut self, out: W) -> Result<(), WriteProblem> {
        self.book.save_to_writer(out)?;
        Ok(())
    }
}

/// Excel holds numbers as doubles and shows long ones in powers of ten; what is longer than any count stays a text.
fn write_number(
    sheet: &mut rust_xlsxwriter::Worksheet,
    row: u32,
    column: u16,
    number: i64,
    parts: f64,
    format: &Format,
) -> Result<(), XlsxError> {
    match i32::try_from(number) {
        Ok(small) => sheet.write_number_with_format(row, column, f64::from(small) / parts, format)?,
        Err(_) => sheet.write_string_with_format(row, column, number.to_string(), format)?,
    };
    Ok(())
}
