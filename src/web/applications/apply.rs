//! `/apply/{id}`: sign up for a post without an account.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use entity::vacancy;
use serde::Deserialize;
use uuid::Uuid;

use super::own::own_cookie;
use crate::domain::applications::{self, Reference, SignUp};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::{employers, vacancies};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::{go, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// How often the same form is tried when another one of the same person was a moment faster.
const TRIES: usize = 3;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ApplyForm {
    form_key: Uuid,
    name: String,
    phone: String,
    place: String,
    note: String,
    agrees: String,
    agrees_employer: String,
}

#[derive(Template)]
#[template(path = "applications/apply.html")]
struct ApplyPage<'a> {
    c: &'a Ctx,
    vacancy: &'a vacancy::Model,
    employer_name: String,
    form: &'a ApplyForm,
    problems: Problems,
}

async fn post_of(app: &App, c: &Ctx, id: Uuid) -> Result<(vacancy::Model, String)> {
    let vacancy = vacancies::open_by_id(app.core.db.reader(), id, c.today()).await?;
    let mut names = employers::names_of(app.core.db.reader(), [vacancy.employer_id]).await?;
    let name = names
        .remove(&vacancy.employer_id)
        .map(|employer| employer.name)
        .unwrap_or_default();
    Ok((vacancy, name))
}

/// The empty form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let (vacancy, employer_name) = post_of(&app, &c, id).await?;
    let form = ApplyForm {
        form_key: c.form_key(),
        ..ApplyForm::default()
    };
    show(&ApplyPage {
        c: &c,
        vacancy: &vacancy,
        employer_name,
        form: &form,
        problems: Problems::default(),
    })
}

async fn carry_out(c: &Ctx, app: &App, id: Uuid, form: &ApplyForm) -> Result<Reference> {
    let mut problems: Vec<Problem> = Vec::new();
    // A home anywhere; somebody of the staff most likely means their own places.
    let read = place::read("place", &form.place, c.actor.region_code()).map_err(|problem| problems.push(problem));
    let input = SignUp {
        name: form.name.clone(),
        phone: form.phone.clone(),
        region_code: read.unwrap_or_default(),
        agrees: form.agrees == "yes",
        agrees_employer: form.agrees_employer == "yes",
        note: form.note.clone(),
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(form.form_key).await?;
    let signed = applications::sign_up(&mut unit, id, input).await;
    let reference = match signed {
        Err(DomainError::Invalid(more)) => {
            // A place that could not be read was already told, with the better sentence.
            problems.extend(more.into_iter().filter(|problem| problem.field != "place"));
            return Err(DomainError::Invalid(problems));
        }
        _ if !problems.is_empty() => return Err(DomainError::Invalid(problems)),
        found => found?,
    };
    unit.commit_to(&format!("/apply/done/{reference}")).await?;
    Ok(reference)
}

/// Sign up. Sent twice, it is carried out once.
pub async fn submit(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ApplyForm>) -> PageResult {
    let mut left = TRIES;
    let result = loop {
        left -= 1;
        match carry_out(&c, &app, id, &form).await {
            // The same form, or another one of this person, was faster by a moment: what it did can be read now.
            Err(DomainError::Conflict(_) | DomainError::Done(_)) if left > 0 => {}
            result => break result,
        }
    };
    match result {
        Ok(reference) => {
            let mut response = go(&format!("/apply/done/{reference}"));
            let digits: String = form.phone.chars().filter(char::is_ascii_digit).collect();
            let last4 = digits.get(digits.len().saturating_sub(4)..).unwrap_or_default();
            if let Ok(value) = HeaderValue::from_str(&own_cookie(&app, &reference, last4)) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
            Ok(response)
        }
        Err(DomainError::Invalid(problems)) => {
            let (vacancy, employer_name) = post_of(&app, &c, id).await?;
            let problems = problems.into();
            show_again(&ApplyPage {
                c: &c,
                vacancy: &vacancy,
                employer_name,
                form: &form,
                problems,
            })
        }
        Err(error) => Err(PageError::from(error)),
    }
}
