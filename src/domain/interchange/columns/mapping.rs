//! The choice of a field for every column, and the changes a person makes to it.

use serde::{Deserialize, Serialize};

use super::{Confidence, Target};
use crate::domain::interchange::reader::{Cell, RawRow};

/// What one column of the file was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// Name in the file.
    pub header: String,
    /// Key of the field, or nothing if the column is left out.
    pub field: Option<String>,
    /// How sure the guess was; nothing where a person chose or the column is left out.
    pub confidence: Option<Confidence>,
    /// Field that another column of the file fills better.
    pub duplicate_of: Option<String>,
}

/// The choice for every column, from the left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What the rows are.
    pub target: Target,
    /// One entry a column.
    pub columns: Vec<ColumnChoice>,
}

/// Why a mapping cannot be used. Each has a sentence in `import-problems.ftl`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingProblem {
    /// No field of this target has the key.
    #[error("no field {0}")]
    UnknownField(String),
    /// The file has no such column.
    #[error("no column {0}")]
    UnknownColumn(usize),
    /// Two columns for one field.
    #[error("two columns for {0}")]
    FieldTwice(String),
    /// A required field has no column.
    #[error("no column for {0}")]
    FieldMissing(&'static str),
}

impl MappingProblem {
    /// Key of the sentence in `import-problems.ftl`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::UnknownField(_) => "import-problem-mapping-field-unknown",
            Self::UnknownColumn(_) => "import-problem-mapping-column-unknown",
            Self::FieldTwice(_) => "import-problem-mapping-field-twice",
            Self::FieldMissing(_) => "import-problem-mapping-field-missing",
        }
    }

    /// What the sentence shows: the key of the field or the number of the column, from 1.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::UnknownField(field) | Self::FieldTwice(field) => field.clone(),
            Self::UnknownColumn(column) => (column + 1).to_string(),
            Self::FieldMissing(field) => (*field).to_owned(),
        }
    }
}

impl Mapping {
    /// Column that fills the field.
    #[must_use]
    pub fn column_of(&self, field: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|choice| choice.field.as_deref() == Some(field))
    }

    /// The row's cell for the field.
    #[must_use]
    pub fn cell<'r>(&self, row: &'r RawRow, field: &str) -> Option<&'r Cell> {
        row.cell(self.column_of(field)?)
    }

    /// Columns that nothing is taken from, with their names.
    pub fn unused(&self) -> impl Iterator<Item = (usize, &str)> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(_, choice)| choice.field.is_none() && !choice.header.is_empty())
            .map(|(column, choice)| (column, choice.header.as_str()))
    }

    /// Gives a column another field, or none. A column that had the field before loses it.
    ///
    /// # Errors
    /// If the column or the field does not exist.
    pub fn choose(&mut self, column: usize, field: Option<&str>) -> Result<(), MappingProblem> {
        if let Some(key) = field {
            self.target
                .field(key)
                .ok_or_else(|| MappingProblem::UnknownField(key.to_owned()))?;
        }
        if column >= self.columns.len() {
            return Err(MappingProblem::UnknownColumn(column));
        }
        for (at, choice) in self.columns.iter_mut().enumerate() {
            if at == column {
                choice.field = field.map(str::to_owned);
                choice.confidence = None;
                choice.duplicate_of = None;
            } else if field.is_some() && choice.field.as_deref() == field {
                choice.field = None;
                choice.confidence = None;
            }
        }
        Ok(())
    }

    /// All reasons why this mapping cannot be used, for one that came back from a form.
    #[must_use]
    pub fn problems(&self) -> Vec<MappingProblem> {
        let mut problems = Vec::new();
        let mut seen = Vec::new();
        for key in self
            .columns
            .iter()
            .filter_map(|choice| choice.field.as_deref())
        {
            if self.target.field(key).is_none() {
                problems.push(MappingProblem::UnknownField(key.to_owned()));
            } else if seen.contains(&key) {
                problems.push(MappingProblem::FieldTwice(key.to_owned()));
            }
            seen.push(key);
        }
        for field in self.target.fields() {
            if field.required && !seen.contains(&field.key) {
                problems.push(MappingProblem::FieldMissing(field.key));
            }
        }
        problems
    }
}
