//! Employers: the list, the record as the station sees it and as the employer sees it, papers, verification, and the employer's people.

mod contacts;
mod edit;
mod list;
mod paper;
mod papers;
mod record;
mod stop;
mod users;
mod verify;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use uuid::Uuid;

use super::ctx::Ctx;
use super::error::PageError;
use super::files::UPLOAD_BYTES;
use super::routes::{Guard, Routes};
use super::state::App;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem};

/// The routes of this folder. Where staff and the employer's own people share a page, the lookup tells them apart.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadEmployers);
    let edit = Guard::May(Action::EditEmployers);
    let verify = Guard::May(Action::VerifyEmployers);
    let own = Guard::May(Action::OwnEmployer);
    Routes::new()
        .get("/employers", read, list::page)
        .get("/employers/new", edit, edit::new_page)
        .post("/employers/new", edit, edit::create)
        .get("/employers/own", own, record::own)
        .get("/employers/{id}", Guard::SignedIn, record::page)
        .get("/employers/{id}/edit", edit, edit::page)
        .post("/employers/{id}/edit", edit, edit::update)
        .get("/employers/{id}/contacts", own, contacts::page)
        .post("/employers/{id}/contacts", own, contacts::update)
        .get("/employers/{id}/papers", Guard::SignedIn, papers::page)
        .post(
            "/employers/{id}/papers",
            Guard::SignedIn,
            papers::upload.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
        )
        .get("/employers/{id}/papers/{paper}", read, paper::page)
        .post("/employers/{id}/papers/{paper}", verify, paper::examine)
        .get("/employers/{id}/verify", verify, verify::page)
        .post("/employers/{id}/verify", verify, verify::submit)
        .get("/employers/{id}/stop", verify, stop::page)
        .post("/employers/{id}/stop", verify, stop::submit)
        .get("/employers/{id}/users", Guard::SignedIn, users::page)
        .post("/employers/{id}/users", Guard::SignedIn, users::create)
        .post(
            "/employers/{id}/users/{account}/disable",
            Guard::SignedIn,
            users::disable,
        )
        .post("/employers/{id}/users/{account}/enable", Guard::SignedIn, users::enable)
}

/// The id of a form, which every form that makes something carries.
fn form_key_of(text: &str) -> Result<Uuid, PageError> {
    Uuid::parse_str(text).map_err(|_| PageError::BadRequest("error-form", Vec::new()))
}

/// What to answer when a form that makes something has problems. Two clicks at the same moment can make the second fail over what the
/// first one made; then the first one's result is the answer.
async fn problems_or_done(app: &App, c: &Ctx, key: Uuid, problems: Vec<Problem>) -> Result<Vec<Problem>, PageError> {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    match unit.once(key).await {
        Err(error @ DomainError::Done(_)) => Err(error.into()),
        _ => Ok(problems),
    }
}
