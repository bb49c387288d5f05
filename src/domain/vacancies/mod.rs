//! Vacancies (岗位): what is offered, whether the wording is lawful, and the way from draft to published to full or expired.

mod queries;

pub use queries::{by_id, open_by_id, visible_to};
