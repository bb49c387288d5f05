//! The pages and the JSON interface. Exports the router; nothing outside may name a handler.
//!
//! One page per file, one noun per folder. A handler narrows its lookup to what the actor may see, calls one command of the domain inside
//! a unit of work, and answers with a page or a redirect.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

mod accounts;
mod api;
mod applications;
mod assets;
mod attachment;
mod batches;
mod board;
mod cases;
pub mod ctx;
mod employers;
mod error;
mod extract;
mod fairs;
mod figures;
mod files;
mod follow_ups;
mod health;
mod home;
mod interchange;
mod layers;
mod ledgers;
mod matching;
mod nav;
mod page;
mod papers;
mod place;
mod placements;
mod plans;
mod qr;
mod registers;
mod returned;
mod round;
mod routes;
pub mod server;
pub mod state;
mod subsidies;
mod today;
mod trade;
mod trainings;
mod vacancies;
mod workers;
mod workshops;

use routes::Routes;
pub use routes::{Guard, Route};
use state::App;

/// Largest form. Uploads have their own limit.
const FORM_BYTES: usize = 256 * 1024;
/// Longest time that a request may take.
const DEADLINE: Duration = Duration::from_secs(30);

fn all() -> Routes {
    Routes::new()
        .merge(home::routes())
        .merge(health::routes())
        .merge(assets::routes())
        .merge(board::routes())
        .merge(accounts::routes())
        .merge(workers::routes())
        .merge(employers::routes())
        .merge(files::routes())
        .merge(vacancies::routes())
        .merge(matching::routes())
        .merge(applications::routes())
        .merge(placements::routes())
        .merge(figures::routes())
        .merge(plans::routes())
        .merge(ledgers::routes())
        .merge(registers::routes())
        .merge(follow_ups::routes())
        .merge(cases::routes())
        .merge(returned::routes())
        .merge(round::routes())
        .merge(interchange::routes())
        .merge(fairs::routes())
        .merge(trainings::routes())
        .merge(batches::routes())
        .merge(workshops::routes())
        .merge(subsidies::routes())
        .merge(api::routes())
}

/// Every route with its guard, for the tests and for the documents.
#[must_use]
pub fn route_table() -> Vec<Route> {
    all().into_parts().1
}

/// The description of the JSON interface (`OpenAPI` 3.1).
#[must_use]
pub fn openapi() -> serde_json::Value {
    api::openapi::document()
}

/// The router with everything around it.
///
/// From the outside in: a panic becomes an error; every answer gets its security headers; then the body is compressed; then the context is
/// built and errors become pages; then cross-site writes are refused; then time and size are limited; then the guards.
pub fn router(app: App) -> Router {
    let (routes, _) = all().into_parts();
    routes
        .fallback(|| async { error::PageError::NotFound })
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            DEADLINE,
        ))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), layers::context))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), layers::security_headers))
        .layer(CatchPanicLayer::new())
        .with_state(app)
}

/// Percent-encode a value for a query or a cookie.
#[must_use]
pub fn urlencode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Undo [`urlencode`]; what is not well-formed stays as it is.
fn urldecode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let decoded = (*first == b'%')
            .then(|| {
                tail.get(..2)
                    .and_then(|two| std::str::from_utf8(two).ok())
                    .and_then(|two| u8::from_str_radix(two, 16).ok())
            })
            .flatten();
        match decoded {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
