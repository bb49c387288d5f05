//! `/`: the opening page, and `/view`: how the reader wants pages to look.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use serde::Deserialize;

use super::ctx::Ctx;
use super::error::PageResult;
use super::extract::Query;
use super::layers::cookie;
use super::page::{go, inside, show};
use super::routes::{Guard, Routes};
use super::state::App;
use crate::i18n::Locale;

/// Days for which a reader's choice of look is kept.
const KEEP_DAYS: i64 = 365;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/", Guard::Open, home).get("/view", Guard::Open, view)
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    c: &'a Ctx,
}

async fn home(c: Ctx) -> PageResult {
    show(&Home { c: &c })
}

/// What the reader chose, and where to go back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ViewQuery {
    big: Option<String>,
    contrast: Option<String>,
    lang: Option<String>,
    back: String,
}

/// Remember large letters, contrast or language in a cookie. Changes nothing on the server, so a link may do it.
async fn view(State(app): State<App>, Query(query): Query<ViewQuery>) -> PageResult {
    let mut response = go(inside(&query.back));
    let language = query.lang.as_deref().and_then(Locale::from_tag).map(|locale| locale.tag().to_owned());
    for (name, value) in [("big", query.big), ("contrast", query.contrast), ("lang", language)] {
        let Some(value) = value.filter(|value| value.len() <= 5 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')) else { continue };
        let cookie = cookie(&app, name, value);
        if let Ok(value) = HeaderValue::from_str(&format!("{cookie}; Max-Age={}", KEEP_DAYS * 86_400)) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    Ok(response)
}
