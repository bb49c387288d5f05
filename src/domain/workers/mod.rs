//! Workers (劳动力): who they are, how to reach them, what they can, want and may not do, and what they agreed to.

mod queries;

pub use queries::{by_id, visible_to};
