//! The period of a claim: a year, a quarter, or the whole life of the policy. Its key is part of what is unique.

use std::fmt;

use chrono::{Datelike as _, Months, NaiveDate};
use entity::codes::SubsidyOnce;

use super::terms::Terms;

/// Key of a period that never comes again.
pub const LIFE: &str = "life";
/// Years that a period may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 2015..=2100;

/// A period with its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    kind: Kind,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Year(i32),
    Quarter(i32, u32),
    Life,
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Year(year) => write!(out, "{year}"),
            Kind::Quarter(year, quarter) => write!(out, "{year}Q{quarter}"),
            Kind::Life => out.write_str(LIFE),
        }
    }
}

impl Period {
    fn quarter(year: i32, quarter: u32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, quarter.checked_mul(3)?.checked_sub(2)?, 1)?;
        let until = from.checked_add_months(Months::new(3))?.pred_opt()?;
        let kind = Kind::Quarter(year, quarter);
        Some(Self { kind, from, until })
    }

    fn year(year: i32) -> Option<Self> {
        let (from, until) = (
            NaiveDate::from_ymd_opt(year, 1, 1)?,
            NaiveDate::from_ymd_opt(year, 12, 31)?,
        );
        let kind = Kind::Year(year);
        Some(Self { kind, from, until })
    }

    fn life(terms: &Terms) -> Self {
        let last = NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).unwrap_or(NaiveDate::MAX);
        let (from, until) = (terms.valid_from, terms.valid_until.unwrap_or(last));
        let kind = Kind::Life;
        Self { kind, from, until }
    }

    /// The period of a key, if the policy has such periods and was valid in it.
    #[must_use]
    pub fn parse(terms: &Terms, key: &str) -> Option<Self> {
        let year = |text: &str| text.parse().ok().filter(|year| YEARS.contains(year));
        let found = match terms.once {
            SubsidyOnce::Year => Self::year(year(key)?)?,
            SubsidyOnce::Quarter => {
                let (in_year, quarter) = key.split_once('Q')?;
                Self::quarter(
                    year(in_year)?,
                    quarter.parse().ok().filter(|number| (1..=4).contains(number))?,
                )?
            }
            SubsidyOnce::Life | SubsidyOnce::First => (key == LIFE).then(|| Self::life(terms))?,
        };
        let lives = found.until >= terms.valid_from && terms.valid_until.is_none_or(|until| found.from <= until);
        lives.then_some(found)
    }

    /// The period in which a day lies.
    #[must_use]
    pub fn of(terms: &Terms, day: NaiveDate) -> Option<Self> {
        match terms.once {
            SubsidyOnce::Year => Self::year(day.year()),
            SubsidyOnce::Quarter => Self::quarter(day.year(), (day.month() - 1) / 3 + 1),
            SubsidyOnce::Life | SubsidyOnce::First => Some(Self::life(terms)),
        }
        .filter(|period| Self::parse(terms, &period.to_string()).is_some())
    }

    /// The periods that a page offers on a day, the latest first.
    #[must_use]
    pub fn offered(terms: &Terms, today: NaiveDate) -> Vec<Self> {
        if matches!(terms.once, SubsidyOnce::Life | SubsidyOnce::First) {
            return vec![Self::life(terms)];
        }
        let first = terms.valid_from.year().max(*YEARS.start());
        let last = terms
            .valid_until
            .map_or(today.year(), |until| until.year().min(today.year()));
        let mut offered: Vec<Self> = (first..=last.max(first))
            .flat_map(|year| match terms.once {
                SubsidyOnce::Quarter => (1..=4).filter_map(|quarter| Self::quarter(year, quarter)).collect(),
                _ => Vec::from_iter(Self::year(year)),
            })
            .filter(|period| period.from <= today.max(terms.valid_from))
            .filter(|period| Self::parse(terms, &period.to_string()).is_some())
            .collect();
        offered.reverse();
        offered
    }
}
