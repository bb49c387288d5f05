//! What happens around every request: who asks and in which language, headers that every answer carries, and errors turned into pages.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use uuid::Uuid;

use super::ctx::{Ctx, Flash};
use super::error::PageError;
use super::page::ErrorPage;
use super::state::App;
use crate::domain::accounts;
use crate::domain::actor::Actor;
use crate::i18n::Locale;

/// Longest session token that is looked up.
const TOKEN_LENGTH: usize = 64;

/// Name of the session cookie. `__Host-` binds it to this host and to TLS; plain http needs the plain name.
#[must_use]
pub fn session_cookie_name(insecure_http: bool) -> &'static str {
    if insecure_http { "sid" } else { "__Host-sid" }
}

/// A cookie that every page of this site gets back and no script reads.
#[must_use]
pub fn cookie(app: &App, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .secure(!app.site.insecure_http)
        .same_site(SameSite::Lax)
        .build()
}

/// Build the context of the request: language, reader, and the sentence that the page before left.
pub async fn context(State(app): State<App>, jar: CookieJar, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let (ctx, had_flash) = match build(&app, &jar, &parts).await {
        Ok(found) => found,
        Err(error) => return error.into_response(),
    };
    let chosen = parts.uri.query().and_then(chosen_language);
    parts.extensions.insert(ctx.clone());
    let started = Instant::now();
    let method = parts.method.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let mut response = finish(&ctx, response);
    log(&ctx, &method, &response, started);
    if had_flash && response.status() == StatusCode::OK {
        add_cookie(&mut response, "flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }
    if let Some(locale) = chosen {
        add_cookie(
            &mut response,
            &format!(
                "lang={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax",
                locale.tag()
            ),
        );
    }
    response
}

async fn build(app: &App, jar: &CookieJar, parts: &Parts) -> Result<(Ctx, bool), PageError> {
    let now = app.clock.now();
    let uri = &parts.uri;
    let path = uri.path().to_owned();
    let locale = uri
        .query()
        .and_then(chosen_language)
        .or_else(|| jar.get("lang").and_then(|cookie| Locale::from_tag(cookie.value())))
        .or_else(|| header_text(&parts.headers, &header::ACCEPT_LANGUAGE).and_then(Locale::from_header))
        .unwrap_or_default();
    let (actor, must_change_password) = if path.starts_with("/api/") {
        (bearer(app, &parts.headers, now).await?, false)
    } else {
        signed_in(app, jar, now).await?
    };
    let flash = jar.get("flash").and_then(|cookie| read_flash(cookie.value()));
    let had_flash = flash.is_some();
    let ctx = Ctx {
        actor,
        locale,
        now,
        path_and_query: uri.path_and_query().map_or_else(|| path.clone(), ToString::to_string),
        path,
        request_id: Uuid::new_v4().simple().to_string()[..12].to_owned(),
        address: parts
            .extensions
            .get::<ConnectInfo<std::net::SocketAddr>>()
            .map_or_else(String::new, |ConnectInfo(address)| address.ip().to_string()),
        flash,
        big: jar.get("big").is_some_and(|cookie| cookie.value() == "1"),
        contrast: jar.get("contrast").is_some_and(|cookie| cookie.value() == "1"),
        must_change_password,
        site: Arc::clone(&app.site),
    };
    Ok((ctx, had_flash))
}

async fn signed_in(app: &App, jar: &CookieJar, now: chrono::DateTime<chrono::Utc>) -> Result<(Actor, bool), PageError> {
    let token = jar
        .get(session_cookie_name(app.site.insecure_http))
        .map(Cookie::value)
        .filter(|token| token.len() == TOKEN_LENGTH);
    let Some(token) = token else {
        return Ok((Actor::Public, false));
    };
    let found = accounts::of_token(app.core.db.reader(), token, now).await?;
    Ok(found.map_or((Actor::Public, false), |(actor, account)| {
        (actor, account.must_change_password)
    }))
}

async fn bearer(app: &App, headers: &HeaderMap, now: chrono::DateTime<chrono::Utc>) -> Result<Actor, PageError> {
    let Some(token) = header_text(headers, &header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "))
    else {
        return Ok(Actor::Public);
    };
    let found = accounts::actor_of_token(app.core.db.reader(), token.trim(), now).await?;
    found.ok_or(PageError::Unauthorized)
}

fn header_text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn chosen_language(query: &str) -> Option<Locale> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(Locale::from_tag)
}

fn read_flash(value: &str) -> Option<Flash> {
    let (key, value) = value.split_once('|')?;
    let known = !key.is_empty()
        && key
            .bytes()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-');
    known.then(|| Flash {
        key: key.to_owned(),
        value: super::urldecode(value),
    })
}

fn add_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Turn an error into a page or a problem document, and mark what may be kept by caches.
fn finish(ctx: &Ctx, response: Response) -> Response {
    let status = response.status();
    let carried = response.extensions().get::<PageError>().cloned();
    // An answer of a layer below keeps its own status and gets only words.
    let kept_status = carried.is_none().then_some(status);
    let bare = status.is_client_error() || status.is_server_error();
    let error = carried.or_else(|| bare.then(|| bare_error(&response)).flatten());
    let mut response = match error {
        None => response,
        Some(error) => {
            let mut shown = render(ctx, &error);
            if let Some(status) = kept_status {
                *shown.status_mut() = status;
            }
            for name in [header::ALLOW, header::SET_COOKIE, header::RETRY_AFTER] {
                if let Some(value) = response.headers().get(&name) {
                    shown.headers_mut().insert(name, value.clone());
                }
            }
            shown.extensions_mut().insert(error);
            shown
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(ctx.locale.tag()));
    headers.append(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    if !headers.contains_key(header::CACHE_CONTROL) {
        // Pages follow the reader; old phone browsers keep what they are not told to forget.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Ok(value) = HeaderValue::from_str(&ctx.request_id) {
        headers.insert("x-request-id", value);
    }
    response
}

/// The error of an answer that a layer below made without a body of ours.
fn bare_error(response: &Response) -> Option<PageError> {
    if response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html") || kind.as_bytes().starts_with(b"application/"))
    {
        return None;
    }
    Some(match response.status() {
        StatusCode::FORBIDDEN => PageError::BadRequest("error-cross-site", Vec::new()),
        StatusCode::METHOD_NOT_ALLOWED => PageError::BadRequest("error-method", Vec::new()),
        StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
        StatusCode::NOT_FOUND => PageError::NotFound,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => PageError::Unavailable,
        status if status.is_server_error() => PageError::Internal(format!("an answer of {status} without a cause")),
        _ => PageError::BadRequest("error-form", Vec::new()),
    })
}

fn render(ctx: &Ctx, error: &PageError) -> Response {
    if ctx.is_api() {
        return error.problem_document(ctx);
    }
    let page = ErrorPage {
        c: ctx,
        status: error.status().as_u16(),
        sentence: error.sentence(ctx),
    };
    let mut response = super::page::show(&page).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
    *response.status_mut() = error.status();
    response
}

fn log(ctx: &Ctx, method: &axum::http::Method, response: &Response, started: Instant) {
    let status = response.status().as_u16();
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let id = ctx.request_id.as_str();
    let path = ctx.path.as_str();
    if let Some(PageError::Internal(cause)) = response.extensions().get::<PageError>() {
        tracing::error!(id, %method, path, status, millis, cause, "request failed");
    } else {
        tracing::info!(id, %method, path, status, millis, "request");
    }
}

/// Headers that every answer carries, errors included.
pub async fn security_headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed: [(header::HeaderName, &'static str); 6] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; \
             manifest-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(self), geolocation=(), microphone=()",
        ),
    ];
    for (name, value) in fixed {
        // A stored file brings a stricter policy of its own.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if !app.site.insecure_http {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    response
}
