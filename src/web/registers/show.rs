//! `/registers/{register}`: a page of a register, the choice of columns, and the ways out.

use askama::Template;
use axum::extract::{Path, State};
use entity::register_layout;

use super::ask::{self, Asking, Fields};
use super::words::{self, Line};
use crate::domain::access::Action;
use crate::domain::error::Problem;
use crate::domain::page::{LAST_PAGE, LIST_SIZE};
use crate::domain::registers::{self, Register, layout};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Choice, Pager, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// A layout that was kept, and where it leads.
struct Kept {
    row: register_layout::Model,
    query: String,
}

#[derive(Template)]
#[template(path = "registers/show.html")]
struct ShowPage<'a> {
    c: &'a Ctx,
    register: Register,
    title: String,
    line: String,
    /// Address of the page.
    action: String,
    asking: &'a Asking,
    problems: Problems,
    places: Vec<String>,
    picks: Vec<Choice>,
    kept: Vec<Kept>,
    lines: Vec<Line>,
    total: u64,
    first: u64,
    pager: Pager,
    may_export: bool,
}

/// The register.
pub async fn page(c: Ctx, State(app): State<App>, Path(key): Path<String>, Query(fields): Query<Fields>) -> PageResult {
    let asking = ask::read(&c, &app, ask::register(&key)?, &fields)?;
    answer(&c, &app, &asking, Vec::new()).await
}

/// The register, with what was wrong in a form of its page.
pub async fn answer(c: &Ctx, app: &App, asking: &Asking, problems: Vec<Problem>) -> PageResult {
    let db = app.core.db.reader();
    let register = asking.wanted.register;
    let number = asking.page.clamp(1, LAST_PAGE);
    let found = registers::page(db, &c.actor, &asking.wanted, number, LIST_SIZE).await?;
    let picks = register
        .columns()
        .iter()
        .map(|column| Choice {
            value: column.key.into(),
            label: words::head(c, column),
            chosen: asking.columns.iter().any(|chosen| chosen.key == column.key),
        })
        .collect();
    let kept = layout::own(db, &c.actor, register).await?;
    let kept = kept
        .into_iter()
        .map(|row| {
            let columns = row.columns.split(' ').map(|key| format!("&col={key}"));
            Kept {
                query: asking.ask.query() + &columns.collect::<String>(),
                row,
            }
        })
        .collect();
    let wrong = asking.is_wrong() || !problems.is_empty();
    let mut all: Vec<Problem> = asking.ask.problems.all().cloned().collect();
    all.extend(problems);
    let base = format!("/registers/{}?{}", register.key(), asking.query());
    let page = ShowPage {
        lines: words::lines(c, asking, &found.rows, found.first()),
        title: words::title(c, register),
        line: words::line(c, asking),
        action: format!("/registers/{}", register.key()),
        c,
        register,
        asking,
        problems: all.into(),
        places: place::offers(c),
        picks,
        kept,
        total: found.total,
        first: found.first(),
        pager: Pager::new(&base, number, found.pages()),
        may_export: c.may(Action::ExportFiles),
    };
    if wrong { show_again(&page) } else { show(&page) }
}
