//! What the passing of days does to people at work: who fell silent is lost, who stayed is proven to have stayed, and a village whose
//! people come home is looked at.

use chrono::{DateTime, Utc};

use crate::domain::error::Result;
use crate::domain::unit::Core;
use crate::domain::{follow_ups, round};

/// Once, when the service starts: placements from before there were calls get theirs.
pub async fn begin(core: &Core, now: DateTime<Utc>) -> Result<()> {
    let planned = follow_ups::plan_missing(core, now).await?;
    if planned > 0 {
        tracing::info!(planned, "calls planned for older placements");
    }
    Ok(())
}

/// Every few minutes.
pub async fn run(core: &Core, now: DateTime<Utc>) -> Result<()> {
    let lost = follow_ups::lose_silent(core, now).await?;
    let stayed = follow_ups::retention::mark_due(core, now).await?;
    let falling = round::raise_everywhere(core, now).await?;
    if lost > 0 || stayed > 0 {
        tracing::info!(lost, stayed, falling, "aftercare");
    }
    Ok(())
}
