//! `/batches/{id}/papers`: which papers everybody has, as a sheet of tick boxes.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use entity::batch;
use entity::codes::BatchMode;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::batches::{self, PassengerRow};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Pager, go_with, show};
use crate::web::state::App;

/// People on one page.
const PEOPLE: usize = 60;

/// Which page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PapersQuery {
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "batches/papers.html")]
struct PapersPage<'a> {
    c: &'a Ctx,
    batch: batch::Model,
    rows: Vec<PassengerRow>,
    people: usize,
    pager: Pager,
}

impl PapersPage<'_> {
    fn with_tickets(&self) -> bool {
        self.batch.mode != BatchMode::Coach
    }
}

/// The sheet.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<PapersQuery>) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let rows = batches::passengers_of(db, &c.actor, &batch, &plan, c.today()).await?;
    let own: Vec<PassengerRow> = rows.into_iter().filter(|row| row.known).collect();
    let at = query.page.unwrap_or(1).max(1);
    let skipped = usize::try_from(at - 1).unwrap_or_default().saturating_mul(PEOPLE);
    let people = own.len();
    show(&PapersPage {
        c: &c,
        batch,
        rows: own.into_iter().skip(skipped).take(PEOPLE).collect(),
        people,
        pager: Pager::new(&c.path_and_query, at, people.div_ceil(PEOPLE).max(1) as u64),
    })
}

/// What is ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PapersForm {
    shown: Vec<Uuid>,
    id_card: Vec<Uuid>,
    health: Vec<Uuid>,
    contract: Vec<Uuid>,
    ticket: Vec<Uuid>,
}

/// Write it down.
pub async fn save(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PapersForm>) -> PageResult {
    let set = |ids: &[Uuid]| -> BTreeSet<Uuid> { ids.iter().copied().collect() };
    let [id_card, health, contract, ticket] =
        [&form.id_card, &form.health, &form.contract, &form.ticket].map(|ids| set(ids));
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    batches::set_papers(&mut unit, id, &form.shown, [&id_card, &health, &contract, &ticket]).await?;
    unit.commit().await?;
    Ok(go_with(&format!("/batches/{id}"), "batches-papers-saved", ""))
}
