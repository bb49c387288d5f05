//! The buttons of a fair: one POST for each step.

use axum::extract::{Path, State};
use serde::Deserialize;
use uuid::Uuid;

use super::record::refused;
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Result};
use crate::domain::fairs::state::Step;
use crate::domain::fairs::{self, StepInput};
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
    notice: String,
    viewers: String,
}

impl StepForm {
    fn read(&self) -> Result<StepInput> {
        let typed = typed::bare(&self.viewers).replace(',', "");
        let viewers = if typed.is_empty() {
            None
        } else {
            let number = typed
                .parse()
                .map_err(|_| DomainError::invalid("viewers", "problem-number"))?;
            Some(number)
        };
        Ok(StepInput {
            notice: self.notice.clone(),
            viewers,
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
        fairs::step(&mut unit, id, form.version, step, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(
            &format!("/manage/fairs/{id}"),
            &format!("fairs-done-{}", step.key()),
            "",
        )),
        Err(DomainError::Invalid(problems)) => refused(&c, &app, id, &form.notice, problems).await,
        Err(error) => Err(error.into()),
    }
}
