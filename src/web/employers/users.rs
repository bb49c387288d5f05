//! `/employers/{id}/users`: the people of an employer who sign in.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use entity::{account, employer};
use serde::Deserialize;
use uuid::Uuid;

use super::{form_key_of, problems_or_done};
use crate::domain::access::Action;
use crate::domain::accounts::{self, EmployerUserInput};
use crate::domain::employers;
use crate::domain::error::DomainError;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Ids};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What was typed. The role is always that of an employer, and the firm that of the page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UserForm {
    form_key: String,
    login: String,
    name: String,
    password: String,
}

#[derive(Template)]
#[template(path = "employers/users.html")]
struct UsersPage<'a> {
    c: &'a Ctx,
    employer: &'a employer::Model,
    users: Vec<account::Model>,
    /// The reader's own account, which it cannot shut.
    own: Option<Uuid>,
    form: &'a UserForm,
    problems: Problems,
}

impl UsersPage<'_> {
    fn is_own(&self, user: &account::Model) -> bool {
        self.own == Some(user.id)
    }
}

async fn shown(c: &Ctx, app: &App, id: Uuid, form: &UserForm, problems: Problems) -> PageResult {
    if !c.may(Action::EditEmployers) && !c.may(Action::OwnEmployer) {
        return Err(PageError::NotFound);
    }
    let db = app.core.db.reader();
    let employer = employers::by_id(db, &c.actor, id).await?;
    let users = accounts::list_for_employer(db, &c.actor, id).await?;
    let again = !problems.is_empty();
    let page = UsersPage {
        c,
        employer: &employer,
        users,
        own: c.actor.account_id(),
        form,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The people and the form for another one.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let form = UserForm {
        form_key: c.form_key().to_string(),
        ..UserForm::default()
    };
    shown(&c, &app, id, &form, Problems::default()).await
}

/// Make another account.
pub async fn create(c: Ctx, State(app): State<App>, Id(id): Id, Form(mut form): Form<UserForm>) -> PageResult {
    employers::by_id(app.core.db.reader(), &c.actor, id).await?;
    let key = form_key_of(&form.form_key)?;
    let password = std::mem::take(&mut form.password);
    let back = format!("/employers/{id}/users");
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(key).await?;
        let input = EmployerUserInput {
            login: form.login.trim().to_owned(),
            name: form.name.clone(),
        };
        accounts::create_for_employer(&unit, id, input, password).await?;
        unit.commit_to(&back).await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&back, "accounts-created", &form.login)),
        Err(DomainError::Invalid(problems)) => {
            let problems = problems_or_done(&app, &c, key, problems).await?;
            shown(&c, &app, id, &form, problems.into()).await
        }
        Err(error) => Err(error.into()),
    }
}

fn back(id: Uuid, key: &str) -> Response {
    go_with(&format!("/employers/{id}/users"), key, "")
}

/// Shut an account.
pub async fn disable(c: Ctx, State(app): State<App>, Ids(id, account): Ids) -> PageResult {
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    accounts::disable_for_employer(&unit, id, account).await?;
    unit.commit().await?;
    Ok(back(id, "accounts-disabled"))
}

/// Open it again.
pub async fn enable(c: Ctx, State(app): State<App>, Ids(id, account): Ids) -> PageResult {
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    accounts::enable_for_employer(&unit, id, account).await?;
    unit.commit().await?;
    Ok(back(id, "accounts-enabled"))
}
