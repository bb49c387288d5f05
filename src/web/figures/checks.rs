//! `/figures/checks`: records that cannot be right, and the rows to mend.

use askama::Template;
use axum::extract::{Path, State};
use chrono::{Datelike as _, NaiveDate};
use sea_orm::ConnectionTrait;

use super::ask::AskQuery;
use super::words;
use crate::domain::figures::checks::{self, Check};
use crate::domain::figures::list::{self, Line, Told};
use crate::domain::figures::{Asked, Period, count};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::place;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "figures/checks.html")]
struct ChecksPage<'a> {
    c: &'a Ctx,
    counts: Vec<(&'static Check, i64)>,
    place: String,
    code: Option<String>,
    places: Vec<String>,
}

#[derive(Template)]
#[template(path = "figures/check.html")]
struct CheckPage<'a> {
    c: &'a Ctx,
    check: &'static Check,
    lines: PageOf<Line>,
    pager: Pager,
}

/// Today, within the place that was typed.
fn asked(c: &Ctx, db: &impl ConnectionTrait, place: Option<String>) -> PageResult<Asked> {
    let today = c.today();
    let from = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let period = Period { from, until: today };
    Ok(Asked::new(db, &c.actor, period, today, today)?.within(place))
}

/// Every rule with how many rows break it.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<AskQuery>) -> PageResult {
    let db = app.core.db.reader();
    let code = place::read_own(&c, "place", &query.place).ok();
    let counts = checks::counts(db, &asked(&c, db, code.clone())?).await?;
    show(&ChecksPage {
        c: &c,
        counts,
        place: code.as_deref().map_or(query.place, region::short_name),
        code,
        places: place::offers(&c),
    })
}

/// The rows of one rule.
pub async fn rows(
    c: Ctx,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<AskQuery>,
) -> PageResult {
    let db = app.core.db.reader();
    let check = checks::get(&code)?;
    let asked = asked(&c, db, place::read_own(&c, "place", &query.place).ok())?;
    let page = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let total = u64::try_from(count::of_list(db, &check.rows, &asked).await?).unwrap_or_default();
    let entries = list::page(db, &check.rows, &asked, page, total).await?;
    let size = entries.size;
    let rows = list::lines(db, check.rows.about, entries.rows, c.today()).await?;
    let lines = PageOf {
        rows,
        total,
        page,
        size,
    };
    show(&CheckPage {
        c: &c,
        check,
        pager: Pager::new(&c.path_and_query, page, lines.pages()),
        lines,
    })
}
