//! `/returned`: who came back, and how far the help is.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::returned::{self, HELP_OFFERS, HelpRow, ReturnedFilter};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;

/// The filters as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    place: String,
    ended: String,
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "returned/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    list: PageOf<HelpRow>,
    pager: Pager,
    norm: usize,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let filter = ReturnedFilter {
        ended: query.ended == "yes",
        place: region::resolve(&query.place, c.actor.region_code())
            .one()
            .map(|place| place.code.to_owned()),
    };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = returned::list(app.core.db.reader(), &c.actor, &filter, number, c.today()).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ListPage {
        c: &c,
        query: &query,
        list,
        pager,
        norm: HELP_OFFERS,
    })
}
