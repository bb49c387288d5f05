//! Excel workbooks, cell by cell. The library's whole-range reader is never used: it allocates by position,
//! and two cells can lie 17 billion places apart.

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader};

use super::source::{ReadSeek, Source};
use super::{Cell, CellKind, Grid, GridRow, HEADER_ROWS, Limits, ReadProblem, header, number_text};

type File = Box<dyn ReadSeek>;

/// Sheets that are looked at for a header; ledgers keep notes and code lists on further sheets.
const MAX_SHEETS: u64 = 20;

/// An opened workbook and the sheet that holds the table.
pub(super) struct Workbook {
    file: Xlsx<File>,
    pub(super) sheet: String,
}

impl Workbook {
    /// Opens a package that [`super::package::check`] has passed and picks the first visible sheet with a known header,
    /// else the first with any content.
    /// `largest_part` is its unpacked size in bytes.
    pub(super) fn open(
        source: &Source,
        limits: &Limits,
        largest_part: u64,
    ) -> Result<Self, ReadProblem> {
        // Many sheets can point to one large part without a cell in it, and each look would go through all of it.
        let looks = (2 * limits.max_unpacked_bytes / largest_part.max(1)).clamp(1, MAX_SHEETS);
        let file = Xlsx::new(source.open()?).map_err(|_| ReadProblem::Damaged)?;
        let names: Vec<String> = file
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.visible == SheetVisible::Visible)
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .take(usize::try_from(looks).unwrap_or(1))
            .collect();
        let mut book = Self {
            file,
            sheet: String::new(),
        };
        let mut first_filled = None;
        for name in names {
            book.sheet.clone_from(&name);
            let rows = book.grid(limits)?.take_rows(HEADER_ROWS)?;
            if header::find_known(&rows).is_some() {
                return Ok(book);
            }
            if !rows.is_empty() && first_filled.is_none() {
                first_filled = Some(name);
            }
        }
        book.sheet = first_filled.ok_or(ReadProblem::NoSheet)?;
        Ok(book)
    }

    /// The rows of the chosen sheet from the first on.
    pub(super) fn grid(&mut self, limits: &Limits) -> Result<SheetRows<'_>, ReadProblem> {
        let cells = self
            .file
            .worksheet_cells_reader(&self.sheet)
            .map_err(|_| ReadProblem::Damaged)?;
        Ok(SheetRows {
            cells,
            ahead: None,
            over: false,
            last_line: 0,
            max_columns: limits.max_columns,
            max_cell_chars: limits.max_cell_chars,
        })
    }
}

/// Rows of one sheet.
pub(super) struct SheetRows<'a> {
    cells: XlsxCellReader<'a, File>,
    ahead: Option<(u32, Cell)>,
    /// The library reports a damaged sheet if it is asked for more after the last cell.
    over: bool,
    last_line: u32,
    max_columns: usize,
    max_cell_chars: usize,
}

impl SheetRows<'_> {
    /// The next cell with something in it, and its row as Excel counts.
    fn next_filled(&mut self) -> Result<Option<(u32, Cell)>, ReadProblem> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        if self.over {
            return Ok(None);
        }
        while let Some(cell) = self.cells.next_cell().map_err(|_| ReadProblem::Damaged)? {
            let (row, column) = cell.get_position();
            let Some((text, kind)) = self.plain(cell.get_value()) else {
                continue;
            };
            let (line, column) = (row.saturating_add(1), column as usize);
            if column >= self.max_columns {
                return Err(ReadProblem::TooManyColumns {
                    limit: self.max_columns,
                    line,
                });
            }
            return Ok(Some((line, Cell::new(column, text, kind))));
        }
        self.over = true;
        Ok(None)
    }

    /// The value as text, `None` if there is nothing to see.
    fn plain(&self, value: &DataRef<'_>) -> Option<(String, CellKind)> {
        // One shared string of megabytes can stand in a million cells; one sign over the limit is enough to tell.
        let cut = |text: &str| {
            text.chars()
                .take(self.max_cell_chars + 1)
                .collect::<String>()
        };
        let (text, kind) = match value {
            DataRef::Empty => return None,
            DataRef::String(text) => (cut(text), CellKind::Text),
            DataRef::SharedString(text) => (cut(text), CellKind::Text),
            DataRef::Int(number) => (number.to_string(), CellKind::Number),
            DataRef::Float(number) => (number_text(*number), number_kind(*number)),
            DataRef::Bool(value) => (value.to_string(), CellKind::Bool),
            DataRef::DateTime(moment) => moment_text(moment),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (cut(text), CellKind::Date),
            DataRef::Error(error) => (error.to_string(), CellKind::Error),
        };
        (!text.trim().is_empty()).then_some((text, kind))
    }
}

impl Grid for SheetRows<'_> {
    fn next_row(&mut self) -> Result<Option<GridRow>, ReadProblem> {
        let Some((line, first)) = self.next_filled()? else {
            return Ok(None);
        };
        // Rows come in order in every real file; a file where they do not would make row numbers meaningless.
        if line <= self.last_line {
            return Err(ReadProblem::Damaged);
        }
        self.last_line = line;
        let mut cells = vec![first];
        while let Some((next_line, cell)) = self.next_filled()? {
            if next_line != line {
                self.ahead = Some((next_line, cell));
                break;
            }
            // The columns of a row are bounded, so more cells than columns means that places repeat.
            if cells.len() == self.max_columns {
                return Err(ReadProblem::Damaged);
            }
            cells.push(cell);
        }
        cells.sort_by_key(|cell| cell.column);
        cells.dedup_by_key(|cell| cell.column);
        Ok(Some(GridRow {
            line,
            cells,
            fault: None,
        }))
    }
}

/// Excel keeps 15 significant digits: an identity number typed into a number cell has lost its last three.
fn number_kind(number: f64) -> CellKind {
    if number.abs() >= 1e15 {
        CellKind::CutNumber
    } else {
        CellKind::Number
    }
}

fn moment_text(moment: &ExcelDateTime) -> (String, CellKind) {
    if moment.is_duration() {
        return (number_text(moment.as_f64()), CellKind::Number);
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}");
    let text = if moment.as_f64() < 1.0 {
        time
    } else if (hour, minute) == (0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    };
    (text, CellKind::Date)
}
