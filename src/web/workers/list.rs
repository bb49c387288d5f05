//! `/workers`: the list with its filters.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, HouseholdBase, Monitor, StatusSource, WantKind, WorkerOrigin, WorkerStatus};
use serde::Deserialize;

use crate::domain::error::Problem;
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::workers::{self, HouseholdFilter, ListRow, WorkerFilter, WorkerSort};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Choice, Pager, choices_or_none, show};
use crate::web::state::App;
use crate::web::{place, trade, urlencode};

/// The filters, as the address has them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    pub q: String,
    pub place: String,
    pub status: String,
    pub stale: String,
    pub household: String,
    pub wants: String,
    pub trade: String,
    pub reachable: String,
    pub expired: String,
    pub mine: String,
    pub origin: String,
    pub sort: String,
    page: Option<u64>,
}

/// The head of a column that sorts.
pub struct SortHead {
    pub label: &'static str,
    pub href: String,
    /// `ascending`, `descending`, or empty.
    pub order: &'static str,
}

/// A filter that is set, and the address without it.
pub struct Chip {
    pub label: String,
    pub href: String,
}

#[derive(Template)]
#[template(path = "workers/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    problems: Problems,
    offers: Vec<String>,
    statuses: Vec<Choice>,
    households: Vec<Choice>,
    wants: Vec<Choice>,
    trades: Vec<Choice>,
    origins: Vec<Choice>,
    sources: &'static [StatusSource],
    all_statuses: &'static [WorkerStatus],
    chips: Vec<Chip>,
    heads: [SortHead; 4],
    list: PageOf<ListRow>,
    pager: Pager,
}

