//! `/figures/fairs`: the fairs of the period side by side.

use askama::Template;
use axum::extract::State;
use chrono::{Datelike as _, NaiveDate};
use entity::fair;

use super::ask::{Ask, AskQuery};
use super::chart::{self, Bars};
use super::words;
use crate::domain::fairs::{self, Outcomes, rules, statistics};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{show, show_again};
use crate::web::place;
use crate::web::state::App;

/// Most fairs on one page, the latest: what came of each is looked up one by one.
const MOST: usize = 24;

/// A fair with what came of it.
struct Held {
    fair: fair::Model,
    day: NaiveDate,
    came: Outcomes,
}

#[derive(Template)]
#[template(path = "figures/fairs.html")]
struct FairsPage<'a> {
    c: &'a Ctx,
    ask: &'a Ask,
    places: Vec<String>,
    held: Vec<Held>,
    /// There were more than fit here.
    cut: bool,
    bars: Bars,
    width: i64,
}

impl FairsPage<'_> {
    /// People on post so long, of those for whom that is known.
    fn kept(&self, (stayed, known): &(i64, i64)) -> String {
        if *known == 0 {
            self.c.t("figures-not-yet")
        } else {
            self.c.t2("figures-of", "part", stayed, "whole", known)
        }
    }
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<AskQuery>) -> PageResult {
    let db = app.core.db.reader();
    let ask = query.read(&c, db)?;
    let (from, until) = (ask.asked.period.from, ask.asked.end());
    let mut found = Vec::new();
    for year in from.year()..=until.year() {
        found.extend(statistics::of_year(db, &c.actor, year).await?);
    }
    found.retain(|sheet| {
        let day = rules::day(&sheet.fair);
        let place = ask.asked.place.as_ref();
        from <= day && day <= until && place.is_none_or(|code| region::contains(code, &sheet.fair.west_code))
    });
    found.reverse();
    let cut = found.len() > MOST;
    found.truncate(MOST);
    let mut held = Vec::with_capacity(found.len());
    for sheet in found {
        held.push(Held {
            day: rules::day(&sheet.fair),
            came: fairs::outcomes(db, &sheet.fair, ask.asked.as_of).await?,
            fair: sheet.fair,
        });
    }
    let rows: Vec<(String, Vec<i64>)> = held
        .iter()
        .map(|one| {
            let numbers = vec![one.came.day.visitors, one.came.day.intending, one.came.arrived];
            (format!("{} {}", one.day, one.fair.name), numbers)
        })
        .collect();
    let page = FairsPage {
        c: &c,
        ask: &ask,
        places: place::offers(&c),
        bars: chart::bars(&rows),
        held,
        cut,
        width: chart::WIDTH,
    };
    if ask.problems.is_empty() {
        show(&page)
    } else {
        show_again(&page)
    }
}
