//! The match in both directions, with reasons.

pub mod words;

use super::routes::Routes;

/// The routes of this folder.
pub fn routes() -> Routes {
    Routes::new()
}
