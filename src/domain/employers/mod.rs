//! Employers (用人单位): who they are, the four papers that the law asks for, and whether they are verified today.

mod queries;

pub use queries::{by_id, visible_to};
