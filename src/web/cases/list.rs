//! `/cases`: what waits, what is mine, what is overdue, what nobody has, what has ended.

use askama::Template;
use axum::extract::State;
use entity::codes::{CaseKind, Code as _};
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::cases::{self, CaseFilter, CaseRow, Which};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;
use crate::web::urlencode;

/// The filters as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    tab: String,
    q: String,
    kind: String,
    worker: String,
    page: Option<u64>,
}

/// One tab with its number.
struct Tab {
    label: String,
    path: String,
    count: u64,
    current: bool,
}

const TABS: [(&str, &str, Which); 5] = [
    ("", "cases-tab-waiting", Which::Waiting),
    ("mine", "cases-tab-mine", Which::Mine),
    ("overdue", "cases-tab-overdue", Which::Overdue),
    ("unowned", "cases-tab-unowned", Which::Unowned),
    ("ended", "cases-tab-ended", Which::Ended),
];

#[derive(Template)]
#[template(path = "cases/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    tabs: Vec<Tab>,
    kinds: &'static [CaseKind],
    list: PageOf<CaseRow>,
    pager: Pager,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let which = TABS
        .iter()
        .find(|(key, _, _)| *key == query.tab)
        .map_or(Which::Waiting, |(_, _, which)| *which);
    let filter = CaseFilter {
        which,
        kind: CaseKind::from_key(&query.kind),
        text: query.q.trim().to_owned(),
        worker: Uuid::parse_str(&query.worker).ok(),
    };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let db = app.core.db.reader();
    let counts = cases::counts(db, &c.actor, &filter, c.today()).await?;
    let list = cases::list(db, &c.actor, &filter, number, c.today()).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    let tabs = TABS
        .iter()
        .zip(counts)
        .map(|((key, label, of), count)| Tab {
            label: c.t(label),
            path: format!(
                "/cases?tab={key}&kind={}&q={}&worker={}",
                urlencode(&query.kind),
                urlencode(&query.q),
                urlencode(&query.worker)
            ),
            count,
            current: *of == which,
        })
        .collect();
    show(&ListPage {
        c: &c,
        query: &query,
        tabs,
        kinds: CaseKind::ALL,
        list,
        pager,
    })
}
