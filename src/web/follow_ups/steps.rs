//! The buttons of a call. Whatever is written down leads back to the list, at the next row.

use axum::extract::State;
use uuid::Uuid;

use super::call::render;
use super::form::CallForm;
use crate::domain::access::Action;
use crate::domain::accounts;
use crate::domain::error::DomainError;
use crate::domain::follow_ups;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::go_with;
use crate::web::state::App;

/// One tap: on post, all well. A second tap finds nothing due and changes nothing.
pub async fn well(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CallForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    match follow_ups::all_well(&mut unit, id).await {
        Ok(_) => {
            unit.commit().await?;
            Ok(go_with(&form.address(), "follow-ups-done-well", ""))
        }
        Err(error) => already(&form, error),
    }
}

/// One tap: nobody answers.
pub async fn no_answer(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CallForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    match follow_ups::no_answer(&mut unit, id, form.failure()).await {
        Ok(done) => {
            unit.commit().await?;
            let key = if done.lost {
                "follow-ups-done-lost"
            } else {
                "follow-ups-done-no-answer"
            };
            Ok(go_with(&form.address(), key, &c.day(&done.next_on)))
        }
        Err(error) => already(&form, error),
    }
}

/// What was just done is no error: whoever taps twice goes on.
fn already(form: &CallForm, error: DomainError) -> PageResult {
    match error {
        DomainError::Conflict("follow-ups-conflict-not-due") => {
            Ok(go_with(&form.address(), "follow-ups-done-before", ""))
        }
        error => Err(error.into()),
    }
}

/// The full form. What is not as promised leads on to a case.
pub async fn record(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CallForm>) -> PageResult {
    let result = async {
        let answers = form.answers()?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let recorded = follow_ups::record(&mut unit, id, &answers).await?;
        let path = match recorded.suggests {
            Some(_) if c.may(Action::EditCases) => suggestion(&form, recorded.id),
            _ => form.address(),
        };
        unit.commit_to(&path).await?;
        Ok::<_, DomainError>((path, recorded.suggests.is_some()))
    }
    .await;
    match result {
        Ok((path, differs)) => {
            let key = if differs {
                "follow-ups-done-differs"
            } else {
                "follow-ups-done-recorded"
            };
            Ok(go_with(&path, key, ""))
        }
        Err(DomainError::Invalid(problems)) => render(&c, &app, id, &form, problems, None).await,
        Err(error) => Err(PageError::from(error)),
    }
}

fn suggestion(form: &CallForm, follow_up: Uuid) -> String {
    let back = crate::web::urlencode(&form.address());
    format!("/cases/new?follow_up={follow_up}&back={back}")
}

/// The full number, written down before it is shown. After many within an hour the password is asked for again.
pub async fn phone(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<CallForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = async {
        if !form.password.0.is_empty() {
            accounts::confirm(&mut unit, form.password.0.clone()).await?;
        }
        follow_ups::reveal(&unit, id).await
    }
    .await;
    let form = CallForm::fresh(&c, &form.back, &form.at);
    match result {
        Ok(number) => {
            unit.commit().await?;
            render(&c, &app, id, &form, Vec::new(), Some(number)).await
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, id, &form, problems, None).await
        }
        Err(error) => Err(error.into()),
    }
}
