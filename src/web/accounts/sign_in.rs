//! `/sign-in` and `/sign-out`.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use crate::domain::accounts;
use crate::domain::error::DomainError;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Query};
use crate::web::layers::{cookie, session_cookie_name};
use crate::web::page::{go, inside, show, show_again};
use crate::web::state::App;

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    login: String,
    password: String,
    next: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage<'a> {
    c: &'a Ctx,
    form: &'a SignInForm,
    problems: Problems,
}

/// The form.
pub async fn page(c: Ctx, Query(query): Query<Next>) -> PageResult {
    if c.actor.person().is_some() {
        return Ok(go(inside(&query.next)));
    }
    let form = SignInForm { next: query.next, ..SignInForm::default() };
    show(&SignInPage { c: &c, form: &form, problems: Problems::default() })
}

/// Sign in, or say that the pair is not right.
pub async fn submit(c: Ctx, State(app): State<App>, jar: CookieJar, headers: HeaderMap, Form(mut form): Form<SignInForm>) -> PageResult {
    let device = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let password = std::mem::take(&mut form.password);
    let old = jar.get(session_cookie_name(app.site.insecure_http)).map(|cookie| cookie.value().to_owned());
    match accounts::sign_in(&app.core, &form.login, password, device, c.now, c.trace()).await {
        Ok(signed_in) => {
            if let Some(old) = old {
                let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
                accounts::sign_out(&unit, &old).await?;
                unit.commit().await?;
            }
            let target = if signed_in.must_change_password { "/account/password" } else { inside(&form.next) };
            let mut response = go(target);
            set_session(&app, &mut response, signed_in.token, false);
            Ok(response)
        }
        Err(DomainError::Invalid(problems)) => show_again(&SignInPage { c: &c, form: &form, problems: problems.into() }),
        Err(error) => Err(error.into()),
    }
}

/// End this session, and tell the browser to forget what it kept.
pub async fn sign_out(c: Ctx, State(app): State<App>, jar: CookieJar) -> PageResult {
    if let Some(token) = jar.get(session_cookie_name(app.site.insecure_http)) {
        let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        accounts::sign_out(&unit, token.value()).await?;
        unit.commit().await?;
    }
    let mut response = go("/");
    set_session(&app, &mut response, String::new(), true);
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// Set or remove the session cookie.
pub fn set_session(app: &App, response: &mut Response, token: String, remove: bool) {
    let mut cookie = cookie(app, session_cookie_name(app.site.insecure_http), token);
    if remove {
        cookie.make_removal();
    }
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
