//! `POST /workers/bulk`: one status for the people who are ticked, as of today.

use axum::extract::State;
use entity::codes::{Code as _, StatusSource, WorkerStatus};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::page::LIST_SIZE;
use crate::domain::workers;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Form;
use crate::web::page::{go_with, inside};
use crate::web::state::App;

/// Who and what.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    id: Vec<Uuid>,
    status: String,
    source: String,
    back: String,
}

/// Set it for all of them or for none.
pub async fn submit(c: Ctx, State(app): State<App>, Form(form): Form<BulkForm>) -> PageResult {
    let back = match inside(&form.back) {
        "/" => "/workers",
        path => path,
    };
    let (Some(status), Some(source)) = (
        WorkerStatus::from_key(&form.status),
        StatusSource::from_key(&form.source),
    ) else {
        return Ok(go_with(back, "workers-bulk-choose", ""));
    };
    if form.id.is_empty() {
        return Ok(go_with(back, "workers-bulk-nobody", ""));
    }
    if form.id.len() as u64 > LIST_SIZE {
        return Err(PageError::BadRequest("error-form", Vec::new()));
    }
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    workers::set_status_of_many(&mut unit, &form.id, status, source).await?;
    unit.commit().await?;
    Ok(go_with(back, "workers-bulk-done", &form.id.len().to_string()))
}
