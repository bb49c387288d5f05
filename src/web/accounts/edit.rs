//! `/accounts/new` and `/accounts/{id}`: make and change an account.

use askama::Template;
use axum::extract::State;
use entity::account;
use entity::codes::{Code as _, Role};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::accounts::{self, AccountInput};
use crate::domain::error::{DomainError, Problem};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    login: String,
    name: String,
    role: String,
    region_code: String,
    employer_id: String,
    password: String,
    version: i32,
}

#[derive(Template)]
#[template(path = "accounts/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    /// The account, unless a new one is made.
    account: Option<&'a account::Model>,
    form: &'a AccountForm,
    problems: Problems,
    roles: &'static [Role],
}

impl AccountForm {
    fn of(account: &account::Model) -> Self {
        Self {
            login: account.login.clone(),
            name: account.name.clone(),
            role: account.role.key().to_owned(),
            region_code: account.region_code.clone().unwrap_or_default(),
            employer_id: account.employer_id.map(|id| id.to_string()).unwrap_or_default(),
            password: String::new(),
            version: account.version,
        }
    }

    fn read(&self) -> Result<AccountInput, DomainError> {
        let role = Role::from_key(&self.role).ok_or_else(|| DomainError::invalid("role", "problem-choose"))?;
        let employer = self.employer_id.trim();
        let employer_id = if employer.is_empty() {
            None
        } else {
            Some(Uuid::parse_str(employer).map_err(|_| DomainError::Invalid(vec![Problem::new("employer_id", "accounts-problem-employer")]))?)
        };
        let region = self.region_code.trim();
        Ok(AccountInput {
            login: self.login.trim().to_owned(),
            name: self.name.clone(),
            role,
            region_code: (!region.is_empty()).then(|| region.to_owned()),
            employer_id,
        })
    }
}

/// The empty form.
pub async fn new_page(c: Ctx) -> PageResult {
    show(&EditPage { c: &c, account: None, form: &AccountForm::default(), problems: Problems::default(), roles: Role::ALL })
}

/// Make the account.
pub async fn create(c: Ctx, State(app): State<App>, Form(mut form): Form<AccountForm>) -> PageResult {
    let password = std::mem::take(&mut form.password);
    let result = async {
        let input = form.read()?;
        let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        accounts::create(&unit, input, password, true).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with("/accounts", "accounts-created", &form.login)),
        Err(DomainError::Invalid(problems)) => {
            show_again(&EditPage { c: &c, account: None, form: &form, problems: problems.into(), roles: Role::ALL })
        }
        Err(error) => Err(error.into()),
    }
}

/// The account with its form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let account = accounts::by_id(app.core.db.reader(), &c.actor, id).await?;
    let form = AccountForm::of(&account);
    show(&EditPage { c: &c, account: Some(&account), form: &form, problems: Problems::default(), roles: Role::ALL })
}

/// Save the account.
pub async fn update(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<AccountForm>) -> PageResult {
    let account = accounts::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let input = AccountInput { login: account.login.clone(), ..form.read()? };
        let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        accounts::update(&unit, id, form.version, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with("/accounts", "accounts-saved", &account.login)),
        Err(DomainError::Invalid(problems)) => {
            show_again(&EditPage { c: &c, account: Some(&account), form: &form, problems: problems.into(), roles: Role::ALL })
        }
        Err(error) => Err(error.into()),
    }
}

/// Give it a first password again.
pub async fn reset_password(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<AccountForm>) -> PageResult {
    let account = accounts::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        accounts::reset_password(&unit, id, form.password.clone()).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/accounts/{id}"), "accounts-password-reset", &account.login)),
        Err(DomainError::Invalid(problems)) => {
            let shown = AccountForm::of(&account);
            show_again(&EditPage { c: &c, account: Some(&account), form: &shown, problems: problems.into(), roles: Role::ALL })
        }
        Err(error) => Err(error.into()),
    }
}

/// Shut it.
pub async fn disable(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    accounts::disable(&unit, id).await?;
    unit.commit().await?;
    Ok(go_with(&format!("/accounts/{id}"), "accounts-disabled", ""))
}

/// Open it again.
pub async fn enable(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    accounts::enable(&unit, id).await?;
    unit.commit().await?;
    Ok(go_with(&format!("/accounts/{id}"), "accounts-enabled", ""))
}
