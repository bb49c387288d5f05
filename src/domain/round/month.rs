//! Months of the round are those of the calendar in Beijing.

use chrono::{Datelike as _, NaiveDate};

/// The first day of the month of `day`.
#[must_use]
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
