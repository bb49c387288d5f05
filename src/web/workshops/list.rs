//! `/workshops`: all workshops, by what has to be done about them.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, WorkshopState};
use serde::Deserialize;

use super::words;
use crate::domain::access::Action;
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::workshops::{self, Filter, Warning, WorkshopRow};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;
use crate::web::trade;

/// The filters.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    q: String,
    state: String,
    place: String,
    warn: String,
    page: Option<u64>,
}

impl ListQuery {
    fn is_filtered(&self) -> bool {
        [&self.q, &self.state, &self.place, &self.warn]
            .iter()
            .any(|value| !value.trim().is_empty())
    }
}

#[derive(Template)]
#[template(path = "workshops/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    states: &'static [WorkshopState],
    list: PageOf<WorkshopRow>,
    pager: Pager,
    place_unknown: bool,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let place = query.place.trim();
    let code = region::resolve(place, c.actor.region_code())
        .one()
        .map(|place| place.code.to_owned());
    let filter = Filter {
        text: query.q.trim().to_owned(),
        state: WorkshopState::from_key(&query.state),
        place: code.clone(),
        warning: Warning::from_key(&query.warn),
    };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = workshops::list(app.core.db.reader(), &c.actor, &filter, number, c.today()).await?;
    show(&ListPage {
        pager: Pager::new(&c.path_and_query, number, list.pages()),
        place_unknown: !place.is_empty() && code.is_none(),
        c: &c,
        query: &query,
        states: WorkshopState::ALL,
        list,
    })
}
