//! Turns the text of a cell into a value, or says why it cannot.
//!
//! Parsers are strict where a wrong value would hurt a person (pay, dates) and lenient in spelling. Each refusal carries
//! the key of a sentence in `import-problems.ftl` and the text it is about. Identity numbers, phones and credit codes have
//! their own checks elsewhere; they start from [`plain`] too.

mod board;
mod date;
mod firms;
mod pay;
mod people;
mod words;

pub use board::{lodging, meals};
pub use date::{DateCell, Precision, date};
pub use firms::{employer_kind, employer_size};
pub use pay::{Pay, PayForm, pay, pay_form};
pub use people::{labour_ability, limits, phone_owner, skill_level, status, want_kinds};
pub use words::{Household, education, household, sex, shift, yes_no};

use super::reader::{Cell, CellKind};

/// Why a cell has no value that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {shown}")]
pub struct CellProblem {
    /// Key of the sentence in `import-problems.ftl`.
    pub key: &'static str,
    /// What the cell says, shortened for the sentence (`$shown`).
    pub shown: String,
}

/// Longest quotation in a sentence, in characters.
const SHOWN_CHARS: usize = 40;

impl CellProblem {
    /// A problem with the key, quoting the cell.
    #[must_use]
    pub fn new(key: &'static str, text: &str) -> Self {
        Self {
            key,
            shown: text.trim().chars().take(SHOWN_CHARS).collect(),
        }
    }
}

/// The one normal form before any check, hash or comparison: full-width letters, digits and marks become half-width,
/// invisible characters go, blanks at the ends go, blanks inside become single. Rare characters of names are kept.
/// Applying it twice changes nothing.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let letter = match letter {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => continue,
            blank if blank.is_whitespace() => ' ',
            control if control.is_control() => continue,
            other => other,
        };
        if letter != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(letter);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// [`plain`] without any blank, lower case: the form in which words are compared.
fn word(text: &str) -> String {
    plain(text).to_lowercase().replace(' ', "")
}

/// Refuses cells whose text is not what was meant: an error of a formula, or a number that Excel has cut.
/// Call it first for fields that are numbers of persons, cards or codes.
///
/// # Errors
/// `import-problem-cell-error` or `import-problem-number-cut`.
pub fn whole(cell: &Cell) -> Result<&str, CellProblem> {
    match cell.kind {
        CellKind::Error => Err(CellProblem::new("import-problem-cell-error", &cell.text)),
        CellKind::CutNumber => Err(CellProblem::new("import-problem-number-cut", &cell.text)),
        _ => Ok(&cell.text),
    }
}

/// A whole number between `least` and `most`; a unit after it (人, 岁, 元, 个, 名, 小时) is allowed.
///
/// # Errors
/// `import-problem-integer` if it is no whole number, `import-problem-integer-range` if it is out of range.
pub fn integer(text: &str, least: i64, most: i64) -> Result<i64, CellProblem> {
    let text_form = word(text);
    let digits = text_form
        .trim_end_matches(|letter| "人名个岁元年月户".contains(letter))
        .replace(',', "");
    // Excel gives 30.0 for whole numbers in some exports.
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    let number: i64 = digits
        .parse()
        .map_err(|_| CellProblem::new("import-problem-integer", text))?;
    if (least..=most).contains(&number) {
        Ok(number)
    } else {
        Err(CellProblem::new("import-problem-integer-range", text))
    }
}

/// Hours of work a month, 1 to 400: "286", "286小时", "286小时/月". Real adverts assume up to 320.
///
/// # Errors
/// `import-problem-hours-not-monthly` for hours a day or a week, `import-problem-hours` for anything else.
pub fn hours_per_month(text: &str) -> Result<u16, CellProblem> {
    let form = word(text);
    if ["天", "日", "周", "day", "week"].iter().any(|unit| form.contains(unit)) {
        return Err(CellProblem::new("import-problem-hours-not-monthly", text));
    }
    let digits: String = form
        .trim_start_matches(|letter: char| !letter.is_ascii_digit() && letter != '-')
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    match digits.parse::<u16>() {
        // A figure this small is hours a day, whatever the header says.
        Ok(hours @ 1..=24) => Err(CellProblem::new("import-problem-hours-not-monthly", &hours.to_string())),
        Ok(hours @ 25..=400) => Ok(hours),
        _ => Err(CellProblem::new("import-problem-hours", text)),
    }
}

#[cfg(test)]
mod tests;
