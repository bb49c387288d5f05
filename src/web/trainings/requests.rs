//! `/trainings/{id}/requests`: who asked for a seat without an account, and what became of it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, SeatRequestState};
use entity::{training, training_request};
use serde::Deserialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem};
use crate::domain::workers::{self, NameCard};
use crate::domain::{accounts, trainings};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Ids};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::state::App;

/// Reasons that cover nearly every day; each is a key.
const REASONS: [&str; 2] = ["call", "identity"];

/// A request with the person, once known.
struct Line {
    request: training_request::Model,
    person: Option<NameCard>,
}

impl Line {
    fn waits(&self) -> bool {
        self.request.state == SeatRequestState::Waiting
    }
}

#[derive(Template)]
#[template(path = "trainings/requests.html")]
struct RequestsPage<'a> {
    c: &'a Ctx,
    training: training::Model,
    lines: Vec<Line>,
    problems: Problems,
}

impl RequestsPage<'_> {
    fn may_seat(&self) -> bool {
        self.c.may(Action::SeatTrainings) && self.training.state.key() == "enrolling"
    }
}

async fn shown(c: &Ctx, app: &App, id: Uuid, problems: Vec<Problem>) -> PageResult {
    let db = app.core.db.reader();
    let training = trainings::by_id(db, &c.actor, id).await?;
    let requests = trainings::requests_of(db, &c.actor, id).await?;
    let people: HashMap<Uuid, NameCard> =
        workers::names_of(db, requests.iter().filter_map(|row| row.worker_id), c.today()).await?;
    let again = !problems.is_empty();
    let page = RequestsPage {
        c,
        training,
        lines: requests
            .into_iter()
            .map(|request| Line {
                person: request.worker_id.and_then(|id| people.get(&id).cloned()),
                request,
            })
            .collect(),
        problems: problems.into(),
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    shown(&c, &app, id, Vec::new()).await
}

fn path(id: Uuid) -> String {
    format!("/trainings/{id}/requests")
}

/// Look again for the records of people who had none.
pub async fn look_again(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let found = trainings::look_again(&mut unit, id).await?;
    unit.commit().await?;
    Ok(go_with(&path(id), "trainings-done-match", &found.to_string()))
}

/// Give the seat.
pub async fn seat(c: Ctx, State(app): State<App>, Ids(id, request): Ids) -> PageResult {
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        let state = trainings::seat_for(&mut unit, id, request).await?;
        unit.commit().await?;
        Ok(state)
    }
    .await;
    match result {
        Ok(state) => Ok(go_with(&path(id), "trainings-done-seat", &c.label(&state))),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, problems).await,
        Err(error) => Err(error.into()),
    }
}

/// Why somebody gets no seat.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RefuseForm {
    reason: String,
}

/// No seat, and why.
pub async fn refuse(c: Ctx, State(app): State<App>, Ids(id, request): Ids, Form(form): Form<RefuseForm>) -> PageResult {
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        trainings::refuse(&mut unit, id, request, &form.reason).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&path(id), "trainings-done-refuse", "")),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, problems).await,
        Err(error) => Err(error.into()),
    }
}

/// Why somebody wants to see a phone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PhoneForm {
    reason: String,
    /// Asked for after many look-ups in one hour.
    password: String,
}

#[derive(Template)]
#[template(path = "trainings/phone.html")]
struct PhonePage<'a> {
    c: &'a Ctx,
    training: training::Model,
    request: Uuid,
    reasons: Vec<Choice>,
    problems: Problems,
    shown: Option<Zeroizing<String>>,
}

async fn render(
    c: &Ctx,
    app: &App,
    (id, request): (Uuid, Uuid),
    form: &PhoneForm,
    problems: Problems,
    shown: Option<Zeroizing<String>>,
) -> PageResult {
    let db = app.core.db.reader();
    let training = trainings::by_id(db, &c.actor, id).await?;
    let requests = trainings::requests_of(db, &c.actor, id).await?;
    if requests.iter().all(|row| row.id != request) {
        return Err(DomainError::NotFound.into());
    }
    let reasons = REASONS
        .iter()
        .map(|key| Choice {
            value: (*key).to_owned(),
            label: c.t(&format!("workers-reason-{key}")),
            chosen: form.reason == *key,
        })
        .collect();
    let again = !problems.is_empty();
    let page = PhonePage {
        c,
        training,
        request,
        reasons,
        problems,
        shown,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Why do you want to see it?
pub async fn ask_phone(c: Ctx, State(app): State<App>, Ids(id, request): Ids) -> PageResult {
    render(
        &c,
        &app,
        (id, request),
        &PhoneForm::default(),
        Problems::default(),
        None,
    )
    .await
}

/// Here it is: on the page alone, never in an address.
pub async fn phone(c: Ctx, State(app): State<App>, Ids(id, request): Ids, Form(form): Form<PhoneForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = async {
        if !form.password.is_empty() {
            accounts::confirm(&mut unit, form.password.clone()).await?;
        }
        trainings::reveal_phone(&unit, id, request, &form.reason).await
    }
    .await;
    match result {
        Ok(plain) => {
            unit.commit().await?;
            render(&c, &app, (id, request), &form, Problems::default(), Some(plain)).await
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, (id, request), &form, problems.into(), None).await
        }
        Err(error) => Err(error.into()),
    }
}
