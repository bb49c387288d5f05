//! `/placements/new?worker=…`: work that a person found without us; `/placements/{id}/change`: one job ends and the next begins.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, Contract, EvidenceKind, Insurance, Origin, PlacementKind};
use entity::worker;
use serde::Deserialize;
use uuid::Uuid;

use super::forms::PlacementForm;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::placements::{self, PlacementRecord, kind};
use crate::domain::workers;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// For whom.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    worker: String,
}

/// The lists of the form.
struct Lists {
    kinds: &'static [PlacementKind],
    contracts: &'static [Contract],
    insurances: &'static [Insurance],
    origins: &'static [Origin],
    proofs: &'static [EvidenceKind],
}

const LISTS: Lists = Lists {
    kinds: &kind::SAID,
    contracts: Contract::ALL,
    insurances: Insurance::ALL,
    origins: Origin::ALL,
    proofs: EvidenceKind::ALL,
};

#[derive(Template)]
#[template(path = "placements/new.html")]
struct NewPage<'a> {
    c: &'a Ctx,
    worker: &'a worker::Model,
    /// The placement that ends, on a change of job.
    before: Option<&'a PlacementRecord>,
    lists: Lists,
    form: &'a PlacementForm,
    problems: Problems,
}

async fn worker_of(c: &Ctx, app: &App, text: &str) -> Result<worker::Model> {
    let id = Uuid::parse_str(text.trim()).map_err(|_| DomainError::NotFound)?;
    workers::by_id(app.core.db.reader(), &c.actor, id).await
}

fn fresh(c: &Ctx) -> PlacementForm {
    let today = c.day(&c.today());
    PlacementForm {
        form_key: c.form_key(),
        started_on: today.clone(),
        ended_on: today,
        ..PlacementForm::default()
    }
}

fn page_of<'a>(
    c: &'a Ctx,
    worker: &'a worker::Model,
    before: Option<&'a PlacementRecord>,
    form: &'a PlacementForm,
    problems: Vec<Problem>,
) -> NewPage<'a> {
    NewPage {
        c,
        worker,
        before,
        lists: LISTS,
        form,
        problems: problems.into(),
    }
}

/// The empty form.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<NewQuery>) -> PageResult {
    let worker = worker_of(&c, &app, &query.worker).await?;
    let form = PlacementForm {
        worker: worker.id.to_string(),
        ..fresh(&c)
    };
    show(&page_of(&c, &worker, None, &form, Vec::new()))
}

/// Open it.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<PlacementForm>) -> PageResult {
    let worker = worker_of(&c, &app, &form.worker).await?;
    let result = async {
        let input = form.placement(worker.id, &worker.region_code)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let id = placements::open(&mut unit, input).await?;
        let path = format!("/placements/{id}");
        unit.commit_to(&path).await?;
        Ok::<_, DomainError>(path)
    }
    .await;
    match result {
        Ok(path) => Ok(go_with(&path, "placements-done-open", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, &worker, None, &form, problems)),
        Err(error) => Err(PageError::from(error)),
    }
}

/// The form of a change of job.
pub async fn change_page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let before = placements::record(app.core.db.reader(), &c.actor, id).await?;
    let form = PlacementForm {
        version: before.placement.version,
        ..fresh(&c)
    };
    show(&page_of(&c, &before.worker, Some(&before), &form, Vec::new()))
}

/// End one, begin the next.
pub async fn change(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PlacementForm>) -> PageResult {
    let before = placements::record(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let next = form.placement(before.worker.id, &before.worker.region_code)?;
        let ended_on = form.last_day()?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let id = placements::change_job(&mut unit, id, form.version, ended_on, next).await?;
        let path = format!("/placements/{id}");
        unit.commit_to(&path).await?;
        Ok::<_, DomainError>(path)
    }
    .await;
    match result {
        Ok(path) => Ok(go_with(&path, "placements-done-change", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, &before.worker, Some(&before), &form, problems)),
        Err(error) => Err(PageError::from(error)),
    }
}
