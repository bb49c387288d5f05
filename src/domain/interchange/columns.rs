//! Which column of a file is which field of ours.
//!
//! Guessing is by names only: the field's own key, its Chinese and English name, and the names met in real county
//! ledgers, vacancy tables and public advert dumps. A guess is a proposal; a person sees and changes it.

mod employers;
mod mapping;
mod vacancies;
mod workers;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use mapping::{ColumnChoice, Mapping, MappingProblem};

use super::normalise::plain;

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

#[cfg(test)]
mod tests;
