//! labour-bridge (劳务桥): a labour-matching job board and the records behind it.
//!
//! `web → domain → entity`, `search → outbox`: see `docs/architecture.md`.

pub mod app;
pub mod archive;
pub mod cli;
pub mod config;
pub mod db;
pub mod domain;
pub mod i18n;
pub mod jobs;
pub mod made_up;
pub mod reference;
pub mod search;
pub mod seed;
pub mod telemetry;
pub mod vault;
pub mod web;
