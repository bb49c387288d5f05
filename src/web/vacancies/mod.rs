//! Vacancies as staff and employers work on them: drafts, review, publishing.

use super::routes::Routes;

/// The routes of this folder.
pub fn routes() -> Routes {
    Routes::new()
}
