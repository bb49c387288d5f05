//! `/figures/all`: every figure with its number.

use askama::Template;
use axum::extract::State;

use super::ask::{Ask, AskQuery};
use super::words;
use crate::domain::figures::indicator::Group;
use crate::domain::figures::{self, Figure, catalogue};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::show;
use crate::web::place;
use crate::web::state::App;

/// A group with its figures.
struct Part {
    group: Group,
    figures: Vec<Figure>,
}

#[derive(Template)]
#[template(path = "figures/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    ask: &'a Ask,
    places: Vec<String>,
    parts: Vec<Part>,
}

/// The catalogue.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<AskQuery>) -> PageResult {
    let db = app.core.db.reader();
    let ask = query.read(&c, db)?;
    let report = figures::report(db, &ask.asked).await?;
    let mut parts: Vec<Part> = Vec::new();
    for (figure, indicator) in report.figures.into_iter().zip(catalogue::all()) {
        match parts.last_mut() {
            Some(part) if part.group == indicator.group => part.figures.push(figure),
            _ => parts.push(Part {
                group: indicator.group,
                figures: vec![figure],
            }),
        }
    }
    show(&ListPage {
        c: &c,
        ask: &ask,
        places: place::offers(&c),
        parts,
    })
}
