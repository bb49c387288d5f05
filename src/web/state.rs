//! What every handler shares.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::FromRef;
use chrono::{DateTime, SubsecRound as _, Utc};

use crate::domain::unit::Core;
use crate::search::service::Search;

/// Where time comes from: the machine, or a test.
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    Machine,
    /// A clock that a test moves.
    Set(Arc<std::sync::Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// The present moment, to the millisecond, which both databases keep.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock for requests"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Clock::Machine => Utc::now().trunc_subsecs(3),
            Clock::Set(moment) => *moment.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        }
    }
}

/// Facts about this installation that pages show.
#[derive(Clone, Debug)]
pub struct Site {
    /// Who runs the service.
    pub operator: String,
    /// Telephone of the station.
    pub station_phone: String,
    /// Whether cookies must work over plain http.
    pub insecure_http: bool,
    /// The program that reads uploaded tables in a process of its own: this one.
    pub reader: Option<PathBuf>,
}

/// Shared state of the handlers.
#[derive(Clone)]
pub struct App {
    /// Database, keys and bell.
    pub core: Core,
    /// The search index of this process.
    pub search: Search,
    /// The clock.
    pub clock: Clock,
    /// The installation.
    pub site: Arc<Site>,
}

impl FromRef<App> for Core {
    fn from_ref(app: &App) -> Self {
        app.core.clone()
    }
}
