//! Which days, whose homes, as of which day: the question that all pages of figures share, read from their address.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};
use sea_orm::ConnectionTrait;
use serde::Deserialize;

use crate::domain::error::Problem;
use crate::domain::figures::{Asked, Period};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::page::Choice;
use crate::web::{place, urlencode};

/// First year of the records that pages offer: the pairing of the founding report began in it.
const FIRST_YEAR: i32 = 2018;

/// The question as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskQuery {
    pub period: String,
    pub from: String,
    pub until: String,
    pub place: String,
    pub to: String,
    pub as_of: String,
    pub by: String,
    pub group: String,
    pub page: Option<u64>,
    pub reason: String,
}

/// The question as understood, and how to ask it again.
#[derive(Clone, Debug)]
pub struct Ask {
    pub asked: Asked,
    pub problems: Problems,
    /// The place as a reader writes it; empty for all.
    pub place: String,
    /// The workplace that a link asked for; empty for all.
    pub to: String,
    /// What a picture tells apart by; empty where nothing is.
    pub by: String,
    /// What was typed for the days, if not a whole period of the list.
    pub from: String,
    pub until: String,
}

impl AskQuery {
    /// Understand it. What cannot be understood is told, and left out.
    pub fn read(&self, c: &Ctx, db: &impl ConnectionTrait) -> PageResult<Ask> {
        let mut problems = Vec::new();
        let period = self.period(c, &mut problems);
        let as_of = match self.as_of.trim() {
            "" => c.today(),
            text => text.parse().unwrap_or_else(|_| {
                problems.push(Problem::new("as_of", "figures-problem-date"));
                c.today()
            }),
        };
        if as_of > c.today() {
            problems.push(Problem::new("as_of", "figures-problem-future"));
        }
        let home = code(c, &self.place, &mut problems);
        let to = region::get(self.to.trim()).map(|place| place.code.to_owned());
        let asked = Asked::new(db, &c.actor, period, as_of, c.today())?
            .within(home.clone())
            .at_work_in(to.clone());
        Ok(Ask {
            place: home.map_or_else(|| self.place.clone(), |code| region::short_name(&code)),
            to: to.unwrap_or_default(),
            by: self.by.clone(),
            asked,
            problems: problems.into(),
            from: self.from.clone(),
            until: self.until.clone(),
        })
    }

    /// The days: two that were typed, or a period of the list, or this year.
    fn period(&self, c: &Ctx, problems: &mut Vec<Problem>) -> Period {
        let this_year = Period {
            from: NaiveDate::from_ymd_opt(c.today().year(), 1, 1).unwrap_or(c.today()),
            until: NaiveDate::from_ymd_opt(c.today().year(), 12, 31).unwrap_or(c.today()),
        };
        let (from, until) = (self.from.trim(), self.until.trim());
        let text = match (from, until) {
            ("", "") => self.period.trim().to_owned(),
            _ => format!("{from}..{until}"),
        };
        if text.is_empty() {
            return this_year;
        }
        Period::parse(&text).unwrap_or_else(|| {
            let field = if from.is_empty() && until.is_empty() {
                "period"
            } else {
                "from"
            };
            problems.push(Problem::new(field, "figures-problem-period"));
            this_year
        })
    }
}

/// The code of the homes that were asked for; none for all.
fn code(c: &Ctx, words: &str, problems: &mut Vec<Problem>) -> Option<String> {
    if words.trim().is_empty() {
        return None;
    }
    place::read_own(c, "place", words)
        .map_err(|problem| problems.push(problem))
        .ok()
}

impl Ask {
    /// The same question for another page, as the query of its address.
    #[must_use]
    pub fn query(&self) -> String {
        self.query_of(self.asked.period)
    }

    /// The same question of other days.
    #[must_use]
    pub fn query_of(&self, period: Period) -> String {
        let mut query = format!("period={}", urlencode(&period.to_string()));
        if let Some(place) = &self.asked.place {
            let _ = write!(query, "&place={place}");
        }
        if !self.to.is_empty() {
            let _ = write!(query, "&to={}", self.to);
        }
        if !self.asked.is_now() {
            let _ = write!(query, "&as_of={}", self.asked.as_of);
        }
        query
    }

    /// The same question of homes in one place.
    #[must_use]
    pub fn query_at(&self, place: &str) -> String {
        let mut other = self.clone();
        other.asked.place = Some(place.to_owned());
        other.query()
    }

    /// The same question of workplaces in one place.
    #[must_use]
    pub fn query_to(&self, place: &str) -> String {
        let mut other = self.clone();
        place.clone_into(&mut other.to);
        other.query()
    }

    /// The day as of which it counts, as the form shows it.
    #[must_use]
    pub fn as_of(&self) -> String {
        self.asked.as_of.to_string()
    }

    /// The periods that the form offers: every year, and the quarters and months of the chosen one.
    #[must_use]
    pub fn periods(&self, c: &Ctx) -> Vec<Choice> {
        let now = self.asked.period;
        let year = now.from.year();
        let years = (FIRST_YEAR..=c.today().year()).rev().filter_map(Period::year);
        let quarters = (0..4).filter_map(|quarter| Period::months(year, quarter * 3 + 1, 3));
        let months = (1..=12).filter_map(|month| Period::months(year, month, 1));
        let mut choices: Vec<Choice> = years
            .chain(quarters)
            .chain(months)
            .map(|period| Choice {
                value: period.to_string(),
                label: period_in_words(c, period),
                chosen: period == now,
            })
            .collect();
        if choices.iter().all(|choice| !choice.chosen) {
            let chosen = Choice {
                value: now.to_string(),
                label: period_in_words(c, now),
                chosen: true,
            };
            choices.insert(0, chosen);
        }
        choices
    }

    /// The question in words, under the heading.
    #[must_use]
    pub fn words(&self, c: &Ctx) -> String {
        let place = match (&self.asked.place, c.actor.region_code()) {
            (Some(code), _) => region::short_name(code),
            (None, Some(own)) => region::short_name(own),
            (None, None) => c.t("figures-everywhere"),
        };
        let args = [
            ("period", period_in_words(c, self.asked.period)),
            ("place", place),
            ("day", self.as_of()),
        ];
        c.ta("figures-question", &args)
    }

    /// Where the work is, if a link asked for one place.
    #[must_use]
    pub fn work_place(&self) -> String {
        if self.to.is_empty() {
            String::new()
        } else {
            region::short_name(&self.to)
        }
    }
}

/// A year, a quarter, a month, or two days.
#[must_use]
pub fn period_in_words(c: &Ctx, period: Period) -> String {
    let text = period.to_string();
    let year = period.from.year();
    if let Some((_, quarter)) = text.split_once("-Q") {
        return c.t2("figures-quarter", "year", year, "quarter", quarter);
    }
    if text.contains("..") {
        return c.t2("figures-days", "from", period.from, "until", period.until);
    }
    match text.split_once('-') {
        Some(_) => c.t2("figures-month", "year", year, "month", period.from.month()),
        None => c.t1("figures-year", "year", year),
    }
}
