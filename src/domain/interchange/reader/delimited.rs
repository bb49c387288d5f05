//! Comma, tab or semicolon separated text.
//!
//! An own small parser, because three things matter here that general ones do not give: the row number that Excel shows
//! (blank lines count, line breaks inside a cell do not), memory bounded by the longest row, and an open quotation mark
//! that spoils its own row and not the rest of the file.

use std::collections::VecDeque;

use super::text::{Line, Lines, TextFile};
use super::{Cell, CellKind, Grid, GridRow, HEADER_ROWS, ReadProblem, RowFault};
use crate::domain::interchange::{columns, writer};

/// A row of more text than this has an open quotation mark; fifty columns of 2,000 characters of Chinese are 300 KB.
const MAX_ROW_BYTES: usize = 512 * 1024;
/// Each open quotation mark makes the rows after it be read twice, so their number is bounded.
const MAX_OPEN_QUOTES: u32 = 100;

/// How the text is cut into rows and cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    delimiter: char,
    terminator: u8,
}

impl Form {
    /// Guesses the form: Excel's "Unicode text" is tab separated, some locales write semicolons, old Macs end lines by CR.
    /// The sign that cuts out the most known column names wins, for commas and semicolons also stand in every description;
    /// with no known name, the sign that occurs most.
    pub(super) fn guess(head: &str) -> Self {
        let names = |sign: char| {
            let lines = head
                .split(['\n', '\r'])
                .filter(|line| !line.trim().is_empty());
            lines
                .take(HEADER_ROWS)
                .map(|line| {
                    line.split(sign)
                        .filter(|name| columns::is_known(name.trim_matches('"')))
                        .count()
                })
                .max()
        };
        let count = |sign| head.chars().filter(|letter| *letter == sign).count();
        let delimiter = [';', '\t', ',']
            .into_iter()
            .max_by_key(|sign| (names(*sign), count(*sign)))
            .unwrap_or(',');
        let terminator = if !head.contains('\n') && head.contains('\r') {
            b'\r'
        } else {
            b'\n'
        };
        Self {
            delimiter,
            terminator,
        }
    }
}

/// Reads rows one after the other.
pub(super) struct Delimited {
    lines: Lines,
    form: Form,
    again: VecDeque<Line>,
    row: u32,
    open_quotes: u32,
}

impl Delimited {
    pub(super) fn new(file: &TextFile, form: Form) -> Result<Self, ReadProblem> {
        Ok(Self {
            lines: file.lines(form.terminator)?,
            form,
            again: VecDeque::new(),
            row: 0,
            open_quotes: 0,
        })
    }

    fn next_line(&mut self) -> Result<Option<Line>, ReadProblem> {
        match self.again.pop_front() {
            Some(line) => Ok(Some(line)),
            None => Ok(self.lines.next_line()?),
        }
    }

    fn parse(&mut self, first: &Line) -> Result<GridRow, ReadProblem> {
        if first.cut {
            return Ok(self.faulty(first, RowFault::LineTooLong));
        }
        let mut fields = Fields::new(self.form.delimiter);
        fields.line(&first.text);
        let mut size = first.text.len();
        let mut taken = Vec::new();
        while fields.state == State::Quoted {
            match self.next_line()? {
                Some(line) if size + line.text.len() <= MAX_ROW_BYTES && !line.cut => {
                    size += line.text.len();
                    fields.current.push(char::from(self.form.terminator));
                    fields.line(&line.text);
                    taken.push(line);
                }
                stop => {
                    taken.extend(stop);
                    return self.open_quote(first, taken);
                }
            }
        }
        Ok(GridRow {
            line: self.row,
            cells: fields.finish(),
            fault: None,
        })
    }

    /// Gives up the row that opened the mark and reads the lines after it once more, as rows of their own.
    fn open_quote(&mut self, first: &Line, taken: Vec<Line>) -> Result<GridRow, ReadProblem> {
        self.open_quotes += 1;
        if self.open_quotes > MAX_OPEN_QUOTES {
            return Err(ReadProblem::TooManyBrokenRows {
                limit: MAX_OPEN_QUOTES,
            });
        }
        for line in taken.into_iter().rev() {
            self.again.push_front(line);
        }
        Ok(self.faulty(first, RowFault::QuoteOpen))
    }

    fn faulty(&self, line: &Line, fault: RowFault) -> GridRow {
        let text = line.text.trim_end_matches('\r').to_owned();
        GridRow {
            line: self.row,
            cells: vec![Cell::new(0, text, CellKind::Text)],
            fault: Some(fault),
        }
    }
}

impl Grid for Delimited {
    fn next_row(&mut self) -> Result<Option<GridRow>, ReadProblem> {
        while let Some(line) = self.next_line()? {
            self.row = self.row.saturating_add(1);
            let row = self.parse(&line)?;
            if !row.cells.is_empty() {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    QuoteSeen,
}

/// RFC 4180, lenient where real files are: text after a closing quote is kept, a quote inside a plain cell is a sign.
struct Fields {
    delimiter: char,
    state: State,
    current: String,
    column: usize,
    cells: Vec<Cell>,
}

impl Fields {
    fn new(delimiter: char) -> Self {
        Self {
            delimiter,
            state: State::Start,
            current: String::new(),
            column: 0,
            cells: Vec::new(),
        }
    }

    fn line(&mut self, text: &str) {
        let body = text.strip_suffix('\r').unwrap_or(text);
        for letter in body.chars() {
            self.state = match (self.state, letter) {
                (State::Quoted, '"') => State::QuoteSeen,
                (State::Quoted, _) => self.push(letter, State::Quoted),
                (State::QuoteSeen, '"') => self.push('"', State::Quoted),
                (_, sign) if sign == self.delimiter => self.close(),
                (State::Start, '"') => State::Quoted,
                _ => self.push(letter, State::Plain),
            };
        }
        if self.state == State::Quoted && body.len() < text.len() {
            self.current.push('\r');
        }
    }

    fn push(&mut self, letter: char, next: State) -> State {
        self.current.push(letter);
        next
    }

    fn close(&mut self) -> State {
        let text = std::mem::take(&mut self.current);
        let text = writer::unguard(&text);
        if !text.trim().is_empty() {
            self.cells
                .push(Cell::new(self.column, text.to_owned(), CellKind::Text));
        }
        self.column += 1;
        State::Start
    }

    fn finish(mut self) -> Vec<Cell> {
        self.close();
        self.cells
    }
}
