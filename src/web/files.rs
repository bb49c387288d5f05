//! `/files/{id}`: stored files, given back only to those who may see the record that owns them, and only as a download that cannot act;
//! and the extractor for forms that bring one.

use std::collections::HashMap;

use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use entity::stored_file;

use super::ctx::Ctx;
use super::error::{PageError, PageResult};
use super::extract::{Form, Id};
use super::routes::{Guard, Routes};
use super::state::App;
use crate::domain::files;

/// Largest form that brings a file: the file and what stands around it.
pub const UPLOAD_BYTES: usize = 6 * 1024 * 1024;
/// Most parts of such a form.
const PARTS: usize = 20;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/files/{id}", Guard::SignedIn, download)
}

async fn download(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let file = files::open(&unit, id).await?;
    unit.commit().await?;
    Ok(as_download(file))
}

/// Nothing of the answer comes from the uploader but the points of a picture or the pages of a PDF: the type is the one that we found, the
/// name is made here (RFC 6266, plain ASCII), and the policy lets a browser that shows it anyway run nothing.
pub fn as_download(file: stored_file::Model) -> Response {
    let ending = match file.media_type.as_str() {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "application/pdf" => "pdf",
        _ => "bin",
    };
    let number = file.id.simple().to_string();
    let name = format!(
        "attachment; filename=\"file-{}.{ending}\"",
        number.get(..8).unwrap_or_default()
    );
    let mut response = file.content.into_response();
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (header, value) in fixed {
        headers.insert(header, HeaderValue::from_static(value));
    }
    let kind = HeaderValue::from_str(&file.media_type);
    headers.insert(
        header::CONTENT_TYPE,
        kind.unwrap_or(HeaderValue::from_static("application/octet-stream")),
    );
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// A form with at most one file. Whatever name or type the sender gives the file is not even read. A form whose file may be left out can
/// also come as plain fields.
#[derive(Debug, Default)]
pub struct Upload {
    fields: HashMap<String, String>,
    /// The content of the part `file`; empty if none was chosen.
    pub file: Vec<u8>,
}

impl Upload {
    /// A field as typed; empty if it was not sent.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    async fn read(mut form: Multipart) -> Result<Self, MultipartError> {
        let mut upload = Self::default();
        for _ in 0..PARTS {
            let Some(part) = form.next_field().await? else { break };
            match part.name().map(str::to_owned) {
                Some(name) if name == "file" => upload.file = part.bytes().await?.to_vec(),
                Some(name) => {
                    upload.fields.insert(name, part.text().await?);
                }
                None => {}
            }
        }
        Ok(upload)
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let plain = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
        if plain {
            let Form(fields) = Form::from_request(request, state).await?;
            return Ok(Self {
                fields,
                file: Vec::new(),
            });
        }
        let form = Multipart::from_request(request, state)
            .await
            .map_err(|_| PageError::BadRequest("error-form", Vec::new()))?;
        Self::read(form).await.map_err(|error| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                PageError::TooLarge
            } else {
                PageError::BadRequest("error-form", Vec::new())
            }
        })
    }
}
