//! The rules of the service. Knows no HTTP, HTML or search index.

pub mod interchange;
