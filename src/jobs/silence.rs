//! Ends applications that nobody will answer any more, and says why.

use chrono::{DateTime, Utc};

use crate::domain::applications::{self, SILENT_DAYS};
use crate::domain::error::Result;
use crate::domain::unit::Core;

/// End what fell silent, what waits for a post that is gone, and what the person no longer agrees to.
pub async fn run(core: &Core, now: DateTime<Utc>) -> Result<()> {
    let without_consent = applications::end_without_consent(core, now).await?;
    let gone = applications::close_gone(core, now).await?;
    let silent = applications::lapse_silent(core, now, SILENT_DAYS).await?;
    if without_consent + gone + silent > 0 {
        tracing::info!(without_consent, gone, silent, "applications ended");
    }
    Ok(())
}
