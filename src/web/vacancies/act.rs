//! The buttons of a record: one POST for each step, each with the version that the reader saw.

use axum::extract::State;
use serde::Deserialize;
use uuid::Uuid;

use super::record::refused;
use crate::domain::error::DomainError;
use crate::domain::unit::Unit;
use crate::domain::vacancies;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::go_with;
use crate::web::state::App;

/// What a button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    version: i32,
    reason: String,
    form_key: Uuid,
    rule: String,
    excerpt: String,
}

/// Finish a step: commit and go to the record, or show the record with what is in the way.
async fn finish(c: &Ctx, app: &App, id: Uuid, unit: Unit, result: Result<(), DomainError>, flash: &str) -> PageResult {
    let path = format!("/manage/vacancies/{id}");
    match result {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with(&path, flash, ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            refused(c, app, id, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Hand in.
pub async fn submit(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ActForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = vacancies::submit(&mut unit, id, form.version).await;
    finish(&c, &app, id, unit, result, "vacancies-done-submit").await
}

/// Make public.
pub async fn publish(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ActForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = vacancies::publish(&mut unit, id, form.version).await;
    finish(&c, &app, id, unit, result, "vacancies-done-publish").await
}

/// Hand back.
pub async fn return_with(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ActForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = vacancies::return_with(&mut unit, id, form.version, &form.reason).await;
    finish(&c, &app, id, unit, result, "vacancies-done-return").await
}

/// Stop for a while.
pub async fn pause(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ActForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = vacancies::pause(&mut unit, id, form.version, &form.reason).await;
    finish(&c, &app, id, unit, result, "vacancies-done-pause").await
}

/// Go on.
pub async fn resume(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ActForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = vacancies::resume(&mut unit, id, form.version).await;
    finish(&c, &app, id, unit, result, "vacancies-done-resume").await
}

/// Take back for good.
pub async fn withdraw(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ActForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = vacancies::withdraw(&mut unit, id, form.version, &form.reason).await;
    finish(&c, &app, id, unit, result, "vacancies-done-withdraw").await
}

/// Take away.
pub async fn take_down(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ActForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = vacancies::take_down(&mut unit, id, form.version, &form.reason).await;
    finish(&c, &app, id, unit, result, "vacancies-done-take-down").await
}

/// Let a held phrase through.
pub async fn waive(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ActForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = vacancies::waive(&mut unit, id, &form.rule, &form.excerpt, &form.reason).await;
    finish(&c, &app, id, unit, result, "vacancies-done-waive").await
}

/// Copy into a new draft and open it.
pub async fn copy(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ActForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(form.form_key).await?;
    let new = vacancies::repost(&mut unit, id).await?;
    let path = format!("/manage/vacancies/{new}/edit");
    unit.commit_to(&path).await?;
    Ok(go_with(&path, "vacancies-done-copy", ""))
}
