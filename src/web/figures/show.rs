//! `/figures/of/{code}`: one figure, its definition, and the list behind it.

use askama::Template;
use axum::extract::{Path, State};

use super::ask::{Ask, AskQuery};
use super::words;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem};
use crate::domain::figures::list::{self, Line, Told};
use crate::domain::figures::{Indicator, Listed, Once, Rule, catalogue, count};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Query;
use crate::web::page::{Pager, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// A figure of which another is a share, with its number.
struct Part {
    indicator: &'static Indicator,
    number: Option<i64>,
}

#[derive(Template)]
#[template(path = "figures/show.html")]
struct ShowPage<'a> {
    c: &'a Ctx,
    ask: &'a Ask,
    places: Vec<String>,
    indicator: &'static Indicator,
    number: Option<i64>,
    listed: Option<&'static Listed>,
    lines: PageOf<Line>,
    parts: Vec<Part>,
    pager: Pager,
    /// Address of the page.
    action: String,
    reason: &'a str,
    may_export: bool,
}

/// The figure.
pub async fn page(
    c: Ctx,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<AskQuery>,
) -> PageResult {
    let ask = query.read(&c, app.core.db.reader())?;
    answer(&c, &app, &code, &query, &ask, false).await
}

/// The figure with what was wrong when somebody asked for its list as a sheet.
pub(super) async fn again(c: &Ctx, app: &App, code: &str, query: &AskQuery, problems: Vec<Problem>) -> PageResult {
    let mut ask = query.read(c, app.core.db.reader())?;
    ask.problems = problems.into();
    answer(c, app, code, query, &ask, true).await
}

async fn answer(c: &Ctx, app: &App, code: &str, query: &AskQuery, ask: &Ask, wrong: bool) -> PageResult {
    let db = app.core.db.reader();
    let indicator = catalogue::get(code).ok_or(PageError::NotFound)?;
    let (number, total) = match indicator.list() {
        Some(listed) if listed.once == Once::Sum => {
            let (sum, lines) = count::sum_and_lines(db, listed, &ask.asked).await?;
            (Some(sum), lines)
        }
        _ => {
            let number = count::number(db, indicator, &ask.asked).await?;
            (number, number.unwrap_or_default())
        }
    };
    let total = u64::try_from(total).unwrap_or_default();
    let page = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let lines = match indicator.list() {
        Some(listed) => {
            let entries = list::page(db, listed, &ask.asked, page, total).await?;
            let (size, rows) = (entries.size, entries.rows);
            PageOf {
                rows: list::lines(db, listed.about, rows, c.today()).await?,
                total,
                page,
                size,
            }
        }
        None => PageOf {
            rows: Vec::new(),
            total: 0,
            page: 1,
            size: 1,
        },
    };
    let page = ShowPage {
        c,
        ask,
        places: place::offers(c),
        indicator,
        number,
        listed: indicator.list(),
        pager: Pager::new(&c.path_and_query, page, lines.pages()),
        lines,
        parts: parts(db, indicator, ask).await?,
        action: format!("/figures/of/{}", indicator.code),
        reason: &query.reason,
        may_export: c.may(Action::ExportFiles),
    };
    if wrong || !ask.problems.is_empty() {
        return show_again(&page);
    }
    show(&page)
}

async fn parts(db: &impl sea_orm::ConnectionTrait, indicator: &Indicator, ask: &Ask) -> Result<Vec<Part>, DomainError> {
    let Rule::Share { part, whole } = indicator.rule else {
        return Ok(Vec::new());
    };
    let mut parts = Vec::new();
    for code in [part, whole] {
        let indicator = catalogue::get(code).ok_or(DomainError::NotFound)?;
        let number = count::number(db, indicator, &ask.asked).await?;
        parts.push(Part { indicator, number });
    }
    Ok(parts)
}
