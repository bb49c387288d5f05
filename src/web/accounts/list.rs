//! `/accounts`: everybody who signs in.

use askama::Template;
use axum::extract::State;
use entity::account;
use entity::codes::{Code as _, Role};
use serde::Deserialize;

use crate::domain::accounts::{self, AccountFilter};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;

/// The filters.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    q: String,
    role: String,
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "accounts/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    roles: &'static [Role],
    list: PageOf<account::Model>,
    pager: Pager,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let filter = AccountFilter { text: query.q.trim().to_owned(), role: Role::from_key(&query.role) };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = accounts::list(app.core.db.reader(), &c.actor, &filter, number).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ListPage { c: &c, query: &query, roles: Role::ALL, list, pager })
}
