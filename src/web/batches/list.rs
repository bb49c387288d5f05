//! `/batches`: all transfers of the own places.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{BatchState, Code as _};
use serde::Deserialize;

use super::words;
use crate::domain::access::Action;
use crate::domain::batches::{self, BatchFilter, BatchRow};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;

/// What the list is narrowed to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    state: String,
    year: String,
    unready: String,
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "batches/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    list: PageOf<BatchRow>,
    counts: HashMap<BatchState, u64>,
    pager: Pager,
    filter: BatchFilter,
}

impl ListPage<'_> {
    fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    fn all_is_current(&self) -> bool {
        self.filter.state.is_none() && !self.filter.unready
    }

    /// The states that some transfer is in, with how many.
    fn tabs(&self) -> Vec<(BatchState, u64)> {
        let known = BatchState::ALL.iter();
        known
            .filter_map(|state| Some((*state, *self.counts.get(state)?)))
            .collect()
    }
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let filter = BatchFilter {
        state: BatchState::from_key(&query.state),
        year: query.year.trim().parse().ok(),
        unready: query.unready == "yes",
    };
    let at = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let (list, counts) = batches::list(app.core.db.reader(), &c.actor, filter, at, c.today()).await?;
    let pager = Pager::new(&c.path_and_query, at, list.pages());
    show(&ListPage {
        c: &c,
        list,
        counts,
        pager,
        filter,
    })
}
