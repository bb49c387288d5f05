//! `/account/password`: one's own password and sessions.

use askama::Template;
use axum::extract::State;
use entity::session;
use serde::Deserialize;

use super::sign_in::set_session;
use crate::domain::accounts;
use crate::domain::error::DomainError;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Form;
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What was typed. Passwords are never shown again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    current: String,
    password: String,
    again: String,
}

#[derive(Template)]
#[template(path = "accounts/password.html")]
struct PasswordPage<'a> {
    c: &'a Ctx,
    problems: Problems,
    sessions: Vec<session::Model>,
}

/// The form and the list of sessions.
pub async fn page(c: Ctx, State(app): State<App>) -> PageResult {
    let sessions = accounts::own(app.core.db.reader(), &c.actor).await?;
    show(&PasswordPage { c: &c, problems: Problems::default(), sessions })
}

/// Change it; every session ends.
pub async fn submit(c: Ctx, State(app): State<App>, Form(form): Form<PasswordForm>) -> PageResult {
    let result = if form.password == form.again {
        let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        match accounts::change_own_password(&unit, form.current, form.password).await {
            Ok(()) => unit.commit().await,
            Err(error) => Err(error),
        }
    } else {
        Err(DomainError::invalid("again", "password-not-the-same"))
    };
    match result {
        Ok(()) => {
            let mut response = go_with("/sign-in", "password-changed", "");
            set_session(&app, &mut response, String::new(), true);
            Ok(response)
        }
        Err(DomainError::Invalid(problems)) => {
            let sessions = accounts::own(app.core.db.reader(), &c.actor).await?;
            show_again(&PasswordPage { c: &c, problems: problems.into(), sessions })
        }
        Err(error) => Err(error.into()),
    }
}

/// End every session of one's own account.
pub async fn sign_out_everywhere(c: Ctx, State(app): State<App>) -> PageResult {
    let id = c.actor.account_id().ok_or(PageError::NotFound)?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    accounts::sign_out_everywhere(&unit, id).await?;
    unit.commit().await?;
    let mut response = go_with("/sign-in", "signed-out-everywhere", "");
    set_session(&app, &mut response, String::new(), true);
    Ok(response)
}
