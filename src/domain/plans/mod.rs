//! Yearly plans: document, signature, and what they promise of each figure for each township; and how far it is.

mod commands;
mod progress;
mod queries;

pub use commands::{PlanInput, Target, change, create, set_targets};
pub use progress::{Line, Progress, progress};
pub use queries::{Card, by_id, list, of_year, targets};
