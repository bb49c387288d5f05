//! `/figures`: the leader's page. One page of target, done and rate, the months, where people went and where they came from.

use askama::Template;
use axum::extract::State;
use chrono::Datelike as _;

use super::ask::{Ask, AskQuery};
use super::chart::{self, Bands, Columns};
use super::words;
use crate::domain::figures::overview::{self, Overview};
use crate::domain::plans::{self, Card, Progress};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{show, show_again};
use crate::web::place;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "figures/overview.html")]
struct OverviewPage<'a> {
    c: &'a Ctx,
    ask: &'a Ask,
    places: Vec<String>,
    overview: &'a Overview,
    columns: Columns,
    bands: Bands,
    plan: Option<Card>,
    progress: Vec<Progress>,
    width: i64,
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<AskQuery>) -> PageResult {
    let db = app.core.db.reader();
    let ask = query.read(&c, db)?;
    let overview = overview::overview(db, &ask.asked).await?;
    let plan = plans::of_year(db, &c.actor, ask.asked.period.from.year()).await?;
    let progress = match &plan {
        Some(card) => plans::progress(db, &c.actor, card, &ask.asked).await?,
        None => Vec::new(),
    };
    let page = OverviewPage {
        c: &c,
        ask: &ask,
        places: place::offers(&c),
        columns: chart::months(&overview.months),
        bands: chart::flows(&overview.flows),
        overview: &overview,
        plan,
        progress,
        width: chart::WIDTH,
    };
    if ask.problems.is_empty() {
        show(&page)
    } else {
        show_again(&page)
    }
}
