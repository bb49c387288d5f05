//! The rules of labour cooperation, one folder per noun. Nothing here knows HTTP, HTML or the search index.

pub mod matching;
