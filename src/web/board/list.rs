//! `/vacancies`: the results of a search.

use askama::Template;
use axum::extract::State;

use super::card::{Card, cards};
use super::filters::Filters;
use super::query::{BoardQuery, Dialect};
use super::run::{Found, run};
use crate::domain::page::PageOf;
use crate::search::Interpreted;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "board/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a BoardQuery,
    filters: Filters,
    list: PageOf<Card>,
    pager: Pager,
    interpreted: Interpreted,
    /// The index is not filled yet.
    preparing: bool,
}

impl ListPage<'_> {
    /// The words as searched for, for the sentence that nothing has all of them.
    fn terms(&self) -> String {
        self.interpreted.terms.join(" ")
    }

    /// What a form must carry along besides its own controls.
    fn hidden(&self, own: &[&str]) -> Vec<(&'static str, String)> {
        self.query
            .pairs()
            .into_iter()
            .filter(|(name, _)| !own.contains(name))
            .collect()
    }
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Query(pairs): Query<Vec<(String, String)>>) -> PageResult {
    let query = BoardQuery::read(&pairs, Dialect::Page)?;
    let preparing = !app.search.is_ready();
    let found = if preparing {
        Found::default()
    } else {
        run(&app, &query).await?
    };
    let rows = cards(&app, &c, &found.hits, &found.interpreted.terms).await?;
    let list = PageOf {
        rows,
        total: found.total,
        page: query.page(),
        size: query.limit as u64,
    };
    let href = query.href();
    show(&ListPage {
        c: &c,
        query: &query,
        filters: Filters::of(&c, &query, &found.facets.unwrap_or_default()),
        pager: Pager::new(&href, list.page, list.pages()),
        list,
        interpreted: found.interpreted,
        preparing,
    })
}
