//! Files that pages use: the style sheet, the small script, the mark. Their address holds a hash of the content, so they may be kept for ever.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use rust_embed::RustEmbed;

use super::error::{PageError, PageResult};
use super::routes::{Guard, Routes};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// The routes of this folder.
pub fn routes() -> Routes {
    Routes::new().get("/static/{name}", Guard::Open, file)
}

async fn file(Path(name): Path<String>) -> PageResult {
    let file = Files::get(&name).ok_or(PageError::NotFound)?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok::<Response, PageError>((headers, file.data).into_response())
}

fn hashed(name: &str) -> String {
    let mut address = format!("/static/{name}?v=");
    if let Some(file) = Files::get(name) {
        for byte in file.metadata.sha256_hash().iter().take(6) {
            let _ = write!(address, "{byte:02x}");
        }
    }
    address
}

/// Address of the style sheet.
pub static STYLE: LazyLock<String> = LazyLock::new(|| hashed("app.css"));
/// Address of the script.
pub static SCRIPT: LazyLock<String> = LazyLock::new(|| hashed("app.js"));
/// Address of the mark.
pub static ICON: LazyLock<String> = LazyLock::new(|| hashed("favicon.svg"));
/// Address of the script that keeps what a phone notes without network.
pub static QUEUE: LazyLock<String> = LazyLock::new(|| hashed("queue.js"));
/// Address of the script of the roll calls.
pub static ROLL: LazyLock<String> = LazyLock::new(|| hashed("roll.js"));
/// Address of the script of the door of fairs.
pub static DOOR: LazyLock<String> = LazyLock::new(|| hashed("door.js"));
