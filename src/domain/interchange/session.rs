//! What judging the rows of one batch needs to know, and what it remembers from row to row.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use entity::import_batch;
use uuid::Uuid;

use super::columns::Mapping;
use super::content::{Change, RowContent, RowProblem};
use super::normalise::{CellProblem, plain};
use super::reader::{Cell, CellKind, RawRow};
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::vault::Vault;
use entity::codes::RowState;

/// What became of one row.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub state: RowState,
    pub problems: Vec<RowProblem>,
    pub changes: Vec<Change>,
    pub subject_id: Option<Uuid>,
}

impl Judged {
    pub fn bad(problems: Vec<RowProblem>) -> Self {
        Self {
            state: RowState::Bad,
            problems,
            changes: Vec::new(),
            subject_id: None,
        }
    }

    pub fn conflict(problem: RowProblem, changes: Vec<Change>, subject_id: Option<Uuid>) -> Self {
        Self {
            state: RowState::Conflict,
            problems: vec![problem],
            changes,
            subject_id,
        }
    }

    /// New without a record, same without a change, changed otherwise; `remarks` are shown and stop nothing.
    pub fn taken(remarks: Vec<RowProblem>, changes: Vec<Change>, subject_id: Option<Uuid>) -> Self {
        let state = match subject_id {
            None => RowState::New,
            Some(_) if changes.is_empty() => RowState::Same,
            Some(_) => RowState::Changed,
        };
        Self {
            state,
            problems: remarks,
            changes,
            subject_id,
        }
    }

    /// Whether applying the row changes the records.
    pub fn to_do(&self) -> bool {
        matches!(self.state, RowState::New | RowState::Changed)
    }

    pub fn into_content(self, cells: Vec<Cell>) -> RowContent {
        RowContent {
            cells,
            problems: self.problems,
            changes: self.changes,
        }
    }
}

/// One batch being judged.
pub(super) struct Session<'a> {
    pub actor: Actor,
    pub now: DateTime<Utc>,
    pub vault: &'a Vault,
    /// The office that reported the posts, empty when none is named.
    pub source: String,
    pub publish: bool,
    /// The rows are being carried out: what the commands judge themselves is left to them.
    pub applying: bool,
    /// Conflicts for which the value of the file is taken.
    pub take: Vec<String>,
    columns: Arc<HashMap<String, usize>>,
    /// What stood on an earlier line, by kind and value: so that nothing is brought in twice by one file.
    seen: HashMap<String, u32>,
    /// Words for places and what they turned out to mean.
    pub places: HashMap<String, std::result::Result<String, &'static str>>,
}

impl<'a> Session<'a> {
    pub fn new(batch: &import_batch::Model, actor: &Actor, now: DateTime<Utc>, vault: &'a Vault) -> Result<Self> {
        let mapping = mapping_of(batch)?;
        let columns: HashMap<String, usize> = mapping
            .columns
            .iter()
            .enumerate()
            .filter_map(|(column, choice)| choice.field.clone().map(|field| (field, column)))
            .collect();
        Ok(Self {
            actor: actor.clone(),
            now,
            vault,
            source: batch.source.clone(),
            publish: batch.publish,
            applying: false,
            take: batch.take.split_whitespace().map(str::to_owned).collect(),
            columns: Arc::new(columns),
            seen: HashMap::new(),
            places: HashMap::new(),
        })
    }

    /// The same for carrying the rows out.
    pub fn carrying_out(mut self) -> Self {
        self.applying = true;
        self
    }

    pub fn today(&self) -> NaiveDate {
        clock::day_of(self.now)
    }

    pub fn takes(&self, key: &str) -> bool {
        self.take.iter().any(|taken| taken == key)
    }

    pub fn fields<'r>(&self, row: &'r RawRow) -> Fields<'r> {
        Fields {
            columns: Arc::clone(&self.columns),
            row,
            problems: Vec::new(),
        }
    }

    /// The earlier line that had the same value, if any.
    pub fn seen_before(&mut self, value: String, line: u32) -> Option<u32> {
        match self.seen.entry(value) {
            std::collections::hash_map::Entry::Occupied(before) if *before.get() != line => Some(*before.get()),
            std::collections::hash_map::Entry::Occupied(_) => None,
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(line);
                None
            }
        }
    }
}

/// The mapping that a batch holds.
pub(super) fn mapping_of(batch: &import_batch::Model) -> Result<Mapping> {
    serde_json::from_value(batch.mapping.clone()).map_err(|error| DomainError::Internal(format!("mapping: {error}")))
}

/// The cells of one row by field, and what was wrong with them.
pub(super) struct Fields<'r> {
    columns: Arc<HashMap<String, usize>>,
    row: &'r RawRow,
    pub problems: Vec<RowProblem>,
}

impl Fields<'_> {
    pub fn cell(&self, field: &str) -> Option<&Cell> {
        self.row.cell(*self.columns.get(field)?)
    }

    /// The text of a field in its normal form; `None` for a blank. What a formula left as an error is a problem.
    pub fn text(&mut self, field: &str) -> Option<String> {
        let cell = self.cell(field)?;
        if cell.kind == CellKind::Error {
            let problem = RowProblem::new(field, "import-problem-cell-error").with("shown", &cell.text);
            self.problems.push(problem);
            return None;
        }
        let text = plain(&cell.text);
        // Ledgers write a stroke where there is nothing to write.
        (!text.is_empty() && !matches!(text.as_str(), "-" | "—" | "/" | "\\" | "--")).then_some(text)
    }

    /// The value of a field, or a problem.
    pub fn value<T>(
        &mut self,
        field: &str,
        read: impl FnOnce(&str) -> std::result::Result<T, CellProblem>,
    ) -> Option<T> {
        let text = self.text(field)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problems.push(RowProblem::of_cell(field, problem));
                None
            }
        }
    }

    pub fn problem(&mut self, problem: RowProblem) {
        self.problems.push(problem);
    }
}
