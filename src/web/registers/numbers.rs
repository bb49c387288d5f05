//! `/registers/numbers`: full numbers, which leave the house only if a second person agrees.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use entity::number_request;
use serde::Deserialize;
use uuid::Uuid;

use super::ask::{self, Fields};
use super::{file, show, words};
use crate::domain::accounts;
use crate::domain::error::{DomainError, Problem};
use crate::domain::registers::consent::{self, HOURS};
use crate::domain::registers::file::Numbers;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show as shown, show_again};
use crate::web::state::App;

/// A request as the page shows it.
struct Line {
    row: number_request::Model,
    title: String,
    period: String,
    columns: String,
    asked_by: String,
    decided_by: String,
    own: bool,
    can_be_taken: bool,
}

#[derive(Template)]
#[template(path = "registers/numbers.html")]
struct NumbersPage<'a> {
    c: &'a Ctx,
    lines: Vec<Line>,
    hours: i64,
    problems: Problems,
}

impl Line {
    fn waits(&self) -> bool {
        self.row.state == entity::codes::NumberRequestState::Waiting
    }
}

async fn answer(c: &Ctx, app: &App, problems: Vec<Problem>) -> PageResult {
    let db = app.core.db.reader();
    let rows = consent::list(db, &c.actor).await?;
    let people: Vec<Uuid> = rows
        .iter()
        .flat_map(|row| [Some(row.asked_by), row.decided_by])
        .flatten()
        .collect();
    let names: HashMap<Uuid, String> = accounts::names_of(db, people).await?;
    let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
    let lines = rows
        .into_iter()
        .filter_map(|row| {
            let register = ask::register(&row.register).ok()?;
            let heads: Vec<String> = row
                .columns
                .split(' ')
                .map(|key| c.t(&format!("register-column-{key}")))
                .collect();
            Some(Line {
                title: words::title(c, register),
                period: words::period(c, &row.period),
                columns: heads.join(&c.t("list-separator")),
                asked_by: name(Some(row.asked_by)),
                decided_by: name(row.decided_by),
                own: c.actor.account_id() == Some(row.asked_by),
                can_be_taken: consent::can_be_taken(&row, &c.actor, c.now),
                row,
            })
        })
        .collect();
    let wrong = !problems.is_empty();
    let page = NumbersPage {
        c,
        lines,
        hours: HOURS,
        problems: problems.into(),
    };
    if wrong { show_again(&page) } else { shown(&page) }
}

/// The requests.
pub async fn page(c: Ctx, State(app): State<App>) -> PageResult {
    answer(&c, &app, Vec::new()).await
}

/// Ask for full numbers.
pub async fn ask(c: Ctx, State(app): State<App>, Path(key): Path<String>, Form(fields): Form<Fields>) -> PageResult {
    let asking = ask::read(&c, &app, ask::register(&key)?, &fields)?;
    if asking.is_wrong() {
        return show::answer(&c, &app, &asking, Vec::new()).await;
    }
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    match consent::ask(&mut unit, &asking.wanted, &asking.columns, &asking.reason).await {
        Ok(_) => {
            unit.commit().await?;
            Ok(go_with("/registers/numbers", "register-done-asked", ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            show::answer(&c, &app, &asking, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Yes or no.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decision {
    verdict: String,
    password: String,
}

/// The second person decides. The password is asked for: a borrowed session must not agree.
pub async fn decide(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<Decision>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let agrees = form.verdict == "agree";
    let result = async {
        if agrees {
            consent::by_id(unit.tx(), &c.actor, id).await?;
            accounts::confirm(&mut unit, form.password.clone()).await?;
        }
        consent::decide(&mut unit, id, agrees, "").await
    }
    .await;
    match result {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with("/registers/numbers", "register-done-decided", ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            answer(&c, &app, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Take what was agreed to.
pub async fn take(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let row = consent::by_id(app.core.db.reader(), &c.actor, id).await?;
    if !consent::can_be_taken(&row, &c.actor, c.now) {
        return Err(PageError::Conflict("register-conflict-taken"));
    }
    let mut fields: Fields = vec![
        ("period".into(), row.period.clone()),
        ("place".into(), row.place_code.clone()),
    ];
    fields.extend(row.columns.split(' ').map(|key| ("col".to_owned(), key.to_owned())));
    let asked = [ask::read(&c, &app, ask::register(&row.register)?, &fields)?];
    let vault = app.core.vault.clone();
    let (sheet, rows) = file::workbook(&c, &app, &asked, Numbers::Full(&vault)).await?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    consent::take(&mut unit, id, rows.iter().sum()).await?;
    unit.commit().await?;
    file::send(sheet, &format!("register-{}", row.register))
}
