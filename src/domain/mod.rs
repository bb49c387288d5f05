//! The rules of the trade. Nothing in here knows HTTP, HTML or the search index.

pub mod checks;
