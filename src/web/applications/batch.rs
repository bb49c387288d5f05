//! `POST /applications/batch`: the same answer for several at once. Each is a unit of its own, so that one that cannot be done stops no other.

use axum::extract::State;
use axum::response::Response;
use entity::codes::{ApplicationReason, Code as _};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::applications::{self, Step};
use crate::domain::error::{DomainError, Result};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Form;
use crate::web::page::{go_with, inside};
use crate::web::state::App;

/// Most rows of one answer: a page of the list.
const MOST: usize = 100;

/// What the bulk bar sends. Each pick is `ID:VERSION`, the row as it was shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BatchForm {
    pick: Vec<String>,
    act: String,
    reason: String,
    back: String,
}

fn step_of(pick: &str) -> Option<Step> {
    let (id, version) = pick.split_once(':')?;
    Some(Step {
        id: Uuid::parse_str(id).ok()?,
        version: version.parse().ok()?,
    })
}

async fn one(c: &Ctx, app: &App, step: Step, form: &BatchForm) -> Result<()> {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    if form.act == "hire" {
        applications::hire(&mut unit, step).await?;
    } else {
        let reason = ApplicationReason::from_key(&form.reason).filter(|reason| super::forms::REFUSALS.contains(reason));
        let reason = reason.ok_or_else(|| DomainError::invalid("reason", "applications-problem-reason"))?;
        applications::reject(&mut unit, step, reason, "").await?;
    }
    unit.commit().await
}

/// Answer.
pub async fn submit(c: Ctx, State(app): State<App>, Form(form): Form<BatchForm>) -> PageResult<Response> {
    let back = if form.back.is_empty() {
        "/applications"
    } else {
        inside(&form.back)
    };
    if form.pick.is_empty() {
        return Ok(go_with(back, "applications-batch-none", ""));
    }
    let known = matches!(form.act.as_str(), "hire" | "reject");
    if !known {
        return Ok(go_with(back, "applications-batch-what", ""));
    }
    let mut done = 0;
    let asked = form.pick.len().min(MOST);
    for pick in form.pick.iter().take(MOST) {
        let Some(step) = step_of(pick) else {
            return Err(PageError::NotFound);
        };
        match one(&c, &app, step, &form).await {
            Ok(()) => done += 1,
            Err(DomainError::Conflict(_)) => {}
            Err(DomainError::Invalid(_)) => return Ok(go_with(back, "applications-batch-reason", "")),
            Err(error) => return Err(error.into()),
        }
    }
    let key = if done == asked {
        "applications-batch-done"
    } else {
        "applications-batch-some"
    };
    Ok(go_with(back, key, &format!("{done} / {asked}")))
}
