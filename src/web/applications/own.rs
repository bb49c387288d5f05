//! `/my`: one's own application, found with the reference number and the last four digits of the phone. The pair stays in a cookie for a
//! quarter of an hour, because the computer may be the village's.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::CookieJar;
use entity::codes::{ApplicationReason, CaseKind, Code as _};
use serde::Deserialize;

use super::words;
use crate::domain::applications::{self, OwnApplication, Reference};
use crate::domain::cases::{self, OwnCase};
use crate::domain::error::{DomainError, Problem};
use crate::domain::unit::Unit;
use crate::web::cases::words as case_words;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Form;
use crate::web::layers::cookie;
use crate::web::page::{go, go_with, show, show_again};
use crate::web::state::App;

/// Name of the cookie.
const COOKIE: &str = "my";
/// Seconds for which the pair is remembered.
const KEEP_SECONDS: u32 = 900;

/// The reasons that a person may name for not wanting a post any more.
const REASONS: [ApplicationReason; 3] = [
    ApplicationReason::GaveUp,
    ApplicationReason::Family,
    ApplicationReason::FoundOther,
];

/// The cookie that lets a person see the own page without typing the pair again.
pub fn own_cookie(app: &App, reference: &Reference, last4: &str) -> String {
    format!(
        "{}; Max-Age={KEEP_SECONDS}",
        cookie(app, COOKIE, format!("{reference}.{last4}"))
    )
}

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LookUpForm {
    reference: String,
    last4: String,
    reason: String,
    kind: String,
    what: String,
}

#[derive(Template)]
#[template(path = "applications/look_up.html")]
struct LookUpPage<'a> {
    c: &'a Ctx,
    form: &'a LookUpForm,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "applications/own.html")]
struct OwnPage<'a> {
    c: &'a Ctx,
    own: OwnApplication,
    reasons: &'static [ApplicationReason],
    cases: Vec<OwnCase>,
    kinds: &'static [CaseKind],
    form: &'a LookUpForm,
    problems: Problems,
}

/// What a person asks help for. Whoever reads the list must find the own trouble at once, so it is short.
const KINDS: [CaseKind; 6] = [
    CaseKind::Wages,
    CaseKind::FalseAdvert,
    CaseKind::Injury,
    CaseKind::Living,
    CaseKind::Dispute,
    CaseKind::Other,
];

/// The form.
pub async fn look_up(c: Ctx) -> PageResult {
    show(&LookUpPage {
        c: &c,
        form: &LookUpForm::default(),
        problems: Problems::default(),
    })
}

/// Look the pair up. A number that does not exist and a phone that does not fit get the same answer.
pub async fn submit(c: Ctx, State(app): State<App>, Form(form): Form<LookUpForm>) -> PageResult {
    let last4: String = form.last4.chars().filter(char::is_ascii_digit).collect();
    let found = match Reference::parse(&form.reference) {
        Some(reference) => match applications::proven(&app.core, &reference, &last4, c.now).await {
            Ok(_) => Some(reference),
            Err(DomainError::NotFound) => None,
            Err(DomainError::Invalid(problems)) => return look_up_again(&c, &form, problems),
            Err(error) => return Err(error.into()),
        },
        None => None,
    };
    let Some(reference) = found else {
        let problems = vec![Problem::new("reference", "applications-problem-pair")];
        return look_up_again(&c, &form, problems);
    };
    let mut response = go(&format!("/my/{reference}"));
    if let Ok(value) = HeaderValue::from_str(&own_cookie(&app, &reference, &last4)) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(response)
}

fn look_up_again(c: &Ctx, form: &LookUpForm, problems: Vec<Problem>) -> PageResult {
    show_again(&LookUpPage {
        c,
        form,
        problems: problems.into(),
    })
}

/// The pair of the cookie, if it is for this reference.
fn pair(jar: &CookieJar, reference: &str) -> Option<(Reference, String)> {
    let reference = Reference::parse(reference)?;
    let (known, last4) = jar.get(COOKIE)?.value().split_once('.')?;
    (known == reference.as_str()).then(|| (reference, last4.to_owned()))
}

