//! `/manage/fairs/{id}/tickets`: who has a ticket, who came, who is not on record yet.

use askama::Template;
use axum::extract::State;
use entity::fair;
use serde::Deserialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::words;
use crate::domain::access::Action;
use crate::domain::accounts;
use crate::domain::error::DomainError;
use crate::domain::fairs::state::TICKETS;
use crate::domain::fairs::{self, TicketFilter, TicketRow, number};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Ids, Query};
use crate::web::page::{Choice, Pager, go_with, show, show_again};
use crate::web::state::App;

/// Reasons that cover nearly every day; each is a key.
const REASONS: [&str; 2] = ["call", "identity"];

/// The filters.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TicketsQuery {
    q: String,
    show: String,
    page: Option<u64>,
}

/// What the list shows, each with the key of its words.
const TABS: [(&str, &str); 3] = [
    ("", "fairs-tickets-all"),
    ("came", "fairs-tickets-came"),
    ("strangers", "fairs-tickets-strangers"),
];

#[derive(Template)]
#[template(path = "fairs/tickets.html")]
struct TicketsPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    query: &'a TicketsQuery,
    list: PageOf<TicketRow>,
    pager: Pager,
}

impl TicketsPage<'_> {
    fn may_give(&self) -> bool {
        self.c.may(Action::InviteToFairs) && TICKETS.contains(&self.fair.state)
    }

    fn may_invite(&self) -> bool {
        self.c.may(Action::InviteToFairs)
    }
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<TicketsQuery>) -> PageResult {
    let db = app.core.db.reader();
    let fair = fairs::by_id(db, &c.actor, id).await?;
    let filter = TicketFilter {
        text: query.q.clone(),
        came: query.show == "came",
        strangers: query.show == "strangers",
    };
    let at = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = fairs::tickets(db, &c.actor, id, &filter, at).await?;
    let pager = Pager::new(&c.path_and_query, at, list.pages());
    show(&TicketsPage {
        c: &c,
        fair,
        query: &query,
        list,
        pager,
    })
}

/// Look again for the records of visitors who had none.
pub async fn match_records(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let found = fairs::match_records(&mut unit, id).await?;
    unit.commit().await?;
    Ok(go_with(
        &format!("/manage/fairs/{id}/tickets"),
        "fairs-done-match",
        &found.to_string(),
    ))
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
#[template(path = "fairs/phone.html")]
struct PhonePage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    ticket: Uuid,
    reasons: Vec<Choice>,
    problems: Problems,
    shown: Option<Zeroizing<String>>,
}

async fn render(
    c: &Ctx,
    app: &App,
    (id, ticket): (Uuid, Uuid),
    form: &PhoneForm,
    problems: Problems,
    shown: Option<Zeroizing<String>>,
) -> PageResult {
    let fair = fairs::by_id(app.core.db.reader(), &c.actor, id).await?;
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
        fair,
        ticket,
        reasons,
        problems,
        shown,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Why do you want to see it?
pub async fn ask_phone(c: Ctx, State(app): State<App>, Ids(id, ticket): Ids) -> PageResult {
    render(&c, &app, (id, ticket), &PhoneForm::default(), Problems::default(), None).await
}

/// Here it is: on the page alone, never in an address.
pub async fn phone(c: Ctx, State(app): State<App>, Ids(id, ticket): Ids, Form(form): Form<PhoneForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = async {
        if !form.password.is_empty() {
            accounts::confirm(&mut unit, form.password.clone()).await?;
        }
        fairs::reveal_ticket_phone(&unit, id, ticket, &form.reason).await
    }
    .await;
    match result {
        Ok(plain) => {
            unit.commit().await?;
            render(&c, &app, (id, ticket), &form, Problems::default(), Some(plain)).await
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, (id, ticket), &form, problems.into(), None).await
        }
        Err(error) => Err(error.into()),
    }
}
