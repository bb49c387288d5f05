//! `/applications`: the staff list, and the inbox of an employer, which shows less.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{ApplicationReason, ApplicationState, Code, Origin, Role};
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::access::Action;
use crate::domain::applications::{self, ApplicantCard, ApplicationFilter, ApplicationRow, ApplicationSort};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::reference::region;
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
    q: String,
    state: String,
    vacancy: String,
    worker: String,
    employer: String,
    place: String,
    origin: String,
    silent: String,
    sort: String,
    page: Option<u64>,
}

/// A tab: a stage with its number.
pub struct Tab {
    path: String,
    label: String,
    count: u64,
    current: bool,
}

#[derive(Template)]
#[template(path = "applications/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    tabs: Vec<Tab>,
    list: PageOf<ApplicationRow>,
    pager: Pager,
    sorts: Vec<Tab>,
    origins: &'static [Origin],
    reasons: &'static [ApplicationReason],
    may_decide: bool,
}

#[derive(Template)]
#[template(path = "applications/inbox.html")]
struct InboxPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    tabs: Vec<Tab>,
    list: PageOf<ApplicantCard>,
    pager: Pager,
    reasons: &'static [ApplicationReason],
}

impl ListQuery {
    fn filter(&self) -> ApplicationFilter {
        let id = |text: &str| Uuid::parse_str(text.trim()).ok();
        ApplicationFilter {
            text: self.q.trim().to_owned(),
            state: ApplicationState::from_key(&self.state),
            vacancy: id(&self.vacancy),
            worker: id(&self.worker),
            employer: self.employer.trim().to_owned(),
            place: region::resolve(&self.place, None)
                .one()
                .map(|place| place.code.to_owned()),
            origin: Origin::from_key(&self.origin),
            silent_days: self.silent.trim().parse().ok().filter(|days| (0..=3650).contains(days)),
        }
    }

    fn sort(&self) -> ApplicationSort {
        match self.sort.as_str() {
            "fresh" => ApplicationSort::Fresh,
            "new" => ApplicationSort::New,
            _ => ApplicationSort::Silent,
        }
    }

    /// The list with the same filters but another stage and order.
    fn path(&self, state: &str, sort: &str) -> String {
        let pairs = [
            ("state", state),
            ("q", self.q.as_str()),
            ("vacancy", &self.vacancy),
            ("worker", &self.worker),
            ("employer", &self.employer),
            ("place", &self.place),
            ("origin", &self.origin),
            ("silent", &self.silent),
            ("sort", sort),
        ];
        let kept: Vec<String> = pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", urlencode(value)))
            .collect();
        if kept.is_empty() {
            "/applications".into()
        } else {
            format!("/applications?{}", kept.join("&"))
        }
    }

    fn tabs(&self, c: &Ctx, counts: &HashMap<ApplicationState, u64>, states: &[ApplicationState]) -> Vec<Tab> {
        let all = Tab {
            path: self.path("", &self.sort),
            label: c.t("applications-all"),
            count: counts.values().sum(),
            current: self.state.is_empty(),
        };
        let each = states.iter().map(|state| Tab {
            path: self.path(state.key(), &self.sort),
            label: c.label(state),
            count: counts.get(state).copied().unwrap_or_default(),
            current: self.state == state.key(),
        });
        std::iter::once(all).chain(each).collect()
    }

    fn sorts(&self, c: &Ctx) -> Vec<Tab> {
        [
            ("", "applications-sort-silent"),
            ("fresh", "applications-sort-fresh"),
            ("new", "applications-sort-new"),
        ]
        .into_iter()
        .map(|(key, label)| Tab {
            path: self.path(&self.state, key),
            label: c.t(label),
            count: 0,
            current: self.sort == key,
        })
        .collect()
    }
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let filter = query.filter();
    let db = app.core.db.reader();
    if c.role() == Some(Role::Employer) {
        let (list, counts) = applications::for_employer(db, &c.actor, &filter, number, c.now).await?;
        let pager = Pager::new(&c.path_and_query, number, list.pages());
        // What never came to the employer has no tab.
        let tabs = query.tabs(&c, &counts, &ApplicationState::ALL[1..]);
        return show(&InboxPage {
            c: &c,
            query: &query,
            tabs,
            list,
            pager,
            reasons: super::forms::REFUSALS,
        });
    }
    let (list, counts) = applications::list(db, &c.actor, &filter, query.sort(), number, c.now).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ListPage {
        c: &c,
        query: &query,
        tabs: query.tabs(&c, &counts, ApplicationState::ALL),
        list,
        pager,
        sorts: query.sorts(&c),
        origins: Origin::ALL,
        reasons: super::forms::REFUSALS,
        may_decide: c.may(Action::DecideApplications),
    })
}
