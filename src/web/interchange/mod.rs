//! Bringing files in and taking lists out.

use super::routes::Routes;

/// The routes of this folder.
pub fn routes() -> Routes {
    Routes::new()
}
