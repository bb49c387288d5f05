//! Employers: records, papers, verification, their people and their files.

mod files;
mod pages;
mod users;
mod verification;

use axum::http::StatusCode;

use crate::support::{Client, Page};

/// What an answer says when the id of the request and the address of the page are taken out.
pub fn bare(page: &Page, path: &str) -> String {
    let id = page
        .headers
        .get("x-request-id")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    page.text
        .replace(&id, "")
        .replace(path, "")
        .replace(&labour_bridge::web::urlencode(path), "")
}

/// Somebody else's page and a page that does not exist cannot be told apart.
async fn looks_absent(client: &mut Client, theirs: &str, absent: &str) {
    let theirs_page = client.get(theirs).await;
    let absent_page = client.get(absent).await;
    assert_eq!(theirs_page.status, StatusCode::NOT_FOUND, "{theirs}");
    assert_eq!(absent_page.status, StatusCode::NOT_FOUND, "{absent}");
    assert_eq!(bare(&theirs_page, theirs), bare(&absent_page, absent));
}
