//! What every paper on file has in common: a number, a day, perhaps a scan.

use chrono::NaiveDate;
use entity::codes::Subject;
use uuid::Uuid;

use super::error::{Problem, Result};
use super::files::{self, Inspected};
use super::unit::Unit;

/// Longest number of a document, in letters.
const NUMBER_LETTERS: usize = 60;

/// What is wrong with the number and the day of a paper; `future` says that the day has not come.
pub(in crate::domain) fn problems(
    number: &str,
    wanted: bool,
    (dated_on, today): (NaiveDate, NaiveDate),
    future: &'static str,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if wanted && number.is_empty() {
        problems.push(Problem::new("number", "problem-required"));
    } else if number.chars().count() > NUMBER_LETTERS {
        problems.push(Problem::new("number", "problem-too-long").with("max", NUMBER_LETTERS));
    }
    if dated_on > today {
        problems.push(Problem::new("dated_on", future));
    }
    problems
}

/// Keep the scan, if there is one, with the record that it belongs to.
pub(in crate::domain) async fn keep(
    unit: &Unit,
    subject: Subject,
    record: Uuid,
    file: Option<Inspected>,
) -> Result<Option<Uuid>> {
    Ok(match file {
        Some(file) => Some(files::store(unit, subject, record, file).await?),
        None => None,
    })
}
