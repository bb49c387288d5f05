//! The buttons of a help.

use axum::extract::State;
use uuid::Uuid;

use super::record::{HelpForm, render};
use crate::domain::error::{DomainError, Result};
use crate::domain::returned;
use crate::domain::unit::Unit;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::go_with;
use crate::web::state::App;

async fn begin(c: &Ctx, app: &App) -> Result<Unit> {
    app.core.begin(&c.actor, c.now, c.trace()).await
}

async fn finish(
    c: &Ctx,
    app: &App,
    id: Uuid,
    form: &HelpForm,
    unit: Unit,
    result: Result<()>,
    flash: &str,
) -> PageResult {
    match result {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with(&format!("/returned/{id}"), flash, ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(c, app, id, form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The policy talk.
pub async fn policy(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<HelpForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match HelpForm::day("policy_on", &form.policy_on) {
        Ok(on) => returned::policy_told(&mut unit, id, form.version, on).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "returned-done-policy").await
}

/// The guidance.
pub async fn guidance(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<HelpForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match HelpForm::day("guidance_on", &form.guidance_on) {
        Ok(on) => returned::guided(&mut unit, id, form.version, on).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "returned-done-guidance").await
}

/// An offer outside of applications.
pub async fn offer(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<HelpForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.offer() {
        Ok(offer) => returned::offered(&mut unit, id, form.version, offer).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "returned-done-offer").await
}

/// The end without work.
pub async fn end(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<HelpForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.end() {
        Ok(reason) => returned::end(&mut unit, id, form.version, reason, &form.note).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "returned-done-end").await
}
