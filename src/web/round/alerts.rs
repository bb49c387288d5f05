//! `/round/alerts`: villages whose people come home, and what somebody found out.

use askama::Template;
use axum::extract::State;
use entity::village_alert;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem};
use crate::domain::round;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AlertForm {
    version: i32,
    note: String,
}

#[derive(Template)]
#[template(path = "round/alerts.html")]
struct AlertsPage<'a> {
    c: &'a Ctx,
    rows: Vec<village_alert::Model>,
    /// The row whose form has problems.
    at: Option<Uuid>,
    form: &'a AlertForm,
    problems: Problems,
    may_edit: bool,
}

async fn render(c: &Ctx, app: &App, at: Option<Uuid>, form: &AlertForm, problems: Vec<Problem>) -> PageResult {
    let rows = round::alerts(app.core.db.reader(), &c.actor).await?;
    let wrong = !problems.is_empty();
    let page = AlertsPage {
        c,
        rows,
        at,
        form,
        problems: problems.into(),
        may_edit: c.may(Action::EditWorkers),
    };
    if wrong { show_again(&page) } else { show(&page) }
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>) -> PageResult {
    render(&c, &app, None, &AlertForm::default(), Vec::new()).await
}

/// Somebody asked.
pub async fn submit(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<AlertForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    match round::handle(&mut unit, id, form.version, &form.note).await {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with("/round/alerts", "round-done-alert", ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, Some(id), &form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}
