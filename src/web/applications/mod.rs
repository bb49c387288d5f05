//! Applications: signing up, recommending, interviews, hiring, arrival.

use super::routes::Routes;

/// The routes of this folder.
pub fn routes() -> Routes {
    Routes::new()
}
