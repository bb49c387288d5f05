//! `/fairs/{id}/door`: people come in, by number, by code, or by name and phone. The plain form works without script; with script the page
//! keeps what it counted while there is no network (`static/door.js`, `static/queue.js`) and delivers it to `/fairs/{id}/door/batch`, once, however often it tries.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use chrono::{DateTime, Utc};
use entity::fair;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::words;
use crate::domain::error::{DomainError, Problem};
use crate::domain::fairs::statistics::{self, Statistics};
use crate::domain::fairs::{self, DoorAnswer, DoorEntry, DoorResult, Pass, number};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Json, Query};
use crate::web::page::{go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// The code of a ticket that a camera read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DoorQuery {
    t: String,
}

/// What was typed. `id` is made with the page, so that a second tap counts once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DoorForm {
    id: Uuid,
    number: String,
    token: String,
    name: String,
    phone: String,
    place: String,
}

#[derive(Template)]
#[template(path = "fairs/door.html")]
struct DoorPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    numbers: Statistics,
    form: &'a DoorForm,
    /// The number of the code that was read.
    read: Option<String>,
    /// A code was read that no ticket has.
    unknown: bool,
    /// Ids for the two forms.
    ids: [Uuid; 2],
    problems: Problems,
}

impl DoorPage<'_> {
    fn open(&self) -> bool {
        fairs::still_counts(&self.fair)
    }

    fn walk_in_open(&self) -> bool {
        ["name", "phone"]
            .iter()
            .any(|field| !self.problems.of(self.c, field).is_empty())
    }
}

async fn shown(c: &Ctx, app: &App, id: Uuid, form: &DoorForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let fair = fairs::by_id(db, &c.actor, id).await?;
    let ticket = if form.token.is_empty() {
        None
    } else {
        fairs::by_token(db, id, &form.token).await.ok()
    };
    let again = !problems.is_empty();
    let page = DoorPage {
        c,
        numbers: statistics::count(db, &fair).await?,
        fair,
        unknown: ticket.is_none() && !form.token.is_empty(),
        read: ticket.map(|ticket| number::printed(ticket.number)),
        form,
        ids: [c.form_key(), c.form_key()],
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The page of the door.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<DoorQuery>) -> PageResult {
    let form = DoorForm {
        token: query.t,
        ..DoorForm::default()
    };
    shown(&c, &app, id, &form, Problems::default()).await
}

/// Home of somebody without a ticket. Nobody is kept waiting at the door for a village that is spelt otherwise.
fn home(c: &Ctx, words: &str) -> String {
    place::read("place", words, c.actor.region_code()).unwrap_or_default()
}

fn pass(c: &Ctx, number: &str, token: &str, name: &str, phone: &str, place: &str) -> Pass {
    if !token.is_empty() {
        Pass::Token(token.to_owned())
    } else if !name.trim().is_empty() || !phone.trim().is_empty() {
        Pass::WalkIn {
            name: name.to_owned(),
            phone: phone.to_owned(),
            region_code: home(c, place),
        }
    } else {
        Pass::Number(number.to_owned())
    }
}

/// One person comes in, by the plain form.
pub async fn enter(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<DoorForm>) -> PageResult {
    let entry = DoorEntry {
        id: form.id,
        at: c.now,
        pass: pass(&c, &form.number, &form.token, &form.name, &form.phone, &form.place),
        device: String::new(),
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let results = fairs::deliver(&mut unit, id, vec![entry]).await?;
    unit.commit().await?;
    let Some(result) = results.into_iter().next() else {
        return shown(&c, &app, id, &form, Problems::default()).await;
    };
    let back = format!("/fairs/{id}/door");
    let said = said(&c, &result);
    match &result.answer {
        DoorAnswer::In => Ok(go_with(&back, "fairs-door-in", &said)),
        DoorAnswer::Again(_) => Ok(go_with(&back, "fairs-door-again", &said)),
        DoorAnswer::Unknown => {
            let problems = vec![Problem::new("number", "fairs-problem-number")];
            shown(&c, &app, id, &form, problems.into()).await
        }
        DoorAnswer::Refused(problems) => shown(&c, &app, id, &form, problems.clone().into()).await,
    }
}

/// Number, family name and home of who came in; and since when, if not for the first time.
fn said(c: &Ctx, result: &DoorResult) -> String {
    let mut parts: Vec<String> = result.number.iter().map(|number| number::printed(*number)).collect();
    parts.push(result.name.clone());
    if !result.region_code.is_empty() {
        parts.push(c.place_short(&result.region_code));
    }
    if let DoorAnswer::Again(since) = &result.answer {
        parts.push(words::hour(since));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// What a phone at the door kept.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    entries: Vec<BatchEntry>,
}

/// One entry of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchEntry {
    id: Uuid,
    at: DateTime<Utc>,
    #[serde(default)]
    number: String,
    #[serde(default)]
    token: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    device: String,
}

/// What the phone is told of one entry. Every entry that has an answer may be forgotten by the phone, except those that somebody must look at.
#[derive(Debug, Serialize)]
struct BatchAnswer {
    id: Uuid,
    /// `in`, `again`, `unknown` or `refused`.
    answer: &'static str,
    /// A sentence in the reader's language.
    text: String,
}

#[derive(Debug, Serialize)]
struct BatchDone {
    results: Vec<BatchAnswer>,
    /// People so far (人).
    people: i64,
    /// Entries so far (人次).
    entries: i64,
}

fn told(c: &Ctx, result: &DoorResult) -> BatchAnswer {
    let said = said(c, result);
    let (answer, text) = match &result.answer {
        DoorAnswer::In => ("in", c.t1("fairs-door-in", "value", said)),
        DoorAnswer::Again(_) => ("again", c.t1("fairs-door-again", "value", said)),
        DoorAnswer::Unknown => ("unknown", c.t("fairs-problem-number")),
        DoorAnswer::Refused(problems) => {
            let sentences: Vec<String> = problems
                .iter()
                .map(|problem| c.ta(problem.key, &problem.args))
                .collect();
            ("refused", sentences.join(" "))
        }
    };
    BatchAnswer {
        id: result.id,
        answer,
        text,
    }
}

/// Take what a phone kept while there was no network.
pub async fn batch(c: Ctx, State(app): State<App>, Id(id): Id, Json(batch): Json<Batch>) -> PageResult {
    if batch.entries.len() > fairs::MOST_ENTRIES {
        return Err(DomainError::invalid("entries", "fairs-problem-many-entries").into());
    }
    let entries = batch
        .entries
        .into_iter()
        .map(|entry| DoorEntry {
            id: entry.id,
            at: entry.at,
            pass: pass(&c, &entry.number, &entry.token, &entry.name, &entry.phone, &entry.place),
            device: entry.device,
        })
        .collect();
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let results = fairs::deliver(&mut unit, id, entries).await?;
    unit.commit().await?;
    let db = app.core.db.reader();
    let fair = fairs::by_id(db, &c.actor, id).await?;
    let numbers = statistics::count(db, &fair).await?;
    let done = BatchDone {
        results: results.iter().map(|result| told(&c, result)).collect(),
        people: numbers.visitors,
        entries: numbers.entries,
    };
    Ok(axum::Json(done).into_response())
}
