//! Labour matching between a western county and its eastern partner district.

pub mod domain;
