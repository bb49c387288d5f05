//! `/figures/funnel`: from the wish to ninety days at work.

use askama::Template;

use super::ask::{Ask, AskQuery};
use super::chart::{self, Bars};
use super::words;
use crate::domain::error::DomainError;
use crate::domain::figures::{Indicator, catalogue, count};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{show, show_again};
use crate::web::place;
use crate::web::state::App;

/// The steps, each a part of the one before.
const STEPS: [&str; 4] = ["W1", "W2", "W2d", "W3"];

/// A step with its number.
struct Step {
    indicator: &'static Indicator,
    people: i64,
    /// Of the step before, in percent; `None` for the first, and where nobody was there.
    share: Option<i64>,
}

#[derive(Template)]
#[template(path = "figures/funnel.html")]
struct FunnelPage<'a> {
    c: &'a Ctx,
    ask: &'a Ask,
    places: Vec<String>,
    steps: Vec<Step>,
    bars: Bars,
    width: i64,
}

/// The page.
pub async fn page(
    c: Ctx,
    axum::extract::State(app): axum::extract::State<App>,
    Query(query): Query<AskQuery>,
) -> PageResult {
    let db = app.core.db.reader();
    let ask = query.read(&c, db)?;
    let mut steps: Vec<Step> = Vec::with_capacity(STEPS.len());
    for code in STEPS {
        let indicator = catalogue::get(code).ok_or(DomainError::NotFound)?;
        let people = count::number(db, indicator, &ask.asked).await?.unwrap_or_default();
        let before = steps.last().map(|step| step.people).filter(|before| *before > 0);
        steps.push(Step {
            indicator,
            people,
            share: before.map(|before| people * 100 / before),
        });
    }
    let rows: Vec<(String, Vec<i64>)> = steps
        .iter()
        .map(|step| (words::name(&c, step.indicator), vec![step.people]))
        .collect();
    let page = FunnelPage {
        c: &c,
        ask: &ask,
        places: place::offers(&c),
        steps,
        bars: chart::bars(&rows),
        width: chart::WIDTH,
    };
    if ask.problems.is_empty() {
        show(&page)
    } else {
        show_again(&page)
    }
}
