//! What the code of a ticket says.

use axum::http::{HeaderMap, header};
use uuid::Uuid;

use crate::web::state::Site;

/// The page of the door with the token, which opens only for those who keep it.
pub fn door_link(site: &Site, headers: &HeaderMap, fair: Uuid, token: &str) -> String {
    let scheme = if site.insecure_http { "http" } else { "https" };
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .filter(|host| {
            host.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte))
        })
        .unwrap_or_default();
    format!("{scheme}://{host}/fairs/{fair}/door?t={token}")
}
