//! `/figures/plans`: every plan and every pairing.

use askama::Template;
use axum::extract::State;
use entity::pairing;

use crate::domain::access::Action;
use crate::domain::pairings;
use crate::domain::plans::{self, Card};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::page::show;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "plans/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    plans: Vec<Card>,
    pairings: Vec<pairing::Model>,
    may_edit: bool,
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>) -> PageResult {
    let db = app.core.db.reader();
    show(&ListPage {
        plans: plans::list(db, &c.actor).await?,
        pairings: pairings::visible(db, &c.actor).await?,
        may_edit: c.may(Action::EditPlans),
        c: &c,
    })
}
