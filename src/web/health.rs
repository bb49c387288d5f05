//! `/healthz` (alive) and `/readyz` (database and index usable).

use axum::extract::State;
use axum::http::StatusCode;
use sea_orm::ConnectionTrait as _;

use super::routes::{Guard, Routes};
use super::state::App;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/healthz", Guard::Open, alive)
        .get("/readyz", Guard::Open, ready)
}

async fn alive() -> &'static str {
    "ok\n"
}

async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.core.db.reader().execute_unprepared("SELECT 1").await {
        Ok(_) if !app.search.is_ready() => (StatusCode::SERVICE_UNAVAILABLE, "index\n"),
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database\n"),
    }
}
