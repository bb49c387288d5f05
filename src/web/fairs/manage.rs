//! `/manage/fairs`: every fair of one's places, by where it stands.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, FairState};
use serde::Deserialize;

use super::words;
use crate::domain::access::Action;
use crate::domain::fairs::{self, FairFilter, FairRow};
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
    state: String,
    page: Option<u64>,
}

/// A tab with its count.
pub struct Tab {
    pub path: String,
    pub label: String,
    pub count: u64,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "fairs/manage.html")]
struct ManagePage<'a> {
    c: &'a Ctx,
    tabs: Vec<Tab>,
    list: PageOf<FairRow>,
    pager: Pager,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let filter = FairFilter {
        state: FairState::from_key(&query.state),
        year: None,
    };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let (list, counts) = fairs::list(app.core.db.reader(), &c.actor, &filter, number).await?;
    let mut tabs = vec![Tab {
        path: "/manage/fairs".to_owned(),
        label: c.t("fairs-tab-all"),
        count: counts.values().sum(),
        current: filter.state.is_none(),
    }];
    tabs.extend(FairState::ALL.iter().filter_map(|state| {
        let count = counts.get(state).copied().unwrap_or_default();
        (count > 0 || filter.state == Some(*state)).then(|| Tab {
            path: format!("/manage/fairs?state={}", state.key()),
            label: c.label(state),
            count,
            current: filter.state == Some(*state),
        })
    }));
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ManagePage {
        c: &c,
        tabs,
        list,
        pager,
    })
}
