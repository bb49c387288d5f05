//! `/employers/{id}/contacts`: how the employer is reached, kept by its own people.

use askama::Template;
use axum::extract::State;
use entity::employer;
use serde::Deserialize;

use crate::domain::employers::{self, ContactInput};
use crate::domain::error::DomainError;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    version: i32,
    address: String,
    contact_name: String,
    contact_phone: String,
}

#[derive(Template)]
#[template(path = "employers/contacts.html")]
struct ContactPage<'a> {
    c: &'a Ctx,
    employer: &'a employer::Model,
    form: &'a ContactForm,
    problems: Problems,
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let employer = employers::by_id(app.core.db.reader(), &c.actor, id).await?;
    let form = ContactForm {
        version: employer.version,
        address: employer.address.clone(),
        contact_name: employer.contact_name.clone(),
        contact_phone: employer.contact_phone.clone(),
    };
    show(&ContactPage {
        c: &c,
        employer: &employer,
        form: &form,
        problems: Problems::default(),
    })
}

/// Save it.
pub async fn update(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ContactForm>) -> PageResult {
    let employer = employers::by_id(app.core.db.reader(), &c.actor, id).await?;
    let input = ContactInput {
        address: form.address.clone(),
        contact_name: form.contact_name.clone(),
        contact_phone: form.contact_phone.clone(),
    };
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        employers::update_contacts(&mut unit, id, form.version, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/employers/{id}"), "employers-contacts-saved", "")),
        Err(DomainError::Invalid(problems)) => show_again(&ContactPage {
            c: &c,
            employer: &employer,
            form: &form,
            problems: problems.into(),
        }),
        Err(error) => Err(error.into()),
    }
}
