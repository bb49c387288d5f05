//! `/employers`: all employers, by what has to be done with them.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, EmployerKind, EmployerState};
use serde::Deserialize;

use crate::domain::access::Action;
use crate::domain::employers::{self, EmployerFilter, EmployerRow, EmployerSort};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;
use crate::web::urlencode;

/// The filters.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    q: String,
    state: String,
    kind: String,
    place: String,
    due: String,
    sort: String,
    page: Option<u64>,
}

impl ListQuery {
    fn sort(&self) -> EmployerSort {
        match self.sort.as_str() {
            "name" => EmployerSort::Name,
            "until" => EmployerSort::Until,
            _ => EmployerSort::Newest,
        }
    }

    fn is_filtered(&self) -> bool {
        [&self.q, &self.state, &self.kind, &self.place, &self.due]
            .iter()
            .any(|value| !value.trim().is_empty())
    }

    /// The same list in another order.
    fn sorted_by(&self, sort: &str) -> String {
        let kept = [
            ("q", &self.q),
            ("state", &self.state),
            ("kind", &self.kind),
            ("place", &self.place),
            ("due", &self.due),
        ];
        let mut address = format!("/employers?sort={sort}");
        for (name, value) in kept.into_iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(address, "&{name}={}", urlencode(value));
        }
        address
    }
}

#[derive(Template)]
#[template(path = "employers/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    states: &'static [EmployerState],
    kinds: &'static [EmployerKind],
    list: PageOf<EmployerRow>,
    pager: Pager,
    /// The place that was typed is none that we know.
    place_unknown: bool,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let place = query.place.trim();
    let region_code = region::resolve(place, None).one().map(|place| place.code.to_owned());
    let filter = EmployerFilter {
        text: query.q.clone(),
        state: EmployerState::from_key(&query.state),
        kind: EmployerKind::from_key(&query.kind),
        due_soon: !query.due.is_empty(),
        sort: query.sort(),
        region_code: region_code.clone(),
    };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = employers::list(app.core.db.reader(), &c.actor, &filter, c.today(), number).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    let place_unknown = !place.is_empty() && region_code.is_none();
    show(&ListPage {
        c: &c,
        query: &query,
        states: EmployerState::ALL,
        kinds: EmployerKind::ALL,
        list,
        pager,
        place_unknown,
    })
}
