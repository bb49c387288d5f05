//! `/registers/{register}/print`: a register on paper, A4 or A3 across, with title, office, period and signatures.

use askama::Template;
use axum::extract::{Path, State};

use super::ask::{self, Asking, Fields};
use super::show as screen;
use super::words::{self, Line};
use crate::domain::page::LAST_PAGE;
use crate::domain::registers;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;

/// Rows of one printing: about forty sheets of paper. More goes out as a workbook, or place by place.
const ROWS: u64 = 1_000;

#[derive(Template)]
#[template(path = "registers/print.html")]
struct PrintPage<'a> {
    c: &'a Ctx,
    asking: &'a Asking,
    title: String,
    line: String,
    lines: Vec<Line>,
    total: u64,
    pager: Pager,
}

/// The register.
pub async fn page(c: Ctx, State(app): State<App>, Path(key): Path<String>, Query(fields): Query<Fields>) -> PageResult {
    let asking = ask::read(&c, &app, ask::register(&key)?, &fields)?;
    if asking.is_wrong() {
        return screen::answer(&c, &app, &asking, Vec::new()).await;
    }
    let db = app.core.db.reader();
    let number = asking.page.clamp(1, LAST_PAGE);
    let found = registers::page(db, &c.actor, &asking.wanted, number, ROWS).await?;
    let base = format!("/registers/{key}/print?{}", asking.query());
    show(&PrintPage {
        title: words::title(&c, asking.wanted.register),
        line: words::line(&c, &asking),
        lines: words::lines(&c, &asking, &found.rows, found.first()),
        pager: Pager::new(&base, number, found.pages()),
        total: found.total,
        asking: &asking,
        c: &c,
    })
}
