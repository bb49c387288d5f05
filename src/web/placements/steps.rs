//! The buttons of a placement.

use axum::extract::State;
use uuid::Uuid;

use super::forms::PlacementForm;
use super::record::again;
use crate::domain::error::{DomainError, Result};
use crate::domain::files;
use crate::domain::placements::{self, Proof};
use crate::domain::unit::Unit;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::files::Upload;
use crate::web::page::go_with;
use crate::web::state::App;

async fn begin(c: &Ctx, app: &App) -> Result<Unit> {
    app.core.begin(&c.actor, c.now, c.trace()).await
}

async fn finish(
    c: &Ctx,
    app: &App,
    id: Uuid,
    form: &PlacementForm,
    unit: Unit,
    result: Result<()>,
    flash: &str,
) -> PageResult {
    match result {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with(&format!("/placements/{id}"), flash, ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            again(c, app, id, form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What was typed of a proof, and the proof, its paper looked at before a unit of work begins.
async fn proof_of(mut upload: Upload) -> (PlacementForm, Result<Proof>) {
    let form = PlacementForm::of(&upload);
    let bytes = std::mem::take(&mut upload.file);
    if bytes.is_empty() {
        let proof = form.proof(None);
        return (form, proof);
    }
    let proof = match files::inspect(bytes).await {
        Ok(file) => form.proof(Some(file)),
        Err(problem) => Err(DomainError::invalid("file", problem.key())),
    };
    (form, proof)
}

/// Verify.
pub async fn verify(c: Ctx, State(app): State<App>, Id(id): Id, upload: Upload) -> PageResult {
    let (form, proof) = proof_of(upload).await;
    let mut unit = begin(&c, &app).await?;
    let result = match proof {
        Ok(proof) => placements::verify(&mut unit, id, form.version, &proof).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "placements-done-verify").await
}

/// Add a proof.
pub async fn evidence(c: Ctx, State(app): State<App>, Id(id): Id, upload: Upload) -> PageResult {
    let (form, proof) = proof_of(upload).await;
    let mut unit = begin(&c, &app).await?;
    let result = match proof {
        Ok(proof) => placements::add_evidence(&mut unit, id, form.version, &proof).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "placements-done-evidence").await
}

/// Say that nobody answers, or that the facts are disputed.
pub async fn mark(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PlacementForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.mark() {
        Ok(to) => placements::mark(&mut unit, id, form.version, to).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "placements-done-mark").await
}

/// Say that the person left.
pub async fn leave(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PlacementForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.leaving() {
        Ok((on, reason)) => placements::leave(&mut unit, id, form.version, on, reason).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "placements-done-leave").await
}

/// Say that it began on another day.
pub async fn first_day(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PlacementForm>) -> PageResult {
    let mut unit = begin(&c, &app).await?;
    let result = match form.first_day() {
        Ok(on) => placements::shift_first_day(&mut unit, id, form.version, on).await,
        Err(error) => Err(error),
    };
    finish(&c, &app, id, &form, unit, result, "placements-done-first-day").await
}
