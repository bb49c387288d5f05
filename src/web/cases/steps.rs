//! The buttons of a case, each with the version that the reader saw.

use axum::extract::State;
use uuid::Uuid;

use super::form::CaseForm;
use super::record::render;
use crate::domain::cases;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::go_with;
use crate::web::state::App;

async fn begin(c: &Ctx, app: &App) -> Result<Unit> {
    app.core.begin(&c.actor, c.now, c.trace()).await
}

/// Commit and go on, or show the page again with what is in the way.
async fn finish(
    c: &Ctx,
    app: &App,
    id: Uuid,
    form: &CaseForm,
    unit: Unit,
    result: Result<()>,
    flash: &str,
) -> PageResult {
    match result {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with(&format!("/cases/{id}"), flash, ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(c, app, id, form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Take it in hand.
pub async fn take(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = cases::take(&mut unit, form.step(id)).await;
    finish(&c, &app, id, &form, unit, result, "cases-done-take").await
}

/// Write down what was done.
pub async fn note(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = cases::note(&mut unit, form.step(id), &form.note).await;
    finish(&c, &app, id, &form, unit, result, "cases-done-note").await
}

/// Pass it on to an office.
pub async fn refer(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.office() {
        Ok(office) => cases::refer(&mut unit, form.step(id), office, &form.referral_note).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "cases-done-refer").await
}

/// The office gave it back.
pub async fn came_back(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = cases::came_back(&mut unit, form.step(id), &form.note).await;
    finish(&c, &app, id, &form, unit, result, "cases-done-note").await
}

/// It is settled.
pub async fn solve(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = cases::solve(&mut unit, form.step(id), &form.result).await;
    finish(&c, &app, id, &form, unit, result, "cases-done-solve").await
}

/// Nothing more can be done.
pub async fn close(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = cases::close(&mut unit, form.step(id), &form.result).await;
    finish(&c, &app, id, &form, unit, result, "cases-done-close").await
}

/// It is not settled after all.
pub async fn reopen(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = cases::reopen(&mut unit, form.step(id), &form.note).await;
    finish(&c, &app, id, &form, unit, result, "cases-done-reopen").await
}

/// Ask a colleague to take it over.
pub async fn offer(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.colleague() {
        Ok(to) => cases::offer(&mut unit, form.step(id), to, &form.note).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "cases-done-offer").await
}

/// Take over what was offered.
pub async fn accept(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = cases::accept(&mut unit, form.step(id)).await;
    finish(&c, &app, id, &form, unit, result, "cases-done-accept").await
}

/// Give back what was offered.
pub async fn give_back(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CaseForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = cases::give_back(&mut unit, form.step(id), &form.note).await;
    finish(&c, &app, id, &form, unit, result, "cases-done-give-back").await
}
