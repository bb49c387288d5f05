//! `/figures/sheets`: figures as they were reported, what the records say now, and the difference by name.

use askama::Template;
use axum::extract::{Path, State};
use entity::figure_sheet;
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::access::Action;
use crate::domain::figures::difference::{self, Difference, Happened, MOST};
use crate::domain::figures::list::{self, Line};
use crate::domain::figures::sheet::{self, Compared};
use crate::domain::figures::{Indicator, count};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Id, Query};
use crate::web::page::{Pager, show};
use crate::web::state::App;

/// Which page, and compared with which day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SheetQuery {
    page: Option<u64>,
    against: String,
}

#[derive(Template)]
#[template(path = "figures/sheets.html")]
struct SheetsPage<'a> {
    c: &'a Ctx,
    list: PageOf<figure_sheet::Model>,
    pager: Pager,
    may_freeze: bool,
}

#[derive(Template)]
#[template(path = "figures/sheet.html")]
struct SheetPage<'a> {
    c: &'a Ctx,
    sheet: &'a figure_sheet::Model,
    rows: Vec<Compared>,
    versions: Vec<figure_sheet::Model>,
}

/// Lines that differ, in words.
struct Group {
    key: &'static str,
    lines: Vec<Differing>,
}

/// One line that differs, in words.
struct Differing {
    line: Line,
    /// The line as it was frozen, if it counts now by other facts.
    before: Option<Line>,
    why: Vec<String>,
}

#[derive(Template)]
#[template(path = "figures/difference.html")]
struct NumberPage<'a> {
    c: &'a Ctx,
    sheet: &'a figure_sheet::Model,
    indicator: &'static Indicator,
    frozen: Option<i64>,
    now: Option<i64>,
    same_day: bool,
    groups: Vec<Group>,
    more: bool,
    lines: PageOf<Line>,
    pager: Pager,
}

/// All sheets.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<SheetQuery>) -> PageResult {
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = sheet::sheets(app.core.db.reader(), &c.actor, number).await?;
    show(&SheetsPage {
        c: &c,
        pager: Pager::new(&c.path_and_query, number, list.pages()),
        list,
        may_freeze: c.may(Action::FreezeFigures),
    })
}

/// One sheet beside what the records say now.
pub async fn sheet(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let db = app.core.db.reader();
    let sheet = sheet::by_id(db, &c.actor, id).await?;
    let rows = sheet::compared(db, &c.actor, &sheet, c.today()).await?;
    let versions = sheet::versions(db, &sheet).await?;
    show(&SheetPage {
        c: &c,
        sheet: &sheet,
        rows,
        versions,
    })
}

/// One frozen number: its list, and what differs today.
pub async fn number(
    c: Ctx,
    State(app): State<App>,
    Path((id, code)): Path<(String, String)>,
    Query(query): Query<SheetQuery>,
) -> PageResult {
    let db = app.core.db.reader();
    let id = Uuid::parse_str(&id).map_err(|_| PageError::NotFound)?;
    let sheet = sheet::by_id(db, &c.actor, id).await?;
    let (indicator, listed) = sheet::list_of(&code)?;
    let frozen = sheet::frozen_number(db, id, indicator.code).await?;
    let same_day = query.against == "same-day";
    let as_of = if same_day { sheet.as_of } else { c.today() };
    let asked = sheet::asked_again(db, &c.actor, &sheet, as_of, c.today())?;
    let now = count::number(db, indicator, &asked).await?;
    let found = difference::difference(db, &sheet, indicator.code, listed, &asked).await?;
    let more = found.more;
    let groups = in_words(&c, db, listed.about, found).await?;
    let page = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let entries = sheet::frozen_page(db, id, indicator.code, page).await?;
    let (total, size) = (entries.total, entries.size);
    let lines = PageOf {
        rows: list::lines(db, listed.about, entries.rows, c.today()).await?,
        total,
        page,
        size,
    };
    show(&NumberPage {
        c: &c,
        sheet: &sheet,
        indicator,
        frozen,
        now,
        same_day,
        groups,
        more,
        pager: Pager::new(&c.path_and_query, page, lines.pages()),
        lines,
    })
}

async fn in_words(
    c: &Ctx,
    db: &impl sea_orm::ConnectionTrait,
    about: crate::domain::figures::About,
    found: Difference,
) -> PageResult<Vec<Group>> {
    let mut groups = Vec::new();
    for (key, rows) in [
        ("figures-removed", found.removed),
        ("figures-added", found.added),
        ("figures-changed", found.changed),
    ] {
        let whys: Vec<Vec<String>> = rows.iter().map(|row| why(c, row)).collect();
        let both = rows
            .iter()
            .filter_map(|row| row.now.is_some().then(|| row.frozen.clone()).flatten());
        let before = list::lines(db, about, both.collect(), c.today()).await?;
        let entries = rows.iter().filter_map(|row| row.entry().cloned()).collect();
        let lines = list::lines(db, about, entries, c.today()).await?;
        let lines = lines.into_iter().zip(whys).map(|(line, why)| Differing {
            before: before
                .iter()
                .find(|before| before.entry.key_id == line.entry.key_id)
                .cloned(),
            line,
            why,
        });
        groups.push(Group {
            key,
            lines: lines.collect(),
        });
    }
    Ok(groups)
}

fn why(c: &Ctx, row: &difference::Differing) -> Vec<String> {
    let mut words: Vec<String> = row.why.since.iter().map(|event| happened(c, event)).collect();
    if row.why.later {
        words.push(c.t("figures-why-later"));
    }
    if words.is_empty() {
        words.push(c.t("figures-why-unknown"));
    }
    words
}

fn happened(c: &Ctx, event: &Happened) -> String {
    let what = c.t(&format!("figures-why-{}", event.what.replace('_', "-")));
    let args = [("what", what), ("at", c.moment(&event.at)), ("by", event.by.clone())];
    c.ta("figures-why", &args)
}
