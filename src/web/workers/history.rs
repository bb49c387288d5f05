//! `/workers/{id}/history`: moves, mergers, and who looked at what the record hides.

use askama::Template;
use axum::extract::State;

use crate::domain::workers::{self, History};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::show;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "workers/history.html")]
struct HistoryPage<'a> {
    c: &'a Ctx,
    history: History,
}

/// The words for what a row of the trail did; an act of another noun is shown by its name.
fn act(c: &Ctx, action: &str) -> String {
    let key = format!("workers-act-{action}");
    let words = c.t(&key);
    if words == key { action.to_owned() } else { words }
}

/// The reason that a row of the trail holds, in words where it is one of the list.
fn reason(c: &Ctx, details: &serde_json::Value) -> String {
    let Some(reason) = details.get("reason").and_then(serde_json::Value::as_str) else {
        return String::new();
    };
    let key = format!("workers-reason-{reason}");
    let words = c.t(&key);
    if words == key { reason.to_owned() } else { words }
}

/// The history.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let history = workers::history(app.core.db.reader(), &c.actor, id).await?;
    show(&HistoryPage { c: &c, history })
}
