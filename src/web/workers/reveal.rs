//! `/workers/{id}/reveal`: one full number or phone. The reason is written down before anything is shown, and the answer is the page
//! itself: a number is never in an address or a cookie.

use askama::Template;
use axum::extract::State;
use entity::{worker, worker_phone};
use serde::Deserialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::view;
use crate::domain::{accounts, workers};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Choice, show, show_again};
use crate::web::state::App;

/// Reasons that cover nearly every day; each is a key.
const REASONS: [&str; 5] = ["call", "identity", "travel", "subsidy", "employer"];

/// Which value, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RevealForm {
    /// A phone; the identity number if none.
    phone: Option<Uuid>,
    reason: String,
    other: String,
    /// Asked for after many look-ups in one hour.
    password: String,
}

#[derive(Template)]
#[template(path = "workers/reveal.html")]
struct RevealPage<'a> {
    c: &'a Ctx,
    worker: &'a worker::Model,
    phone: Option<&'a worker_phone::Model>,
    form: &'a RevealForm,
    reasons: Vec<Choice>,
    problems: Problems,
    shown: Option<Zeroizing<String>>,
}

async fn render(
    c: &Ctx,
    app: &App,
    id: Uuid,
    form: &RevealForm,
    problems: Problems,
    shown: Option<Zeroizing<String>>,
) -> PageResult {
    let record = workers::record(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let phone = form
        .phone
        .and_then(|id| record.phones.iter().find(|phone| phone.id == id));
    let reasons = REASONS
        .iter()
        .map(|key| Choice {
            value: (*key).to_owned(),
            label: c.t(&format!("workers-reason-{key}")),
            chosen: form.reason == *key,
        })
        .collect();
    let wrong = !problems.is_empty();
    let page = RevealPage {
        c,
        worker: &record.worker,
        phone,
        form,
        reasons,
        problems,
        shown,
    };
    if wrong { show_again(&page) } else { show(&page) }
}

/// Why do you want to see it?
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<RevealForm>) -> PageResult {
    render(&c, &app, id, &query, Problems::default(), None).await
}

/// Here it is.
pub async fn submit(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<RevealForm>) -> PageResult {
    let reason = if form.other.trim().is_empty() {
        &form.reason
    } else {
        &form.other
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = async {
        if !form.password.is_empty() {
            accounts::confirm(&mut unit, form.password.clone()).await?;
        }
        match form.phone {
            Some(phone) => workers::reveal_phone(&unit, id, phone, reason).await,
            None => workers::reveal_number(&unit, id, reason).await,
        }
    }
    .await;
    match result {
        Ok(plain) => {
            unit.commit().await?;
            render(&c, &app, id, &form, Problems::default(), Some(plain)).await
        }
        Err(error) => {
            drop(unit);
            let problems = view::problems_of(error)?;
            render(&c, &app, id, &form, problems, None).await
        }
    }
}
