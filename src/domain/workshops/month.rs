//! A month as a roll knows it.

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// `2026-11`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1).map(Self)
    }

    /// First day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.0
    }

    /// Last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.next().0 - Days::new(1)
    }

    /// How many days it has.
    #[must_use]
    pub fn days(self) -> u32 {
        self.last().day()
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// A day of it.
    #[must_use]
    pub fn day(self, day: u32) -> Option<NaiveDate> {
        self.0.with_day(day)
    }

    /// The days from `from` to `until` that lie in it, as numbers; nothing where there are none.
    #[must_use]
    pub fn part(self, from: NaiveDate, until: Option<NaiveDate>) -> Option<(u32, u32)> {
        let last = until.map_or(self.last(), |until| until.min(self.last()));
        let first = from.max(self.first());
        (first <= last).then(|| (first.day(), last.day()))
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0.format("%Y-%m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written() {
        let month = Month::parse("2024-02").expect("a month");
        assert_eq!((month.to_string().as_str(), month.days()), ("2024-02", 29));
        assert_eq!(month.next().to_string(), "2024-03");
        assert_eq!(month.before().to_string(), "2024-01");
        for wrong in ["2024", "2024-13", "24-01", "2024-1", "2024-02-01", ""] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_part_of_a_stay() {
        let month = Month::parse("2026-11").expect("a month");
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(month.part(day("2020-01-01"), None), Some((1, 30)));
        assert_eq!(month.part(day("2026-11-05"), Some(day("2026-11-20"))), Some((5, 20)));
        assert_eq!(month.part(day("2026-12-01"), None), None);
    }
}
