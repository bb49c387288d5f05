//! `/imports`: the files that were brought in.

use askama::Template;
use axum::extract::State;
use entity::codes::ImportState;
use entity::import_batch;
use serde::Deserialize;

use crate::domain::interchange;
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;

/// Which page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "interchange/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    list: PageOf<import_batch::Model>,
    pager: Pager,
}

/// Class of the badge of a state.
fn badge(state: ImportState) -> &'static str {
    match state {
        ImportState::Mapping | ImportState::Preview => "badge wait",
        ImportState::Applying => "badge warn",
        ImportState::Done => "badge done",
        ImportState::Cancelled => "badge",
    }
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = interchange::list(app.core.db.reader(), &c.actor, number).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ListPage { c: &c, list, pager })
}