impl ListQuery {
    fn pairs(&self) -> [(&'static str, &str); 12] {
        [
            ("q", &self.q),
            ("place", &self.place),
            ("status", &self.status),
            ("stale", &self.stale),
            ("household", &self.household),
            ("wants", &self.wants),
            ("trade", &self.trade),
            ("reachable", &self.reachable),
            ("expired", &self.expired),
            ("mine", &self.mine),
            ("origin", &self.origin),
            ("sort", &self.sort),
        ]
    }

    /// The address of the list with one value set differently, on its first page.
    fn with(&self, name: &str, value: &str) -> String {
        let pairs: Vec<String> = self
            .pairs()
            .into_iter()
            .map(|(own, kept)| (own, if own == name { value } else { kept }))
            .filter(|(_, value)| !value.is_empty())
            .map(|(own, value)| format!("{own}={}", urlencode(value)))
            .collect();
        format!("/workers?{}", pairs.join("&"))
    }

    fn read(&self, c: &Ctx, problems: &mut Vec<Problem>) -> WorkerFilter {
        let place = if self.place.trim().is_empty() {
            None
        } else {
            place::read_own(c, "place", &self.place)
                .map_err(|problem| problems.push(problem))
                .ok()
        };
        WorkerFilter {
            terms: workers::read_terms(&self.q),
            place,
            status: WorkerStatus::from_key(&self.status),
            stale: self.stale == "yes",
            household: household_filter(&self.household),
            wants: WantKind::from_key(&self.wants),
            trade: (!self.trade.is_empty()).then(|| self.trade.clone()),
            reachable: self.reachable == "yes",
            intent_expired: self.expired == "yes",
            mine: self.mine == "yes",
            origin: WorkerOrigin::from_key(&self.origin),
        }
    }

    fn sorting(&self) -> (WorkerSort, bool) {
        let (name, descending) = self
            .sort
            .strip_prefix('-')
            .map_or((self.sort.as_str(), false), |name| (name, true));
        match name {
            "name" => (WorkerSort::Name, descending),
            "age" => (WorkerSort::Age, descending),
            "status" => (WorkerSort::StatusDate, descending),
            "updated" => (WorkerSort::Updated, descending),
            _ => (WorkerSort::Updated, true),
        }
    }

    fn head(&self, key: &'static str, label: &'static str, sort: WorkerSort) -> SortHead {
        let (now, descending) = self.sorting();
        let here = now == sort;
        let turned = here && !descending;
        let value = if turned { format!("-{key}") } else { key.to_owned() };
        let order = match (here, descending) {
            (false, _) => "",
            (true, false) => "ascending",
            (true, true) => "descending",
        };
        SortHead {
            label,
            href: self.with("sort", &value),
            order,
        }
    }

    fn chips(&self, c: &Ctx) -> Vec<Chip> {
        let label = |name: &str, value: &str| match name {
            "q" => format!("“{value}”"),
            "status" => c.label_of(WorkerStatus::LIST, value),
            "wants" => c.label_of(WantKind::LIST, value),
            "origin" => c.label_of(WorkerOrigin::LIST, value),
            "household" => household_label(c, value),
            "trade" => trade::name(c, value),
            "place" => value.to_owned(),
            other => c.t(&format!("workers-filter-{other}")),
        };
        let set = self
            .pairs()
            .into_iter()
            .filter(|(name, value)| *name != "sort" && !value.is_empty());
        set.map(|(name, value)| Chip {
            label: label(name, value),
            href: self.with(name, ""),
        })
        .collect()
    }
}

const AT_RISK: &str = "at-risk";

fn household_filter(key: &str) -> Option<HouseholdFilter> {
    if key == AT_RISK {
        return Some(HouseholdFilter::AtRisk);
    }
    let base = HouseholdBase::from_key(key).map(HouseholdFilter::Base);
    base.or_else(|| Monitor::from_key(key).map(HouseholdFilter::Monitor))
}

fn household_label(c: &Ctx, key: &str) -> String {
    match household_filter(key) {
        Some(HouseholdFilter::Base(base)) => c.label(&base),
        Some(HouseholdFilter::Monitor(monitor)) => c.label(&monitor),
        Some(HouseholdFilter::AtRisk) => c.t("workers-filter-at-risk"),
        None => key.to_owned(),
    }
}

fn household_choices(c: &Ctx, chosen: &str) -> Vec<Choice> {
    let keys = HouseholdBase::ALL
        .iter()
        .map(|code| code.key())
        .chain(Monitor::ALL.iter().map(|code| code.key()))
        .chain([AT_RISK]);
    let any = Choice {
        value: String::new(),
        label: c.t("workers-any"),
        chosen: chosen.is_empty(),
    };
    std::iter::once(any)
        .chain(keys.map(|key| Choice {
            value: key.to_owned(),
            label: household_label(c, key),
            chosen: key == chosen,
        }))
        .collect()
}

/// Choices whose empty first one says that all are shown.
fn any_of<C: entity::codes::Code>(c: &Ctx, chosen: &str) -> Vec<Choice> {
    let mut choices = choices_or_none(c, C::ALL, chosen);
    if let Some(first) = choices.first_mut() {
        first.label = c.t("workers-any");
    }
    choices
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let mut problems = Vec::new();
    let filter = query.read(&c, &mut problems);
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let db = app.core.db.reader();
    let list = workers::list(
        db,
        &app.core.vault,
        &c.actor,
        c.today(),
        &filter,
        query.sorting(),
        number,
    )
    .await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ListPage {
        c: &c,
        problems: problems.into(),
        offers: place::offers(&c),
        statuses: any_of::<WorkerStatus>(&c, &query.status),
        households: household_choices(&c, &query.household),
        wants: any_of::<WantKind>(&c, &query.wants),
        trades: trade::choices(&c, "workers-any", &query.trade),
        origins: any_of::<WorkerOrigin>(&c, &query.origin),
        sources: StatusSource::ALL,
        all_statuses: WorkerStatus::ALL,
        chips: query.chips(&c),
        heads: [
            query.head("name", "workers-name", WorkerSort::Name),
            query.head("age", "workers-age-head", WorkerSort::Age),
            query.head("status", "workers-status", WorkerSort::StatusDate),
            query.head("updated", "workers-updated", WorkerSort::Updated),
        ],
        query: &query,
        list,
        pager,
    })
}
