//! Logs: readable text or JSON lines, without names, numbers or phones (`docs/logging.md`).

use tracing_subscriber::EnvFilter;

/// Start logging to standard error.
pub fn start(filter: Option<&str>, json: bool) {
    let filter = EnvFilter::try_new(filter.unwrap_or("info,tantivy=warn,sqlx=warn")).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if json { builder.json().flatten_event(true).try_init() } else { builder.try_init() };
    if let Err(error) = started {
        eprintln!("logging was already started: {error}");
    }
}
