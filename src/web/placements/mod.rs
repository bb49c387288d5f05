//! Placements: lists, records, leaving.

use super::routes::Routes;

/// The routes of this folder.
pub fn routes() -> Routes {
    Routes::new()
}
