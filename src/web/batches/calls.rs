//! `/batches/{id}/calls`: whom to telephone: who is missing, or who must hear that the transfer is put off or called off.

use askama::Template;
use axum::extract::State;
use entity::batch;
use entity::codes::BatchState;
use serde::Deserialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::words;
use crate::domain::batches::{self, PassengerRow, Plan};
use crate::domain::error::DomainError;
use crate::domain::{accounts, workers};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// Why the phones are wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CallsForm {
    reason: String,
    /// Asked for after many look-ups in one hour.
    password: String,
}

#[derive(Template)]
#[template(path = "batches/calls.html")]
struct CallsPage<'a> {
    c: &'a Ctx,
    batch: batch::Model,
    plan: Plan,
    rows: Vec<(PassengerRow, Option<Zeroizing<String>>)>,
    /// The phones stand on the page.
    full: bool,
    form: &'a CallsForm,
    problems: Problems,
}

impl CallsPage<'_> {
    /// People are told something, and ticked off.
    fn tells(&self) -> bool {
        matches!(self.batch.state, BatchState::Postponed | BatchState::Cancelled)
    }

    fn point(&self, row: &PassengerRow) -> String {
        self.plan
            .point(row.passenger.point_id)
            .map_or_else(String::new, |point| {
                format!(
                    "{} {} {}",
                    words::hour(&point.at),
                    self.c.place_short(&point.place_code),
                    point.address
                )
            })
    }

    const fn most() -> usize {
        workers::CALL_LIST
    }
}

async fn shown(
    c: &Ctx,
    app: &App,
    id: Uuid,
    form: &CallsForm,
    found: Option<Vec<(PassengerRow, Option<Zeroizing<String>>)>>,
    problems: Problems,
) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let full = found.is_some();
    let rows = match found {
        Some(rows) => rows,
        None => {
            let rows = batches::passengers_of(db, &c.actor, &batch, &plan, c.today()).await?;
            let rows = batches::to_call(&batch, rows);
            rows.into_iter().map(|row| (row, None)).collect()
        }
    };
    let again = !problems.is_empty();
    let page = CallsPage {
        c,
        batch,
        plan,
        rows,
        full,
        form,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The people, their phones hidden.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    shown(&c, &app, id, &CallsForm::default(), None, Problems::default()).await
}

/// The people with their phones, to press or to print. Each phone is on record as seen, with the reason.
pub async fn reveal(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CallsForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = async {
        if !form.password.is_empty() {
            accounts::confirm(&mut unit, form.password.clone()).await?;
        }
        batches::call_phones(&unit, id, &form.reason).await
    }
    .await;
    match result {
        Ok(rows) => {
            unit.commit().await?;
            shown(&c, &app, id, &form, Some(rows), Problems::default()).await
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            shown(&c, &app, id, &form, None, problems.into()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Who was told.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ToldForm {
    id: Vec<Uuid>,
}

/// Write down who was told.
pub async fn told(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ToldForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    match batches::tell(&mut unit, id, &form.id).await {
        Ok(people) => {
            unit.commit().await?;
            Ok(go_with(
                &format!("/batches/{id}/calls"),
                "batches-told",
                &people.to_string(),
            ))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            shown(&c, &app, id, &CallsForm::default(), None, problems.into()).await
        }
        Err(error) => Err(error.into()),
    }
}
