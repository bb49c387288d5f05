//! `/arrivals`: an employer's user sees who of its people comes, when, and with what. Staff write the arrival down when the signed list comes
//! back.

use askama::Template;
use axum::extract::State;
use entity::codes::BatchState;

use super::words;
use crate::domain::batches::{self, OwnBatch};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::page::show;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "batches/arrivals.html")]
struct ArrivalsPage<'a> {
    c: &'a Ctx,
    batches: Vec<OwnBatch>,
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>) -> PageResult {
    let batches = batches::own_arrivals(app.core.db.reader(), &c.actor, c.today()).await?;
    show(&ArrivalsPage { c: &c, batches })
}