/// The form again, with the number filled in.
fn ask(c: &Ctx, reference: &str) -> PageResult {
    let form = LookUpForm {
        reference: reference.to_owned(),
        ..LookUpForm::default()
    };
    show(&LookUpPage {
        c,
        form: &form,
        problems: Problems::default(),
    })
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, jar: CookieJar, Path(reference): Path<String>) -> PageResult {
    let Some((reference, last4)) = pair(&jar, &reference) else {
        return ask(&c, &reference);
    };
    // The cookie is as easily made up as the form is filled in.
    match applications::proven(&app.core, &reference, &last4, c.now).await {
        Err(DomainError::NotFound) => return ask(&c, reference.as_str()),
        Err(DomainError::Invalid(problems)) => {
            return look_up_again(&c, &LookUpForm::default(), problems);
        }
        other => other?,
    };
    render(&c, &app, &reference, &last4, &LookUpForm::default(), Vec::new()).await
}

async fn render(
    c: &Ctx,
    app: &App,
    reference: &Reference,
    last4: &str,
    form: &LookUpForm,
    problems: Vec<Problem>,
) -> PageResult {
    let db = app.core.db.reader();
    let own = match applications::own(db, reference, last4).await {
        Ok(own) => own,
        Err(DomainError::NotFound) => return ask(c, reference.as_str()),
        Err(error) => return Err(error.into()),
    };
    let wrong = !problems.is_empty();
    let page = OwnPage {
        c,
        cases: cases::own_cases(db, own.application.id).await?,
        own,
        reasons: &REASONS,
        kinds: &KINDS,
        form,
        problems: problems.into(),
    };
    if wrong { show_again(&page) } else { show(&page) }
}

/// Ask for help.
pub async fn help(
    c: Ctx,
    State(app): State<App>,
    jar: CookieJar,
    Path(reference): Path<String>,
    Form(form): Form<LookUpForm>,
) -> PageResult {
    let (unit, reference, last4) = begin(&c, &app, &jar, &reference).await?;
    let kind = CaseKind::from_key(&form.kind)
        .filter(|kind| KINDS.contains(kind))
        .unwrap_or(CaseKind::Other);
    match cases::open_own(&unit, &reference, &last4, kind, &form.what).await {
        Ok(_) => finish(unit, &reference, "cases-own-done").await,
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, &reference, &last4, &form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn begin(c: &Ctx, app: &App, jar: &CookieJar, reference: &str) -> Result<(Unit, Reference, String), PageError> {
    let (reference, last4) = pair(jar, reference).ok_or(PageError::NotFound)?;
    applications::proven(&app.core, &reference, &last4, c.now).await?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    Ok((unit, reference, last4))
}

async fn finish(unit: Unit, reference: &Reference, flash: &str) -> PageResult<Response> {
    unit.commit().await?;
    Ok(go_with(&format!("/my/{reference}"), flash, ""))
}

/// Do not want it any more.
pub async fn withdraw(
    c: Ctx,
    State(app): State<App>,
    jar: CookieJar,
    Path(reference): Path<String>,
    Form(form): Form<LookUpForm>,
) -> PageResult {
    let reason = ApplicationReason::from_key(&form.reason).filter(|reason| REASONS.contains(reason));
    let (mut unit, reference, last4) = begin(&c, &app, &jar, &reference).await?;
    applications::withdraw_own(
        &mut unit,
        &reference,
        &last4,
        reason.unwrap_or(ApplicationReason::GaveUp),
    )
    .await?;
    finish(unit, &reference, "applications-own-withdrawn").await
}

/// Let it go to the employer after all.
pub async fn agree(c: Ctx, State(app): State<App>, jar: CookieJar, Path(reference): Path<String>) -> PageResult {
    let (mut unit, reference, last4) = begin(&c, &app, &jar, &reference).await?;
    applications::agree_own(&mut unit, &reference, &last4).await?;
    finish(unit, &reference, "applications-own-agreed").await
}

/// Take the agreement back.
pub async fn take_back(c: Ctx, State(app): State<App>, jar: CookieJar, Path(reference): Path<String>) -> PageResult {
    let (mut unit, reference, last4) = begin(&c, &app, &jar, &reference).await?;
    applications::take_back_consent(&mut unit, &reference, &last4).await?;
    finish(unit, &reference, "applications-own-taken-back").await
}
