//! `/figures/ledgers` and `/figures/ledgers/{ledger}`.

use askama::Template;
use axum::extract::{Path, State};
use entity::codes::{Code as _, Ledger, LedgerKind};
use entity::ledger_entry;
use serde::Deserialize;

use super::words;
use crate::domain::access::Action;
use crate::domain::ledgers::{self, Field, Filter, Totals};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::place;
use crate::web::state::App;

/// The filters as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    q: String,
    kind: String,
    from: String,
    until: String,
    place: String,
    voided: String,
    page: Option<u64>,
}

impl ListQuery {
    /// Whether anything but the search narrows the list.
    fn is_filtered(&self) -> bool {
        [&self.kind, &self.from, &self.until, &self.place, &self.voided]
            .iter()
            .any(|value| !value.is_empty())
    }
}

#[derive(Template)]
#[template(path = "ledgers/index.html")]
struct IndexPage<'a> {
    c: &'a Ctx,
    ledgers: &'static [Ledger],
}

#[derive(Template)]
#[template(path = "ledgers/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    ledger: Ledger,
    query: &'a ListQuery,
    kinds: &'static [LedgerKind],
    columns: Vec<Field>,
    list: PageOf<ledger_entry::Model>,
    totals: Totals,
    pager: Pager,
    may_edit: bool,
}

/// The ledgers.
pub async fn index(c: Ctx) -> PageResult {
    show(&IndexPage {
        c: &c,
        ledgers: Ledger::ALL,
    })
}

/// Fields that a list has a column for.
const COLUMNS: [Field; 7] = [
    Field::Direction,
    Field::Who,
    Field::Amount,
    Field::Households,
    Field::Persons,
    Field::PersonsLifted,
    Field::Quantity,
];

/// One ledger.
pub async fn page(
    c: Ctx,
    State(app): State<App>,
    Path(key): Path<String>,
    Query(query): Query<ListQuery>,
) -> PageResult {
    let ledger = ledgers::of_key(&key)?;
    let filter = Filter {
        text: query.q.trim().to_owned(),
        kind: LedgerKind::from_key(&query.kind),
        from: query.from.parse().ok(),
        until: query.until.parse().ok(),
        place: place::read_own(&c, "place", &query.place).ok(),
        voided: query.voided == "yes",
    };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let (list, totals) = ledgers::list(app.core.db.reader(), &c.actor, ledger, &filter, number).await?;
    let has = ledgers::fields_of(ledger);
    show(&ListPage {
        c: &c,
        ledger,
        query: &query,
        kinds: ledgers::kinds_of(ledger),
        columns: COLUMNS.into_iter().filter(|field| has.contains(field)).collect(),
        pager: Pager::new(&c.path_and_query, number, list.pages()),
        list,
        totals,
        may_edit: c.may(Action::EditLedgers),
    })
}
