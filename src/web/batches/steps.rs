//! The buttons of a transfer: one POST for each step.

use axum::extract::{Path, State};
use serde::Deserialize;
use uuid::Uuid;

use super::record::refused;
use super::words::read_moment;
use crate::domain::batches::state::Step;
use crate::domain::batches::{self, StepInput};
use crate::domain::error::{DomainError, Result};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Form;
use crate::web::page::go_with;
use crate::web::state::App;

/// What a button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    version: i32,
    pub(super) reason: String,
    pub(super) at: String,
}

impl StepForm {
    fn read(&self) -> Result<StepInput> {
        let at = match self.at.trim() {
            "" => None,
            typed => Some(read_moment("at", typed).map_err(|problem| DomainError::Invalid(vec![problem]))?),
        };
        Ok(StepInput {
            reason: self.reason.clone(),
            at,
        })
    }
}

/// Take a step.
pub async fn take(
    c: Ctx,
    State(app): State<App>,
    Path((id, step)): Path<(String, String)>,
    Form(form): Form<StepForm>,
) -> PageResult {
    let id = Uuid::parse_str(&id).map_err(|_| PageError::NotFound)?;
    let step = Step::from_key(&step).ok_or(PageError::NotFound)?;
    let result = async {
        let input = form.read()?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        batches::step(&mut unit, id, form.version, step, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(
            &format!("/batches/{id}"),
            &format!("batches-done-{}", step.key()),
            "",
        )),
        Err(DomainError::Invalid(problems)) => refused(&c, &app, id, &form, problems).await,
        Err(error) => Err(error.into()),
    }
}
