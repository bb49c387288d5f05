//! `/fairs/{id}/sign-up`: a ticket without an account; `/fairs/{id}/ticket`: the slip with number and code, to show, to photograph, to print.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use entity::codes::FairState;
use entity::{fair, fair_ticket};
use serde::Deserialize;
use uuid::Uuid;

use super::link::door_link;
use super::words;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::fairs::state::TICKETS;
use crate::domain::fairs::{self, number};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{go, show, show_again};
use crate::web::place;
use crate::web::qr::{self, Qr};
use crate::web::state::App;

/// How often the same form is tried when another one of the same person was a moment faster.
const TRIES: usize = 3;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TicketForm {
    form_key: Uuid,
    name: String,
    phone: String,
    place: String,
    agrees: String,
}

#[derive(Template)]
#[template(path = "fairs/sign_up.html")]
struct SignUpPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    form: &'a TicketForm,
    problems: Problems,
}

impl SignUpPage<'_> {
    fn open(&self) -> bool {
        TICKETS.contains(&self.fair.state)
    }
}

/// The form.
pub async fn form(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let fair = fairs::public_by_id(app.core.db.reader(), id).await?;
    let form = TicketForm {
        form_key: c.form_key(),
        ..TicketForm::default()
    };
    show(&SignUpPage {
        c: &c,
        fair,
        form: &form,
        problems: Problems::default(),
    })
}

fn address(fair: Uuid, token: &str) -> String {
    format!("/fairs/{fair}/ticket?t={token}")
}

async fn carry_out(c: &Ctx, app: &App, id: Uuid, form: &TicketForm) -> Result<String> {
    let mut problems: Vec<Problem> = Vec::new();
    // A village is asked for, but nobody is turned away without one.
    let region_code = if form.place.trim().is_empty() {
        String::new()
    } else {
        place::read("place", &form.place, c.actor.region_code())
            .map_err(|problem| problems.push(problem))
            .unwrap_or_default()
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(form.form_key).await?;
    let made = fairs::sign_up(
        &mut unit,
        id,
        &form.name,
        &form.phone,
        &region_code,
        form.agrees == "yes",
    )
    .await;
    let ticket = match made {
        Err(DomainError::Invalid(more)) => return Err(DomainError::Invalid([problems, more].concat())),
        _ if !problems.is_empty() => return Err(DomainError::Invalid(problems)),
        made => made?,
    };
    let path = address(id, &ticket.token);
    unit.commit_to(&path).await?;
    Ok(path)
}

/// Get a ticket. Sent twice, it is one.
pub async fn sign_up(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<TicketForm>) -> PageResult {
    let mut left = TRIES;
    let result = loop {
        left -= 1;
        match carry_out(&c, &app, id, &form).await {
            Err(DomainError::Done(_)) if left > 0 => {}
            result => break result,
        }
    };
    match result {
        Ok(path) => Ok(go(&path)),
        Err(DomainError::Invalid(problems)) => {
            let fair = fairs::public_by_id(app.core.db.reader(), id).await?;
            show_again(&SignUpPage {
                c: &c,
                fair,
                form: &form,
                problems: problems.into(),
            })
        }
        Err(error) => Err(error.into()),
    }
}

/// The code of the ticket, in the query: the log keeps paths, not queries.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TicketQuery {
    t: String,
}

#[derive(Template)]
#[template(path = "fairs/ticket.html")]
struct TicketPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    ticket: fair_ticket::Model,
    number: String,
    qr: Option<Qr>,
}

/// The slip. Nothing on it says who the person is.
pub async fn slip(
    c: Ctx,
    State(app): State<App>,
    Id(id): Id,
    Query(query): Query<TicketQuery>,
    headers: HeaderMap,
) -> PageResult {
    let db = app.core.db.reader();
    let fair = fairs::public_by_id(db, id).await?;
    let ticket = fairs::by_token(db, id, &query.t)
        .await
        .map_err(|_| PageError::NotFound)?;
    show(&TicketPage {
        number: number::printed(ticket.number),
        qr: qr::of(&door_link(&app.site, &headers, id, &ticket.token)),
        c: &c,
        fair,
        ticket,
    })
}
