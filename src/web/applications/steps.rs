//! The buttons of a record: one POST for each step, each with the version that the reader saw.

use axum::extract::State;
use uuid::Uuid;

use super::forms::StepForm;
use super::record::{again, with_phone};
use crate::domain::applications;
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
    form: &StepForm,
    unit: Unit,
    result: Result<()>,
    flash: &str,
) -> PageResult {
    match result {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with(&format!("/applications/{id}"), flash, ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            again(c, app, id, form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Send it to the employer.
pub async fn send(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StepForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.consent() {
        Ok(consent) => applications::send(&mut unit, form.step(id), consent).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "applications-done-send").await
}

/// Invite to an interview.
pub async fn invite(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StepForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.interview() {
        Ok(interview) => applications::invite(&mut unit, form.step(id), interview).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "applications-done-invite").await
}

/// Hire.
pub async fn hire(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StepForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = applications::hire(&mut unit, form.step(id)).await;
    finish(&c, &app, id, &form, unit, result, "applications-done-hire").await
}

/// Say the employer's no.
pub async fn reject(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StepForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.refusal() {
        Ok(reason) => applications::reject(&mut unit, form.step(id), reason, &form.note).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "applications-done-reject").await
}

/// Note the person's own no.
pub async fn withdraw(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StepForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.own_refusal() {
        Ok(reason) => applications::withdraw(&mut unit, form.step(id), reason, &form.note).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "applications-done-withdraw").await
}

/// Confirm the arrival, and go to the placement that it opened.
pub async fn arrive(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StepForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.arrival() {
        Ok(arrival) => applications::arrive(&mut unit, form.step(id), arrival).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(placement) => {
            unit.commit().await?;
            Ok(go_with(
                &format!("/placements/{placement}"),
                "applications-done-arrive",
                "",
            ))
        }
        Err(error) => finish(&c, &app, id, &form, unit, Err(error), "").await,
    }
}

/// Show the phone to the employer, once, and write it down before.
pub async fn phone(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let unit = begin(&c, &app).await?;
    let phone = applications::reveal_phone(&unit, id).await?;
    unit.commit().await?;
    with_phone(&c, &app, id, phone.to_string()).await
}
