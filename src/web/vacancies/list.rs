//! `/manage/vacancies`: every post that the reader works on.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, VacancyState};
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::employers;
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::vacancies::{self, Listed, Pay, VacancyFilter, VacancySort};
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
    employer: String,
    sort: String,
    page: Option<u64>,
}

/// What stands for the posts that end soon where a state would stand.
const ENDING: &str = "ending";

struct Tab {
    path: String,
    label: String,
    count: u64,
    current: bool,
}

struct Row {
    id: Uuid,
    title: String,
    employer: String,
    place: String,
    pay: String,
    hourly: String,
    headcount: i32,
    filled: i32,
    valid_until: String,
    badge: &'static str,
    state: String,
}

#[derive(Template)]
#[template(path = "vacancies/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    tabs: Vec<Tab>,
    sorts: Vec<Tab>,
    employer: Option<String>,
    list: PageOf<Row>,
    pager: Pager,
}

impl ListQuery {
    /// The address of the same list with another state and order.
    fn path(&self, state: &str, sort: &str) -> String {
        let pairs = [
            ("q", self.q.trim()),
            ("state", state),
            ("employer", self.employer.as_str()),
            ("sort", sort),
        ];
        let query: Vec<String> = pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", urlencode(value)))
            .collect();
        format!("/manage/vacancies?{}", query.join("&"))
    }
}

fn row(c: &Ctx, listed: Listed) -> Row {
    let Listed { post, employer } = listed;
    let pay = Pay::of(&post);
    Row {
        id: post.id,
        employer,
        place: c.place_short(&post.place_code),
        pay: words::range(pay.min_yuan, pay.max_yuan),
        hourly: words::hourly(c, &pay),
        headcount: post.headcount,
        filled: post.filled,
        valid_until: c.day(&post.valid_until),
        badge: words::badge(post.state),
        state: c.label(&post.state),
        title: post.title,
    }
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let db = app.core.db.reader();
    let filter = VacancyFilter {
        state: VacancyState::from_key(&query.state),
        text: query.q.trim().to_owned(),
        employer: Uuid::parse_str(&query.employer).ok(),
        ending: query.state == ENDING,
        sort: VacancySort::from_key(&query.sort),
    };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let found = vacancies::list(db, &c.actor, &filter, number, c.today()).await?;
    let employer = match filter.employer {
        Some(id) => Some(employers::by_id(db, &c.actor, id).await?.name),
        None => None,
    };
    let all = found.counts.values().sum();
    let tab = |state: &str, label: String, count: u64| Tab {
        path: query.path(state, &query.sort),
        label,
        count,
        current: query.state == state,
    };
    let mut tabs = vec![
        tab("", c.t("vacancies-tab-all"), all),
        tab(ENDING, c.t("vacancies-tab-ending"), found.ending),
    ];
    tabs.extend(VacancyState::ALL.iter().map(|state| {
        tab(
            state.key(),
            c.label(state),
            found.counts.get(state).copied().unwrap_or_default(),
        )
    }));
    tabs.retain(|tab| tab.count > 0 || tab.current || tab.path == query.path("", &query.sort));
    let sorts = VacancySort::ALL.iter().map(|sort| Tab {
        path: query.path(&query.state, sort.key()),
        label: c.label_of("vacancies-sort", sort.key()),
        count: 0,
        current: *sort == filter.sort,
    });
    let sorts = sorts.collect();
    let list = found.page.map(|listed| row(&c, listed));
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ListPage {
        c: &c,
        query: &query,
        tabs,
        sorts,
        employer,
        list,
        pager,
    })
}
