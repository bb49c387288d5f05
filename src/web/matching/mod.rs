//! The match in both directions, with reasons.

use super::routes::Routes;

/// The routes of this folder.
pub fn routes() -> Routes {
    Routes::new()
}
