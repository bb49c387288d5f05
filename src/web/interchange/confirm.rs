//! Saying yes or no to a file, and carrying it out: small files at once, large ones beside the request, in pieces that a stop cannot spoil.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use axum::extract::State;
use axum::response::Response;
use entity::codes::ImportState;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::interchange;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::go_with;
use crate::web::state::App;

/// Pieces that are carried out before the answer; most files are done then.
const PIECES_AT_ONCE: usize = 2;

/// Batches that this process is carrying out. Only for the page: two nodes that carry out one batch wait for each other in the database.
static RUNNING: LazyLock<Mutex<HashSet<Uuid>>> = LazyLock::new(Mutex::default);

/// Whether this process is carrying the batch out.
pub fn is_running(id: Uuid) -> bool {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).contains(&id)
}

/// What was decided for the whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    take: Vec<String>,
}

/// Say yes.
pub async fn confirm(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ConfirmForm>) -> PageResult {
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    interchange::confirm(&unit, id, &form.take).await?;
    unit.commit().await?;
    carry_out(&c, &app, id).await
}

/// Go on with a batch that stopped half-way.
pub async fn go_on(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let batch = interchange::by_id(app.core.db.reader(), &c.actor, id).await?;
    if !matches!(batch.state, ImportState::Applying | ImportState::Done) {
        return Err(PageError::Conflict("import-conflict-moved-on"));
    }
    carry_out(&c, &app, id).await
}

/// Say no.
pub async fn cancel(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    interchange::cancel(&unit, id).await?;
    unit.commit().await?;
    Ok(go_with("/imports", "import-cancelled-flash", ""))
}

async fn carry_out(c: &Ctx, app: &App, id: Uuid) -> PageResult {
    if !start(id) {
        return Ok(answer(id, "import-started"));
    }
    for _ in 0..PIECES_AT_ONCE {
        let piece = interchange::apply_next(&app.core, &c.actor, app.clock.now(), &c.trace(), id).await;
        match piece {
            Ok(Some(_)) => {}
            Ok(None) => {
                stop(id);
                return Ok(answer(id, "import-finished"));
            }
            Err(error) => {
                stop(id);
                return Err(error.into());
            }
        }
    }
    tokio::spawn(to_the_end(c.clone(), app.clone(), id));
    Ok(answer(id, "import-started"))
}

async fn to_the_end(c: Ctx, app: App, id: Uuid) {
    let trace = c.trace();
    let clock = app.clock.clone();
    let outcome = interchange::apply(&app.core, &c.actor, move || clock.now(), &trace, id, |_| {}).await;
    stop(id);
    if let Err(error) = outcome {
        tracing::error!(batch = %id, cause = %error, "an import stopped half-way; it can be continued");
    }
}

fn answer(id: Uuid, flash: &str) -> Response {
    go_with(&format!("/imports/{id}"), flash, "")
}

fn start(id: Uuid) -> bool {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).insert(id)
}

fn stop(id: Uuid) {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
}
