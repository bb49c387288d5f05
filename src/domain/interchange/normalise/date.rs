//! Dates as people and Excel write them.

use chrono::{Datelike, NaiveDate};

use super::{CellProblem, word};

/// How much of a date was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Year and month; the date is the first of the month.
    Month,
    /// A day.
    Day,
}

/// A date and how much of it was really written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateCell {
    /// The day, or the first of the month.
    pub date: NaiveDate,
    /// What was written.
    pub precision: Precision,
}

impl DateCell {
    /// Last day that is meant: for "valid until 2026.12" the 31st.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        match self.precision {
            Precision::Day => self.date,
            Precision::Month => last_of_month(self.date).unwrap_or(self.date),
        }
    }
}

fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(chrono::Months::new(1))?.pred_opt()
}

/// Years that a ledger can mean; anything else is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Reads `2026-11-23`, `2026/11/23`, `2026.11.23`, `2026年11月23日`, `20261123`, the same without the day, a time after it,
/// and the serial number that Excel keeps when the cell is not shown as a date (days since 1899-12-30).
///
/// # Errors
/// `import-problem-date` if it is no date, `import-problem-date-not-real` if no calendar has the day.
pub fn date(text: &str) -> Result<DateCell, CellProblem> {
    let unclear = || CellProblem::new("import-problem-date", text);
    let form = word(text);
    let head = form.split('t').next().unwrap_or_default();
    // word() has taken the blank before a time, so the time is cut by its colon: the two digits before belong to it.
    let head = match head.find(':') {
        Some(colon) => head.get(..colon.saturating_sub(2)).ok_or_else(unclear)?,
        None => head,
    };
    let groups: Vec<&str> = head
        .split(|letter: char| "-/.年月日号".contains(letter))
        .filter(|group| !group.is_empty())
        .collect();
    if groups
        .iter()
        .any(|group| !group.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Err(unclear());
    }
    let (year, month, day) = match groups.as_slice() {
        [compact] if compact.len() == 8 => (&compact[..4], &compact[4..6], Some(&compact[6..])),
        [compact] if compact.len() == 6 => (&compact[..4], &compact[4..], None),
        [serial] if serial.len() == 5 => return from_serial(serial).ok_or_else(unclear),
        [serial, _time_of_day] if serial.len() == 5 && head.contains('.') => {
            return from_serial(serial).ok_or_else(unclear);
        }
        [year, month] if year.len() == 4 => (*year, *month, None),
        [year, month, day] if year.len() == 4 => (*year, *month, Some(*day)),
        _ => return Err(unclear()),
    };
    calendar(year, month, day).ok_or_else(|| CellProblem::new("import-problem-date-not-real", text))
}

fn calendar(year: &str, month: &str, day: Option<&str>) -> Option<DateCell> {
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    let date = NaiveDate::from_ymd_opt(year, month, day.map_or(Ok(1), str::parse).ok()?)?;
    let precision = day.map_or(Precision::Month, |_| Precision::Day);
    YEARS
        .contains(&year)
        .then_some(DateCell { date, precision })
}

fn from_serial(digits: &str) -> Option<DateCell> {
    let days = chrono::Days::new(digits.parse().ok()?);
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(days)?;
    YEARS.contains(&date.year()).then_some(DateCell {
        date,
        precision: Precision::Day,
    })
}
