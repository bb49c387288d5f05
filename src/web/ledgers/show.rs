//! `/figures/ledger-rows/{id}`: one row, its proof, and every change of it.

use askama::Template;
use axum::extract::State;
use entity::ledger_entry;
use serde::Deserialize;

use super::words;
use crate::domain::access::Action;
use crate::domain::employers;
use crate::domain::error::{DomainError, Problem};
use crate::domain::ledgers::{self, Field, History};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// Why a row is cancelled.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct VoidForm {
    version: i32,
    reason: String,
}

#[derive(Template)]
#[template(path = "ledgers/show.html")]
struct ShowPage<'a> {
    c: &'a Ctx,
    row: &'a ledger_entry::Model,
    fields: Vec<Field>,
    employer: Option<String>,
    history: Vec<History>,
    reason: &'a str,
    problems: Problems,
    may_edit: bool,
}

/// The firm's name, where the row supports one.
pub(super) async fn employer_of(app: &App, row: &ledger_entry::Model) -> Result<Option<String>, DomainError> {
    let Some(id) = row.employer_id else { return Ok(None) };
    let names = employers::names_of(app.core.db.reader(), [id]).await?;
    Ok(names.get(&id).map(|card| card.name.clone()))
}

async fn answer(c: &Ctx, app: &App, row: &ledger_entry::Model, reason: &str, problems: Vec<Problem>) -> PageResult {
    let fields = ledgers::fields_of(row.ledger).iter().copied();
    let wrong = !problems.is_empty();
    let page = ShowPage {
        c,
        row,
        fields: fields.filter(|field| *field != Field::Employer).collect(),
        employer: employer_of(app, row).await?,
        history: ledgers::history(app.core.db.reader(), row.id).await?,
        reason,
        problems: problems.into(),
        may_edit: c.may(Action::EditLedgers) && row.voided_at.is_none(),
    };
    if wrong { show_again(&page) } else { show(&page) }
}

/// The row.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let row = ledgers::by_id(app.core.db.reader(), &c.actor, id).await?;
    answer(&c, &app, &row, "", Vec::new()).await
}

/// Cancel it.
pub async fn void(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<VoidForm>) -> PageResult {
    let row = ledgers::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        ledgers::void(&mut unit, id, form.version, &form.reason).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/figures/ledger-rows/{id}"), "ledgers-voided", "")),
        Err(DomainError::Invalid(problems)) => answer(&c, &app, &row, &form.reason, problems).await,
        Err(error) => Err(error.into()),
    }
}
