//! Errors as answers: a page in the reader's language with a way out, or an RFC 9457 problem document for programs. The cause goes into
//! the log once, with the id of the request, and never to the reader.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::ctx::Ctx;
use crate::domain::error::{DomainError, Problem};
use crate::search::SearchError;

/// Result of a page handler.
pub type PageResult<T = Response> = Result<T, PageError>;

/// Why a page was not shown.
#[derive(Clone, Debug)]
pub enum PageError {
    /// It is not there, or not yours.
    NotFound,
    /// It was there once, and everybody may know that it is over.
    Gone,
    /// A program did not say who it is.
    Unauthorized,
    /// The request itself makes no sense; the key names the sentence.
    BadRequest(&'static str, Vec<(&'static str, String)>),
    /// Fields of the request cannot be taken.
    Invalid(Vec<Problem>),
    /// Somebody else was faster, or the state does not allow it.
    Conflict(&'static str),
    /// The body is too large.
    TooLarge,
    /// The very same form was carried out before.
    Done(String),
    /// Something that must not happen; the text is for the log.
    Internal(String),
    /// The service cannot answer now.
    Unavailable,
}

impl PageError {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            PageError::NotFound => StatusCode::NOT_FOUND,
            PageError::Gone => StatusCode::GONE,
            PageError::Unauthorized => StatusCode::UNAUTHORIZED,
            PageError::BadRequest(..) => StatusCode::BAD_REQUEST,
            PageError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            PageError::Conflict(_) => StatusCode::CONFLICT,
            PageError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            PageError::Done(_) => StatusCode::SEE_OTHER,
            PageError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            PageError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The sentence that explains it.
    #[must_use]
    pub fn sentence(&self, ctx: &Ctx) -> String {
        match self {
            PageError::NotFound => ctx.t("error-not-found-text"),
            PageError::Gone => ctx.t("error-gone-text"),
            PageError::Unauthorized => ctx.t("error-unauthorized-text"),
            PageError::BadRequest(key, args) => ctx.ta(key, args),
            PageError::Invalid(problems) => problems
                .iter()
                .map(|problem| ctx.ta(problem.key, &problem.args))
                .collect::<Vec<_>>()
                .join(" "),
            PageError::Conflict(key) => ctx.t(key),
            PageError::TooLarge => ctx.t("error-too-large-text"),
            PageError::Done(_) => ctx.t("error-done-text"),
            PageError::Internal(_) => ctx.t("error-internal-text"),
            PageError::Unavailable => ctx.t("error-unavailable-text"),
        }
    }

    /// The problem document of RFC 9457.
    #[must_use]
    pub fn problem_document(&self, ctx: &Ctx) -> Response {
        let status = self.status();
        let mut body = json!({
            "type": "about:blank",
            "title": status.canonical_reason().unwrap_or("Error"),
            "status": status.as_u16(),
            "detail": self.sentence(ctx),
            "instance": ctx.request_id,
        });
        if let PageError::Invalid(problems) = self {
            body["errors"] = problems
                .iter()
                .map(|problem| json!({ "field": problem.field, "detail": ctx.ta(problem.key, &problem.args) }))
                .collect();
        }
        (
            status,
            [(header::CONTENT_TYPE, "application/problem+json")],
            body.to_string(),
        )
            .into_response()
    }
}

impl From<DomainError> for PageError {
    fn from(error: DomainError) -> Self {
        match error {
            DomainError::NotFound | DomainError::Forbidden => PageError::NotFound,
            DomainError::Invalid(problems) => PageError::Invalid(problems),
            DomainError::Conflict(key) => PageError::Conflict(key),
            DomainError::Done(location) => PageError::Done(location),
            DomainError::Db(_) | DomainError::Vault(_) | DomainError::Internal(_) => {
                PageError::Internal(error.to_string())
            }
        }
    }
}

impl From<SearchError> for PageError {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::TooDeep => PageError::BadRequest("board-too-deep", Vec::new()),
            SearchError::NeedsRebuild(_) => PageError::Unavailable,
            _ => PageError::Internal(format!("index: {error}")),
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        PageError::Internal(format!("template: {error}"))
    }
}

impl From<sea_orm::DbErr> for PageError {
    fn from(error: sea_orm::DbErr) -> Self {
        PageError::Internal(format!("database: {error}"))
    }
}

/// The answer carries the error along; the outermost layer turns it into a page or a problem document.
impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        if let PageError::Done(location) = &self
            && !location.is_empty()
        {
            return axum::response::Redirect::to(location).into_response();
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
