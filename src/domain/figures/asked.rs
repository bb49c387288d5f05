//! What is asked of a figure: which days, whose homes, and as of which day.

use std::fmt;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DatabaseBackend};

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::domain::scope;

/// Years that a period may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

impl Period {
    /// A calendar year.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        let year = Some(year).filter(|year| YEARS.contains(year))?;
        Some(Self {
            from: NaiveDate::from_ymd_opt(year, 1, 1)?,
            until: NaiveDate::from_ymd_opt(year, 12, 31)?,
        })
    }

    /// Months of a year from `first` on.
    #[must_use]
    pub fn months(year: i32, first: u32, months: u32) -> Option<Self> {
        let year = Some(year).filter(|year| YEARS.contains(year))?;
        let from = NaiveDate::from_ymd_opt(year, first, 1)?;
        let until = from.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(Self { from, until })
    }

    /// A year `2019`, a quarter `2019-Q1`, a month `2019-03`, or days `2019-01-01..2019-06-30`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((from, until)) = text.split_once("..") {
            let (from, until): (NaiveDate, NaiveDate) = (from.parse().ok()?, until.parse().ok()?);
            let fits = from <= until && YEARS.contains(&from.year()) && YEARS.contains(&until.year());
            return fits.then_some(Self { from, until });
        }
        match text.split_once('-') {
            None => Self::year(text.parse().ok()?),
            Some((year, part)) => match part.strip_prefix(['Q', 'q']) {
                Some(quarter) => {
                    let quarter: u32 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
                    Self::months(year.parse().ok()?, quarter * 3 - 2, 3)
                }
                None => Self::months(year.parse().ok()?, part.parse().ok()?, 1),
            },
        }
    }

    /// The same days a year before.
    #[must_use]
    pub fn year_before(self) -> Self {
        let back = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(day);
        Self {
            from: back(self.from),
            // The last day of February stays the last day.
            until: self
                .until
                .succ_opt()
                .map_or(self.until, back)
                .pred_opt()
                .unwrap_or(self.until),
        }
    }

    /// The twelve months of the year of the first day.
    #[must_use]
    pub fn months_of_year(self) -> Vec<Self> {
        let months = 1..=12;
        months
            .filter_map(|month| Self::months(self.from.year(), month, 1))
            .collect()
    }
}

/// As [`Period::parse`] reads it.
impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.from.year(), self.from.month());
        if Self::year(year) == Some(*self) {
            write!(out, "{year}")
        } else if month % 3 == 1 && Self::months(year, month, 3) == Some(*self) {
            write!(out, "{year}-Q{}", month.div_ceil(3))
        } else if Self::months(year, month, 1) == Some(*self) {
            write!(out, "{year}-{month:02}")
        } else {
            write!(out, "{}..{}", self.from, self.until)
        }
    }
}

/// A question to every figure alike.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The days that count.
    pub period: Period,
    /// Only what had happened and been verified by the end of this day.
    pub as_of: NaiveDate,
    /// Homes in this subtree only.
    pub place: Option<String>,
    /// Workplaces in this subtree only.
    pub to: Option<String>,
    /// The places of whoever asks, which nothing leaves.
    own: Option<String>,
    today: NaiveDate,
    engine: DatabaseBackend,
}

impl Asked {
    /// A question of `actor` on `today`.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] if the actor may see no figures.
    pub fn new(
        db: &impl ConnectionTrait,
        actor: &Actor,
        period: Period,
        as_of: NaiveDate,
        today: NaiveDate,
    ) -> Result<Self> {
        if !actor.may(Action::ReadFigures) {
            return Err(DomainError::NotFound);
        }
        Ok(Self {
            period,
            // Nothing is known of days to come.
            as_of: as_of.min(today),
            place: None,
            to: None,
            own: actor.region_code().map(str::to_owned),
            today,
            engine: db.get_database_backend(),
        })
    }

    /// The same question of homes in a subtree.
    #[must_use]
    pub fn within(mut self, place: Option<String>) -> Self {
        self.place = place.filter(|code| !code.is_empty());
        self
    }

    /// The same question of workplaces in a subtree.
    #[must_use]
    pub fn at_work_in(mut self, place: Option<String>) -> Self {
        self.to = place.filter(|code| !code.is_empty());
        self
    }

    /// The same question of other days.
    #[must_use]
    pub fn of_period(&self, period: Period) -> Self {
        Self { period, ..self.clone() }
    }

    /// The same question as of today.
    #[must_use]
    pub fn of_today(&self) -> Self {
        Self {
            as_of: self.today,
            ..self.clone()
        }
    }

    /// The same question a year before: the same days, as of the same day.
    #[must_use]
    pub fn year_before(&self) -> Self {
        let back = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(day);
        Self {
            period: self.period.year_before(),
            as_of: back(self.as_of),
            ..self.clone()
        }
    }

    /// The last day that counts: of the period, or the day as of which it counts.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        self.period.until.min(self.as_of)
    }

    /// The moment after which nothing was known yet.
    #[must_use]
    pub fn known_before(&self) -> DateTime<Utc> {
        clock::start_of(self.as_of + Days::new(1))
    }

    /// Whether the records as they are now answer, without a look at their past.
    #[must_use]
    pub fn is_now(&self) -> bool {
        self.as_of >= self.today
    }

    /// The day of the question.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Which database will answer.
    #[must_use]
    pub fn engine(&self) -> DatabaseBackend {
        self.engine
    }

    /// Rows whose home lies where it was asked for, and within the places of whoever asks.
    #[must_use]
    pub fn homes<C: ColumnTrait>(&self, column: C) -> Condition {
        let mut homes = Condition::all();
        for code in [&self.own, &self.place].into_iter().flatten() {
            homes = homes.add(scope::within(column, code));
        }
        homes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).expect(text)
    }

    #[test]
    fn periods_are_written_as_they_are_read() {
        for text in [
            "2019",
            "2019-Q1",
            "2020-Q4",
            "2019-02",
            "2019-12",
            "2019-01-05..2019-06-30",
            "2018-01-01..2019-12-31",
        ] {
            assert_eq!(period(text).to_string(), text);
        }
        assert_eq!(period("2019-Q4"), period("2019-10-01..2019-12-31"));
        for text in [
            "",
            "19",
            "2019-13",
            "2019-Q5",
            "2019-Q0",
            "2019-06-30..2019-01-01",
            "9999",
            "2019-02-30",
            "abc",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_year_before_has_the_same_days() {
        assert_eq!(period("2019").year_before(), period("2018"));
        assert_eq!(period("2021-02").year_before(), period("2020-02"));
        assert_eq!(period("2020-02").year_before(), period("2019-02"));
        assert_eq!(period("2019-Q1").year_before(), period("2018-Q1"));
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange_to_judge(text in ".{0,24}") {
            if let Some(period) = Period::parse(&text) {
                prop_assert!(period.from <= period.until);
                prop_assert_eq!(Period::parse(&period.to_string()), Some(period));
            }
        }
    }
}
