//! `/subsidies/notices`: public notices, and each as it hangs on paper.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use super::words;
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::subsidies::{self, NoticeRow, PublicNotice};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Id, Query};
use crate::web::page::{Pager, show};
use crate::web::state::App;

/// Which page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PageQuery {
    pub page: Option<u64>,
}

#[derive(Template)]
#[template(path = "subsidies/notices.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    list: PageOf<NoticeRow>,
    pager: Pager,
}

/// The list.
pub async fn list(c: Ctx, State(app): State<App>, Query(query): Query<PageQuery>) -> PageResult {
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = subsidies::notices(app.core.db.reader(), &c.actor, number).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ListPage { c: &c, list, pager })
}

#[derive(Template)]
#[template(path = "subsidies/notice.html")]
struct NoticePage<'a> {
    c: &'a Ctx,
    shown: PublicNotice,
}

/// One notice, to print.
pub async fn show_one(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let shown = subsidies::public(app.core.db.reader(), &c.actor, id, c.today()).await?;
    show(&NoticePage { c: &c, shown })
}
