//! Ends what has passed its last day.

use chrono::{DateTime, Utc};

use crate::domain::error::Result;
use crate::domain::unit::Core;
use crate::domain::vacancies;

/// End every post whose last day has passed.
pub async fn run(core: &Core, now: DateTime<Utc>) -> Result<()> {
    let ended = vacancies::expire_due(core, now).await?;
    if ended > 0 {
        tracing::info!(ended, "posts ended with their last day");
    }
    Ok(())
}
