//! The leader's page: a few figures, the months, and where people went. A fixed number of statements.

use sea_orm::ConnectionTrait;

use super::asked::{Asked, Period};
use super::catalogue;
use super::count::{By, by, number, of_list};
use super::indicator::{Indicator, Listed};
use super::report::Figure;
use crate::domain::error::{DomainError, Result};
use crate::reference::region;

/// The figures on top of the page.
const TILES: [&str; 8] = ["T1", "T1c", "T2", "T3r", "T4p", "T4c", "T9o", "T12"];
/// The figure of the months and of the flows.
const SENT: &str = "T1";

/// Somebody was sent in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The month.
    pub period: Period,
    /// People of that month.
    pub people: i64,
    /// The same month a year before.
    pub period_before: Period,
    /// People of the month a year before.
    pub before: i64,
    /// The month has not begun by the day as of which it counts.
    pub to_come: bool,
}

/// People from the county who went to one district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// District of the work.
    pub code: String,
    /// How many.
    pub people: i64,
}

/// People of one township.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Township, or the county where no township is known.
    pub code: String,
    /// How many.
    pub people: i64,
}

/// Everything on the page.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The figures on top.
    pub tiles: Vec<Figure>,
    /// The twelve months of the year of the period.
    pub months: Vec<Month>,
    /// Where people went, most first.
    pub flows: Vec<Flow>,
    /// Where they came from, most first.
    pub homes: Vec<Home>,
}

/// Count it.
pub async fn overview(db: &impl ConnectionTrait, asked: &Asked) -> Result<Overview> {
    let mut tiles = Vec::new();
    for code in TILES {
        let indicator = catalogue::get(code).ok_or_else(|| missing(code))?;
        tiles.push(Figure {
            code: indicator.code,
            unit: indicator.unit,
            value: number(db, indicator, asked).await?,
            estimate: indicator.estimate,
        });
    }
    let sent = catalogue::get(SENT).and_then(Indicator::list);
    let sent = sent.ok_or_else(|| missing(SENT))?;
    let months = months(db, sent, asked).await?;
    let mut flows: Vec<Flow> = by(db, sent, asked, By::District)
        .await?
        .into_iter()
        .map(|(code, people)| Flow { code, people })
        .collect();
    flows.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.code.cmp(&b.code)));
    let mut homes: Vec<Home> = by(db, sent, asked, By::Township)
        .await?
        .into_iter()
        .map(|(code, people)| Home { code, people })
        .collect();
    homes.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.code.cmp(&b.code)));
    Ok(Overview {
        tiles,
        months,
        flows,
        homes,
    })
}

fn missing(code: &str) -> DomainError {
    DomainError::Internal(format!("no figure {code}"))
}

/// Each month, and the same month a year before by what is known today: it is over.
async fn months(db: &impl ConnectionTrait, sent: &Listed, asked: &Asked) -> Result<Vec<Month>> {
    let mut months = Vec::new();
    for period in asked.period.months_of_year() {
        let period_before = period.year_before();
        let to_come = period.from > asked.as_of;
        let people = if to_come {
            0
        } else {
            of_list(db, sent, &asked.of_period(period)).await?
        };
        let before = of_list(db, sent, &asked.of_period(period_before)).await?;
        months.push(Month {
            period,
            people,
            period_before,
            before,
            to_come,
        });
    }
    Ok(months)
}

/// The townships of the places that are asked for, whether anybody lives there or not.
#[must_use]
pub fn townships(place: &str) -> Vec<&'static str> {
    let within = |code: &str| place.is_empty() || region::contains(place, code);
    region::all()
        .iter()
        .filter(|region| region.level == 4 && within(region.code))
        .map(|region| region.code)
        .collect()
}
