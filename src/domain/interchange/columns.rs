//! Which column of a file is which field of ours.
//!
//! Guessing is by names only: the field's own key, its Chinese and English name, and the names met in real county
//! ledgers, vacancy tables and public advert dumps. A guess is a proposal; a person sees and changes it.

mod employers;
mod vacancies;
mod workers;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::normalise::plain;
use super::reader::{Cell, RawRow};

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Rural workers and their households.
    Workers,
    /// Employers.
    Employers,
    /// Vacancies.
    Vacancies,
}

/// A field that a column can fill.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Stable name, also the header of our own exchange format.
    pub key: &'static str,
    /// Name in Chinese, as the template prints it.
    pub zh: &'static str,
    /// Name in English.
    pub en: &'static str,
    /// Other names met in real files.
    pub aliases: &'static [&'static str],
    /// Whether a file without it cannot be used.
    pub required: bool,
}

/// How sure a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The name holds a known name among other words.
    Contains,
    /// A name met in other files.
    Alias,
    /// The field's own key or name.
    Exact,
}

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

impl Target {
    /// All fields, in the order of the template.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Workers => workers::FIELDS,
            Self::Employers => employers::FIELDS,
            Self::Vacancies => vacancies::FIELDS,
        }
    }

    /// The field with this key.
    #[must_use]
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.key == key)
    }

    fn names(self) -> &'static Names {
        match self {
            Self::Workers => &WORKERS,
            Self::Employers => &EMPLOYERS,
            Self::Vacancies => &VACANCIES,
        }
    }
}

/// Folded name → field and how sure a full match is.
type Names = HashMap<String, (&'static Field, Confidence)>;

static WORKERS: LazyLock<Names> = LazyLock::new(|| names_of(workers::FIELDS));
static EMPLOYERS: LazyLock<Names> = LazyLock::new(|| names_of(employers::FIELDS));
static VACANCIES: LazyLock<Names> = LazyLock::new(|| names_of(vacancies::FIELDS));

fn names_of(fields: &'static [Field]) -> Names {
    let mut names = Names::new();
    for field in fields {
        for name in [field.key, field.zh, field.en] {
            names.insert(fold(name), (field, Confidence::Exact));
        }
    }
    for field in fields {
        for name in field.aliases {
            names
                .entry(fold(name))
                .or_insert((field, Confidence::Alias));
        }
    }
    for field in fields {
        for name in [field.zh, field.en].iter().chain(field.aliases) {
            names
                .entry(fold_short(name))
                .or_insert((field, Confidence::Alias));
        }
    }
    names
}

/// One spelling for a column name: half-width, lower case, without blanks and marks.
/// What stands in brackets counts: 务工时间（月） is a number of months, 务工时间 a date.
fn fold(name: &str) -> String {
    let lower = plain(name).to_lowercase();
    lower
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// The same without what stands in brackets, which is mostly a unit or a hint such as （必填）.
fn fold_short(name: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = String::new();
    for letter in plain(name).chars() {
        match letter {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    fold(&outside)
}

/// Whether any of the three targets knows this as a column name, exactly or as an alias.
#[must_use]
pub fn is_known(name: &str) -> bool {
    // No known name is longer; this spares folding every title and remark.
    if name.len() > 90 {
        return false;
    }
    let (full, short) = (fold(name), fold_short(name));
    [&WORKERS, &EMPLOYERS, &VACANCIES]
        .iter()
        .any(|names| names.contains_key(&full) || names.contains_key(&short))
}

/// Proposes a field for every column. Where two columns fit one field the surer wins, then the one further left.
#[must_use]
pub fn guess_mapping(headers: &[String], target: Target) -> Mapping {
    let guesses: Vec<_> = headers
        .iter()
        .map(|header| guess(header, target.names()))
        .collect();
    let mut best: HashMap<&str, (usize, Confidence)> = HashMap::new();
    for (column, found) in guesses.iter().enumerate() {
        let Some((field, confidence)) = found else {
            continue;
        };
        let place = best.entry(field.key).or_insert((column, *confidence));
        if *confidence > place.1 {
            *place = (column, *confidence);
        }
    }
    let columns = headers
        .iter()
        .zip(&guesses)
        .enumerate()
        .map(|(column, (header, found))| choice(column, header, *found, &best))
        .collect();
    Mapping { target, columns }
}

fn choice(
    column: usize,
    header: &str,
    found: Option<(&'static Field, Confidence)>,
    best: &HashMap<&str, (usize, Confidence)>,
) -> ColumnChoice {
    let wins = found.filter(|(field, _)| best.get(field.key).is_some_and(|(at, _)| *at == column));
    ColumnChoice {
        header: header.to_owned(),
        field: wins.map(|(field, _)| field.key.to_owned()),
        confidence: wins.map(|(_, confidence)| confidence),
        duplicate_of: found
            .filter(|_| wins.is_none())
            .map(|(field, _)| field.key.to_owned()),
    }
}

fn guess(header: &str, names: &Names) -> Option<(&'static Field, Confidence)> {
    let folded = fold_short(header);
    if let Some(found) = names.get(&fold(header)).or_else(|| names.get(&folded)) {
        return Some(*found);
    }
    // The longest known name inside says most: 户联系电话号码 holds both 户联系电话 and 电话.
    // A name of one sign (吃, 住) is inside too many words to mean anything.
    names
        .iter()
        .filter(|(name, _)| name.chars().count() >= 2 && is_inside(name, &folded))
        .max_by_key(|(name, _)| (name.chars().count(), std::cmp::Reverse(name.as_str())))
        .map(|(_, (field, _))| (*field, Confidence::Contains))
}

/// Short English keys would match inside other words (`id` in `paid`), so they must be matched whole.
fn is_inside(name: &str, folded: &str) -> bool {
    !name.is_ascii() && folded.contains(name)
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

#[cfg(test)]
mod tests;
