//! `/figures/plans/{id}`: what a plan promises and how far it is, by township.

use askama::Template;
use axum::extract::State;

use crate::domain::access::Action;
use crate::domain::figures::Period;
use crate::domain::plans::{self, Card, Progress};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Id, Query};
use crate::web::figures::ask::{Ask, AskQuery};
use crate::web::figures::words;
use crate::web::page::show;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "plans/show.html")]
struct ShowPage<'a> {
    c: &'a Ctx,
    card: &'a Card,
    ask: &'a Ask,
    progress: Vec<Progress>,
    may_edit: bool,
}

/// The plan as of a day.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<AskQuery>) -> PageResult {
    let db = app.core.db.reader();
    let card = plans::by_id(db, &c.actor, id).await?;
    let mut ask = query.read(&c, db)?;
    let year = Period::year(card.plan.year).ok_or(PageError::NotFound)?;
    ask.asked.period = year;
    let progress = plans::progress(db, &c.actor, &card, &ask.asked).await?;
    show(&ShowPage {
        c: &c,
        card: &card,
        ask: &ask,
        progress,
        may_edit: c.may(Action::EditPlans),
    })
}
