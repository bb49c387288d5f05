//! What is kept of one row: its cells, why it was refused, and what it would change. Sealed, because cells hold identity numbers and the
//! arguments of a sentence quote cells.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::normalise::CellProblem;
use super::reader::{Cell, RawRow};
use crate::domain::error::{DomainError, Problem, Result};
use crate::vault::Vault;

/// Name to which the vault binds the content of a row.
const COLUMN: &str = "import_row.content";

/// Names of arguments that sentences know. Stored arguments come back as one of them.
const ARGUMENTS: &[&str] = &[
    "shown", "limit", "line", "found", "position", "max", "min", "days", "filled", "place", "excerpt", "law", "zh",
    "en",
];

/// Why a row, or one cell of it, is not taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// Key of the field, empty for the row as a whole.
    pub field: String,
    /// Key of the sentence.
    pub key: String,
    /// Arguments of the sentence.
    pub args: Vec<(String, String)>,
}

impl RowProblem {
    /// A problem of one field.
    #[must_use]
    pub fn new(field: &str, key: &str) -> Self {
        Self {
            field: field.to_owned(),
            key: key.to_owned(),
            args: Vec::new(),
        }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// A cell that has no value that can be used.
    #[must_use]
    pub fn of_cell(field: &str, problem: CellProblem) -> Self {
        Self::new(field, problem.key).with("shown", problem.shown)
    }

    /// The arguments as sentences take them.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let known = |name: &str| ARGUMENTS.iter().find(|known| **known == name).copied();
        self.args
            .iter()
            .filter_map(|(name, value)| known(name).map(|name| (name, value.clone())))
            .collect()
    }
}

impl From<&Problem> for RowProblem {
    fn from(problem: &Problem) -> Self {
        let args = problem
            .args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        Self {
            field: problem.field.clone(),
            key: problem.key.to_owned(),
            args,
        }
    }
}

/// One field that the file says differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Key of the field.
    pub field: String,
    /// What the records say; empty when nothing.
    pub before: String,
    /// What the file says.
    pub after: String,
}

impl Change {
    /// A change of one field.
    #[must_use]
    pub fn new(field: &str, before: impl Into<String>, after: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            before: before.into(),
            after: after.into(),
        }
    }
}

/// What is kept of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowContent {
    /// Filled cells by rising column.
    pub cells: Vec<Cell>,
    /// What is wrong, the most important first. On a row that is taken they are remarks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<RowProblem>,
    /// What would change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

impl RowContent {
    /// Seal it for its row.
    pub fn seal(&self, vault: &Vault, row: Uuid) -> Result<String> {
        let text = serde_json::to_string(self).map_err(|error| DomainError::Internal(error.to_string()))?;
        Ok(vault.seal(&text, COLUMN, row)?)
    }

    /// Open what was sealed. A row that is done keeps nothing.
    pub fn open(vault: &Vault, sealed: &str, row: Uuid) -> Result<Self> {
        if sealed.is_empty() {
            return Ok(Self::default());
        }
        let text = vault.open(sealed, COLUMN, row)?;
        serde_json::from_str(&text).map_err(|error| DomainError::Internal(error.to_string()))
    }

    /// Fields and keys, for counting: no value of the file.
    #[must_use]
    pub fn keys(&self) -> serde_json::Value {
        self.problems
            .iter()
            .map(|problem| serde_json::json!({ "field": problem.field, "key": problem.key }))
            .collect()
    }

    /// The row as the reader gave it.
    #[must_use]
    pub fn raw(&self, line: u32) -> RawRow {
        RawRow {
            line,
            cells: self.cells.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::interchange::reader::CellKind;

    #[test]
    fn what_is_sealed_comes_back_and_says_nothing_in_the_clear() {
        let vault = Vault::from_secret(&[3; 32]);
        let row = Uuid::new_v4();
        let content = RowContent {
            cells: vec![Cell {
                column: 2,
                text: "99999919700101001X".into(),
                kind: CellKind::Text,
            }],
            problems: vec![
                RowProblem::new("education", "import-problem-education").with("shown", "99999919700101001X"),
            ],
            changes: vec![Change::new("education", "primary", "junior")],
        };
        let sealed = content.seal(&vault, row).unwrap();
        assert!(!sealed.contains("9999"));
        assert_eq!(RowContent::open(&vault, &sealed, row).unwrap(), content);
        assert!(!content.keys().to_string().contains("9999"));
        assert_eq!(
            content.problems[0].arguments(),
            [("shown", "99999919700101001X".to_owned())]
        );
    }
}
