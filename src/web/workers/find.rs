//! `POST /workers/find`: the search box. It posts, so that numbers and phones stay out of addresses, histories and logs.

use axum::extract::State;
use serde::Deserialize;

use crate::domain::workers::{self, Found, Term};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Form;
use crate::web::page::{go, go_with};
use crate::web::state::App;
use crate::web::urlencode;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FindForm {
    q: String,
}

/// To the record if it is one, to the list if there are several.
pub async fn submit(c: Ctx, State(app): State<App>, Form(form): Form<FindForm>) -> PageResult {
    let text = form.q.trim();
    if text.is_empty() {
        return Ok(go("/workers"));
    }
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let found = workers::find(&unit, text).await?;
    unit.commit().await?;
    Ok(match found {
        Found::One(id) => go(&format!("/workers/{id}")),
        Found::Many(words) => go(&format!("/workers?q={}", urlencode(&words))),
        Found::Nobody => nobody(text),
    })
}

fn nobody(text: &str) -> axum::response::Response {
    let terms = workers::read_terms(text);
    if terms.contains(&Term::Digits) {
        return go_with("/workers", "workers-find-digits", "");
    }
    if terms
        .iter()
        .any(|term| matches!(term, Term::Number(_) | Term::Phone(_)))
    {
        return go_with("/workers", "workers-find-nobody", "");
    }
    go(&format!("/workers?q={}", urlencode(text)))
}
