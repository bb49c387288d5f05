//! Extractors whose refusals are pages in the reader's language. The plain ones of axum answer in English text.

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::error::PageError;

/// The id in a path. What is not an id does not exist.
#[derive(Clone, Copy, Debug)]
pub struct Id(pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        Path::<Uuid>::from_request_parts(parts, state).await.map(|Path(id)| Self(id)).map_err(|_| PageError::NotFound)
    }
}

/// Two ids in a path.
#[derive(Clone, Copy, Debug)]
pub struct Ids(pub Uuid, pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        Path::<(Uuid, Uuid)>::from_request_parts(parts, state)
            .await
            .map(|Path((first, second))| Self(first, second))
            .map_err(|_| PageError::NotFound)
    }
}

/// The query of a page. Repeated keys fill a list.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        axum_extra::extract::Query::<T>::from_request_parts(parts, state)
            .await
            .map(|axum_extra::extract::Query(query)| Self(query))
            .map_err(|error| PageError::BadRequest("error-query", vec![("detail", error.to_string())]))
    }
}

/// A posted form. Repeated keys fill a list. Fields are plain text: what they mean is judged after, so that nothing typed is lost.
#[derive(Clone, Debug)]
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        axum_extra::extract::Form::<T>::from_request(request, state).await.map(|axum_extra::extract::Form(form)| Self(form)).map_err(
            |error| {
                if error.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
                    PageError::TooLarge
                } else {
                    PageError::BadRequest("error-form", Vec::new())
                }
            },
        )
    }
}

/// A JSON body. Unknown members are refused by name.
#[derive(Clone, Debug)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        axum::Json::<T>::from_request(request, state).await.map(|axum::Json(body)| Self(body)).map_err(|error| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                PageError::TooLarge
            } else {
                PageError::BadRequest("error-json", vec![("detail", error.body_text())])
            }
        })
    }
}
