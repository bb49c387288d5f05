//! The buttons of a workshop.

use axum::extract::State;
use serde::Deserialize;

use super::record::refused;
use crate::domain::error::DomainError;
use crate::domain::workshops::state::Step;
use crate::domain::workshops::{self, StepInput};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::go_with;
use crate::web::state::App;

/// What a button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    version: i32,
    step: String,
    pub reason: String,
    pub number: String,
    pub level: String,
    pub on: String,
    pub override_reason: String,
}

impl StepForm {
    /// An empty form.
    pub fn fresh(c: &Ctx) -> Self {
        Self {
            on: c.today().to_string(),
            level: c.t("workshops-level-county"),
            ..Self::default()
        }
    }

    fn input(&self) -> StepInput {
        StepInput {
            reason: self.reason.clone(),
            number: self.number.clone(),
            level: self.level.clone(),
            on: self.on.trim().parse().ok(),
            override_reason: self.override_reason.clone(),
        }
    }
}

/// Take a step.
pub async fn take(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StepForm>) -> PageResult {
    workshops::by_id(app.core.db.reader(), &c.actor, id).await?;
    let step = Step::from_key(&form.step).ok_or(PageError::BadRequest("error-form", Vec::new()))?;
    if !c.may(step.action()) {
        return Err(PageError::NotFound);
    }
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::step(&mut unit, id, form.version, step, form.input()).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => {
            let key = format!("workshops-done-{}", step.key());
            Ok(go_with(&format!("/workshops/{id}"), &key, ""))
        }
        Err(DomainError::Invalid(problems)) => refused(&c, &app, id, &form, problems).await,
        Err(error) => Err(error.into()),
    }
}
