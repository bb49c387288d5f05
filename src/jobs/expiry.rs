//! Ends what has passed its last day.

use chrono::{DateTime, Utc};

use crate::domain::error::Result;
use crate::domain::unit::Core;
use crate::domain::{employers, vacancies};

/// End every post whose last day has passed, and mark every employer whose check is over.
pub async fn run(core: &Core, now: DateTime<Utc>) -> Result<()> {
    let ended = vacancies::expire_due(core, now).await?;
    if ended > 0 {
        tracing::info!(ended, "posts ended with their last day");
    }
    let due = employers::expire_verifications(core, now).await?;
    if due > 0 {
        tracing::info!(due, "checks of employers are over");
    }
    Ok(())
}
