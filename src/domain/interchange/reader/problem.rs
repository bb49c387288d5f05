//! Why a file, or one row of it, cannot be read.

use serde::{Deserialize, Serialize};

use super::Cell;

/// Why a whole file is refused. Nothing has been read from it that anybody may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ReadProblem {
    /// No byte, or no cell with anything in it.
    #[error("the file is empty")]
    Empty,
    /// The file itself is larger than allowed; the limit is in bytes.
    #[error("the file is larger than {limit} bytes")]
    FileTooBig {
        /// Most bytes a file may have.
        limit: u64,
    },
    /// Unpacked (zip, gzip) it is larger than allowed; the limit is in bytes.
    #[error("the file unpacks to more than {limit} bytes")]
    UnpacksTooBig {
        /// Most bytes all parts together may unpack to.
        limit: u64,
    },
    /// More parts in the zip than any real workbook has.
    #[error("the workbook has more than {limit} parts")]
    TooManyParts {
        /// Most parts a workbook may have.
        limit: usize,
    },
    /// More rows than allowed, by position.
    #[error("the table has more than {limit} rows")]
    TooManyRows {
        /// Most rows below the header.
        limit: u32,
    },
    /// A cell with content lies right of the last allowed column.
    #[error("row {line} has a cell beyond column {limit}")]
    TooManyColumns {
        /// Most columns, by position.
        limit: usize,
        /// Row in which it was seen, as Excel counts.
        line: u32,
    },
    /// Excel 97–2003 (.xls) or another format in the old container.
    #[error("an old Excel file (.xls)")]
    OldExcel,
    /// Workbook locked with a password.
    #[error("the workbook is locked with a password")]
    Encrypted,
    /// Workbook with macros (.xlsm), which can run code where it is opened.
    #[error("the workbook carries macros")]
    Macros,
    /// A web page or XML that was given the name of a table.
    #[error("a web page, not a table")]
    WebPage,
    /// A program, a picture, a PDF or another known kind that is no table.
    #[error("not a table")]
    NotATable,
    /// It begins like a table but does not hold together.
    #[error("the file is damaged")]
    Damaged,
    /// A workbook in which no sheet has a cell.
    #[error("no sheet with content")]
    NoSheet,
    /// So many unreadable rows that the file is probably not what it seems.
    #[error("more than {limit} rows cannot be read")]
    TooManyBrokenRows {
        /// Most rows with an open quotation mark.
        limit: u32,
    },
    /// The disk or the upload failed while reading.
    #[error("the file could not be read")]
    Unreadable,
}

impl ReadProblem {
    /// Key of the sentence in `import-problems.ftl`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "import-problem-file-empty",
            Self::FileTooBig { .. } => "import-problem-file-too-big",
            Self::UnpacksTooBig { .. } => "import-problem-file-unpacks-too-big",
            Self::TooManyParts { .. } => "import-problem-file-too-many-parts",
            Self::TooManyRows { .. } => "import-problem-file-too-many-rows",
            Self::TooManyColumns { .. } => "import-problem-file-too-many-columns",
            Self::OldExcel => "import-problem-file-old-excel",
            Self::Encrypted => "import-problem-file-encrypted",
            Self::Macros => "import-problem-file-macros",
            Self::WebPage => "import-problem-file-web-page",
            Self::NotATable => "import-problem-file-not-a-table",
            Self::Damaged => "import-problem-file-damaged",
            Self::NoSheet => "import-problem-file-no-sheet",
            Self::TooManyBrokenRows { .. } => "import-problem-file-too-many-broken-rows",
            Self::Unreadable => "import-problem-file-unreadable",
        }
    }

    /// Values for the sentence: `limit` (megabytes for sizes, else a count) and `line`.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::FileTooBig { limit } | Self::UnpacksTooBig { limit } => {
                vec![("limit", (limit / 1_000_000).to_string())]
            }
            Self::TooManyParts { limit } => vec![("limit", limit.to_string())],
            Self::TooManyRows { limit } | Self::TooManyBrokenRows { limit } => {
                vec![("limit", limit.to_string())]
            }
            Self::TooManyColumns { limit, line } => {
                vec![("limit", limit.to_string()), ("line", line.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

impl From<std::io::Error> for ReadProblem {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            // A cut or forged gzip stream shows itself only while it is being unpacked.
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput | std::io::ErrorKind::UnexpectedEof => {
                Self::Damaged
            }
            _ => error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<Self>())
                .cloned()
                .unwrap_or(Self::Unreadable),
        }
    }
}

/// Why one row cannot be used. The rows around it still can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// The line is no JSON object.
    NotJson,
    /// A quotation mark opens and never closes.
    QuoteOpen,
    /// The line is longer than a row can be.
    LineTooLong,
    /// More filled cells than the header has names: probably a comma inside a value.
    TooWide,
    /// One cell is longer than allowed.
    CellTooLong,
    /// Characters that are lost: the file was saved in a mixed or wrong encoding.
    Characters,
}

impl RowFault {
    /// Key of the sentence in `import-problems.ftl`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotJson => "import-problem-row-not-json",
            Self::QuoteOpen => "import-problem-row-quote-open",
            Self::LineTooLong => "import-problem-row-line-too-long",
            Self::TooWide => "import-problem-row-too-wide",
            Self::CellTooLong => "import-problem-row-cell-too-long",
            Self::Characters => "import-problem-row-characters",
        }
    }
}

/// A row that was read but cannot be used. It goes to the error sheet; it never disappears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRow {
    /// Row number as Excel shows it (line number for JSON lines), from 1.
    pub line: u32,
    /// Column at fault, from 0, where one cell is to blame.
    pub column: Option<usize>,
    /// What is wrong.
    pub fault: RowFault,
    /// What could be read, each cell cut to the allowed length.
    pub cells: Vec<Cell>,
}
