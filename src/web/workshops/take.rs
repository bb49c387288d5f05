//! `/workshops/{id}/people/take?worker=…`: take one person in.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::{Code as _, Contract, EvidenceKind, Insurance};
use entity::{worker, workshop};
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::placements::Proof;
use crate::domain::workers;
use crate::domain::workshops::{self, TakeIn};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{go, go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TakeForm {
    form_key: Uuid,
    worker: String,
    started_on: String,
    pay_month_yuan: String,
    contract: String,
    contract_months: String,
    insurance: String,
    proof: String,
    proof_note: String,
}

#[derive(Template)]
#[template(path = "workshops/take.html")]
struct TakePage<'a> {
    c: &'a Ctx,
    workshop: &'a workshop::Model,
    worker: &'a worker::Model,
    form: &'a TakeForm,
    problems: Problems,
}

fn number(field: &str, words: &str, problems: &mut Vec<Problem>) -> Option<i32> {
    let bare = typed::bare(words).replace(',', "");
    let read = bare.parse().ok();
    if !bare.is_empty() && read.is_none() {
        problems.push(Problem::new(field, "problem-number"));
    }
    read
}

impl TakeForm {
    fn read(&self, worker_id: Uuid) -> Result<TakeIn> {
        let mut problems = Vec::new();
        let started_on: Option<NaiveDate> = self.started_on.trim().parse().ok();
        if started_on.is_none() {
            problems.push(Problem::new("started_on", "workshops-problem-day"));
        }
        let pay_month_yuan = number("pay_month_yuan", &self.pay_month_yuan, &mut problems);
        let contract_months = number("contract_months", &self.contract_months, &mut problems);
        let (Some(started_on), true) = (started_on, problems.is_empty()) else {
            return Err(DomainError::Invalid(problems));
        };
        Ok(TakeIn {
            worker_id,
            started_on,
            pay_month_yuan,
            contract: Contract::from_key(&self.contract),
            contract_months,
            insurance: Insurance::from_key(&self.insurance),
            proof: EvidenceKind::from_key(&self.proof).map(|kind| Proof {
                kind,
                on: started_on,
                note: self.proof_note.clone(),
                file: None,
            }),
        })
    }
}

async fn found(c: &Ctx, app: &App, id: Uuid, form: &TakeForm) -> Result<(workshop::Model, Option<worker::Model>)> {
    let db = app.core.db.reader();
    let workshop = workshops::by_id(db, &c.actor, id).await?;
    let worker = match Uuid::parse_str(form.worker.trim()) {
        Ok(worker) => Some(workers::by_id(db, &c.actor, worker).await?),
        Err(_) => None,
    };
    Ok((workshop, worker))
}

/// The form. Without a person it begins with the search.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<TakeForm>) -> PageResult {
    let (workshop, Some(worker)) = found(&c, &app, id, &query).await? else {
        return Ok(go(&format!("/workshops/{id}/people")));
    };
    let form = TakeForm {
        form_key: c.form_key(),
        started_on: c.today().to_string(),
        ..query
    };
    show(&TakePage {
        c: &c,
        workshop: &workshop,
        worker: &worker,
        form: &form,
        problems: Problems::default(),
    })
}

/// Take the person in.
pub async fn take(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<TakeForm>) -> PageResult {
    let (workshop, Some(worker)) = found(&c, &app, id, &form).await? else {
        return Ok(go(&format!("/workshops/{id}/people")));
    };
    let path = format!("/workshops/{id}/people");
    let result = async {
        let input = form.read(worker.id)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        workshops::take_in(&mut unit, id, input).await?;
        unit.commit_to(&path).await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&path, "workshops-taken-in", &worker.name)),
        Err(DomainError::Invalid(problems)) => show_again(&TakePage {
            c: &c,
            workshop: &workshop,
            worker: &worker,
            form: &form,
            problems: problems.into(),
        }),
        Err(error) => Err(error.into()),
    }
}
