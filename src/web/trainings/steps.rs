//! The buttons of a training: one POST for each step; and the heads of a talk.

use axum::extract::{Path, State};
use serde::Deserialize;
use uuid::Uuid;

use super::record::{Typed, refused};
use crate::domain::checks::typed;
use crate::domain::error::DomainError;
use crate::domain::trainings;
use crate::domain::trainings::state::Step;
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
    notice: String,
    heads: String,
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
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        trainings::step(&mut unit, id, form.version, step, &form.notice).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(
            &format!("/trainings/{id}"),
            &format!("trainings-done-{}", step.key()),
            "",
        )),
        Err(DomainError::Invalid(problems)) => {
            let typed = Typed {
                notice: form.notice,
                ..Typed::default()
            };
            refused(&c, &app, id, &typed, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Write down how many heads were counted.
pub async fn heads(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StepForm>) -> PageResult {
    trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let heads = typed::bare(&form.heads)
            .replace(',', "")
            .parse()
            .map_err(|_| DomainError::invalid("heads", "problem-number"))?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        trainings::count_heads(&mut unit, id, form.version, heads).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(
            &format!("/trainings/{id}"),
            "trainings-done-heads",
            &form.heads,
        )),
        Err(DomainError::Invalid(problems)) => {
            let typed = Typed {
                heads: form.heads,
                ..Typed::default()
            };
            refused(&c, &app, id, &typed, problems).await
        }
        Err(error) => Err(error.into()),
    }
}
