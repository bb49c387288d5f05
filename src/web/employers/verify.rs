//! `/employers/{id}/verify`: vouch for an employer, or see what still lacks.

use askama::Template;
use axum::extract::State;
use entity::codes::Code as _;
use entity::employer;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::employers::{self, Need};
use crate::domain::error::DomainError;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct VerifyForm {
    version: i32,
    method: String,
}

#[derive(Template)]
#[template(path = "employers/verify.html")]
struct VerifyPage<'a> {
    c: &'a Ctx,
    employer: &'a employer::Model,
    needs: Vec<Need>,
    registered_in: Option<String>,
    form: &'a VerifyForm,
    problems: Problems,
}

async fn shown(c: &Ctx, app: &App, id: Uuid, mut form: VerifyForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let employer = employers::by_id(db, &c.actor, id).await?;
    let papers: Vec<_> = employers::papers_of(db, &c.actor, id)
        .await?
        .into_iter()
        .map(|view| view.paper)
        .collect();
    let needs = employers::needs(&employer, &papers, c.today());
    let registered_in = employers::registered_elsewhere(&employer).map(|code| c.place(code));
    let again = !problems.is_empty();
    if !again {
        form.version = employer.version;
    }
    let page = VerifyPage {
        c,
        employer: &employer,
        needs,
        registered_in,
        form: &form,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The form, or what lacks.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    shown(&c, &app, id, VerifyForm::default(), Problems::default()).await
}

/// Vouch.
pub async fn submit(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<VerifyForm>) -> PageResult {
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        employers::verify(&mut unit, id, form.version, &form.method).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/employers/{id}"), "employers-verified", "")),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, form, problems.into()).await,
        Err(error) => Err(error.into()),
    }
}
