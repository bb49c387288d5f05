//! `/employers/{id}/stop`: suspend an employer, shut it out, or lift a stop, always with a reason.

use askama::Template;
use axum::extract::State;
use entity::codes::Code as _;
use entity::employer;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::employers::{self, Cause, next};
use crate::domain::error::{DomainError, Problem};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::state::App;

/// What can be chosen: what the form sends, and the move that it stands for. Its words have the key `employers-stop-…`.
const CHOICES: &[(&str, Cause)] = &[
    ("suspended", Cause::Suspended),
    ("blacklisted", Cause::Blacklisted),
    ("lifted", Cause::Lifted),
];

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StopForm {
    version: i32,
    to: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "employers/stop.html")]
struct StopPage<'a> {
    c: &'a Ctx,
    employer: &'a employer::Model,
    choices: Vec<Choice>,
    form: &'a StopForm,
    problems: Problems,
}

async fn shown(c: &Ctx, app: &App, id: Uuid, mut form: StopForm, problems: Problems) -> PageResult {
    let employer = employers::by_id(app.core.db.reader(), &c.actor, id).await?;
    let again = !problems.is_empty();
    if !again {
        form.version = employer.version;
    }
    let choices = CHOICES
        .iter()
        .filter(|(_, cause)| next(employer.state, *cause).is_some())
        .map(|(key, _)| Choice {
            value: (*key).to_owned(),
            label: c.label_of("employers-stop", key),
            chosen: form.to == *key,
        })
        .collect();
    let page = StopPage {
        c,
        employer: &employer,
        choices,
        form: &form,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    shown(&c, &app, id, StopForm::default(), Problems::default()).await
}

/// Carry it out.
pub async fn submit(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StopForm>) -> PageResult {
    let result = async {
        let cause = CHOICES.iter().find(|(key, _)| *key == form.to).map(|(_, cause)| *cause);
        let Some(cause) = cause else {
            let mut problems = vec![Problem::new("to", "problem-choose")];
            if form.reason.trim().is_empty() {
                problems.push(Problem::new("reason", "problem-required"));
            }
            return Err(DomainError::Invalid(problems));
        };
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        match cause {
            Cause::Suspended => employers::suspend(&mut unit, id, form.version, &form.reason).await?,
            Cause::Blacklisted => employers::blacklist(&mut unit, id, form.version, &form.reason).await?,
            _ => employers::lift(&mut unit, id, form.version, &form.reason).await?,
        }
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/employers/{id}"), "employers-state-changed", "")),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, form, problems.into()).await,
        Err(error) => Err(error.into()),
    }
}
