//! `/trainings`: every training of one's places, by where it stands.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, LabourBrand, TrainingKind, TrainingState};
use serde::Deserialize;

use super::words;
use crate::domain::access::Action;
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::trainings::{self, TrainingFilter, TrainingRow};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Choice, Pager, choices, show};
use crate::web::state::App;
use crate::web::urlencode;

/// The filters.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    state: String,
    kind: String,
    brand: String,
    year: String,
    q: String,
    /// Only those whose roll somebody must call.
    roll: String,
    page: Option<u64>,
}

/// A tab with its count.
struct Tab {
    path: String,
    label: String,
    count: u64,
    current: bool,
}

#[derive(Template)]
#[template(path = "trainings/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    tabs: Vec<Tab>,
    kinds: Vec<Choice>,
    brands: Vec<Choice>,
    list: PageOf<TrainingRow>,
    pager: Pager,
}

impl ListPage<'_> {
    fn narrowed(&self) -> bool {
        let query = self.query;
        [&query.kind, &query.brand, &query.year, &query.q, &query.roll]
            .iter()
            .any(|text| !text.is_empty())
    }
}

fn with_any(c: &Ctx, mut all: Vec<Choice>, chosen: &str) -> Vec<Choice> {
    all.insert(
        0,
        Choice {
            value: String::new(),
            label: c.t("trainings-any"),
            chosen: chosen.is_empty(),
        },
    );
    all
}

impl ListQuery {
    fn filter(&self, c: &Ctx) -> TrainingFilter {
        TrainingFilter {
            state: TrainingState::from_key(&self.state),
            kind: TrainingKind::from_key(&self.kind),
            brand: LabourBrand::from_key(&self.brand),
            year: self.year.trim().parse().ok(),
            text: self.q.clone(),
            unmarked_by: (self.roll == "yes").then(|| c.today()),
        }
    }

    /// The address of the list with another state.
    fn at(&self, state: &str) -> String {
        let kept = [
            ("state", state),
            ("kind", &self.kind),
            ("brand", &self.brand),
            ("year", &self.year),
            ("q", &self.q),
            ("roll", &self.roll),
        ];
        let pairs: Vec<String> = kept
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", urlencode(value)))
            .collect();
        if pairs.is_empty() {
            "/trainings".to_owned()
        } else {
            format!("/trainings?{}", pairs.join("&"))
        }
    }
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let filter = query.filter(&c);
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let (list, counts) = trainings::list(app.core.db.reader(), &c.actor, &filter, number).await?;
    let mut tabs = vec![Tab {
        path: query.at(""),
        label: c.t("trainings-tab-all"),
        count: counts.values().sum(),
        current: filter.state.is_none(),
    }];
    tabs.extend(TrainingState::ALL.iter().filter_map(|state| {
        let count = counts.get(state).copied().unwrap_or_default();
        (count > 0 || filter.state == Some(*state)).then(|| Tab {
            path: query.at(state.key()),
            label: c.label(state),
            count,
            current: filter.state == Some(*state),
        })
    }));
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ListPage {
        kinds: with_any(&c, choices(&c, TrainingKind::ALL, &query.kind), &query.kind),
        brands: with_any(&c, choices(&c, LabourBrand::ALL, &query.brand), &query.brand),
        c: &c,
        query: &query,
        tabs,
        list,
        pager,
    })
}
