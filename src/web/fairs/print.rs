//! Paper: tickets, several to a sheet, and the call list for the telephone.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use entity::fair;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::link::door_link;
use super::words;
use crate::domain::accounts;
use crate::domain::error::DomainError;
use crate::domain::fairs::{self, CallRow, number};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{show, show_again};
use crate::web::qr::{self, Qr};
use crate::web::state::App;

/// Only tickets after this number, for those that were printed before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PrintQuery {
    after: String,
}

/// A ticket on paper.
struct Slip {
    number: String,
    name: String,
    place: String,
    qr: Option<Qr>,
}

#[derive(Template)]
#[template(path = "fairs/print_tickets.html")]
struct TicketsPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    slips: Vec<Slip>,
    after: &'a str,
}

/// The tickets, by number.
pub async fn tickets(
    c: Ctx,
    State(app): State<App>,
    Id(id): Id,
    Query(query): Query<PrintQuery>,
    headers: HeaderMap,
) -> PageResult {
    let db = app.core.db.reader();
    let fair = fairs::by_id(db, &c.actor, id).await?;
    let after = number::parse(&query.after).unwrap_or(0);
    let slips = fairs::to_print(db, &c.actor, id, after)
        .await?
        .into_iter()
        .map(|ticket| Slip {
            number: number::printed(ticket.number),
            qr: qr::of(&door_link(&app.site, &headers, id, &ticket.token)),
            place: if ticket.region_code.is_empty() {
                String::new()
            } else {
                c.place_short(&ticket.region_code)
            },
            name: ticket.name,
        })
        .collect();
    show(&TicketsPage {
        c: &c,
        fair,
        slips,
        after: &query.after,
    })
}

/// Why the phones are wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CallsForm {
    reason: String,
    /// Asked for after many look-ups in one hour.
    password: String,
}

#[derive(Template)]
#[template(path = "fairs/print_calls.html")]
struct CallsPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    form: &'a CallsForm,
    problems: Problems,
    rows: Option<Vec<(CallRow, Option<Zeroizing<String>>)>>,
}

/// Why do you want to see the phones?
pub async fn ask_calls(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let fair = fairs::by_id(app.core.db.reader(), &c.actor, id).await?;
    show(&CallsPage {
        c: &c,
        fair,
        form: &CallsForm::default(),
        problems: Problems::default(),
        rows: None,
    })
}

/// The call list, to print. Each phone on it is on record as seen, with the reason.
pub async fn calls(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CallsForm>) -> PageResult {
    let fair = fairs::by_id(app.core.db.reader(), &c.actor, id).await?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = async {
        if !form.password.is_empty() {
            accounts::confirm(&mut unit, form.password.clone()).await?;
        }
        fairs::call_phones(&unit, id, &form.reason).await
    }
    .await;
    match result {
        Ok(rows) => {
            unit.commit().await?;
            show(&CallsPage {
                c: &c,
                fair,
                form: &form,
                problems: Problems::default(),
                rows: Some(rows),
            })
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            show_again(&CallsPage {
                c: &c,
                fair,
                form: &form,
                problems: problems.into(),
                rows: None,
            })
        }
        Err(error) => Err(error.into()),
    }
}
