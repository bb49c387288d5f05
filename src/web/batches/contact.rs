//! `/batches/{id}/passengers/{passenger}/contact`: the phone of somebody's family, with a reason that is written down before it is shown.

use askama::Template;
use axum::extract::State;
use entity::batch;
use serde::Deserialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::domain::accounts;
use crate::domain::batches::{self, PassengerRow};
use crate::domain::error::DomainError;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Ids};
use crate::web::page::{show, show_again};
use crate::web::state::App;

/// Why it is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    reason: String,
    /// Asked for after many look-ups in one hour.
    password: String,
}

#[derive(Template)]
#[template(path = "batches/contact.html")]
struct ContactPage<'a> {
    c: &'a Ctx,
    batch: batch::Model,
    row: PassengerRow,
    form: &'a ContactForm,
    problems: Problems,
    shown: Option<Zeroizing<String>>,
}

async fn render(
    c: &Ctx,
    app: &App,
    (id, passenger): (Uuid, Uuid),
    form: &ContactForm,
    problems: Problems,
    shown: Option<Zeroizing<String>>,
) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let rows = batches::passengers_of(db, &c.actor, &batch, &plan, c.today()).await?;
    let row = rows
        .into_iter()
        .find(|row| row.passenger.id == passenger && row.passenger.contact_phone_cipher.is_some())
        .ok_or(PageError::NotFound)?;
    let again = !problems.is_empty();
    let page = ContactPage {
        c,
        batch,
        row,
        form,
        problems,
        shown,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Why do you want to see it?
pub async fn page(c: Ctx, State(app): State<App>, Ids(id, passenger): Ids) -> PageResult {
    let form = ContactForm::default();
    render(&c, &app, (id, passenger), &form, Problems::default(), None).await
}

/// Here it is.
pub async fn reveal(
    c: Ctx,
    State(app): State<App>,
    Ids(id, passenger): Ids,
    Form(form): Form<ContactForm>,
) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = async {
        if !form.password.is_empty() {
            accounts::confirm(&mut unit, form.password.clone()).await?;
        }
        batches::reveal_contact(&unit, id, passenger, &form.reason).await
    }
    .await;
    match result {
        Ok(phone) => {
            unit.commit().await?;
            render(&c, &app, (id, passenger), &form, Problems::default(), Some(phone)).await
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, (id, passenger), &form, problems.into(), None).await
        }
        Err(error) => Err(error.into()),
    }
}
