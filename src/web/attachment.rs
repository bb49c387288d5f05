//! Sheets as answers.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use crate::domain::interchange::writer::SheetFormat;

/// A sheet that is saved, never shown.
pub fn attachment(format: SheetFormat, name: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{}\"", format.extension())) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
