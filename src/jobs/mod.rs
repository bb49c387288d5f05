//! What the service does by itself while it runs.

mod aftercare;
mod expiry;
mod silence;

use std::time::Duration;

use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use crate::domain::unit::Core;
use crate::web::state::Clock;

/// How often the jobs run. Each asks the records what is due, so a run that was missed is made up for by the next one.
const PERIOD: Duration = Duration::from_mins(5);

/// Run every job now and then every five minutes until `stop`. A job that fails is logged and tried again.
pub async fn run(core: Core, clock: Clock, stop: CancellationToken) {
    if let Err(error) = aftercare::begin(&core, clock.now()).await {
        tracing::error!(%error, "calls of older placements were not planned");
    }
    let mut turns = tokio::time::interval(PERIOD);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = turns.tick() => {}
        }
        if let Err(error) = expiry::run(&core, clock.now()).await {
            tracing::error!(%error, "the expiry job failed");
        }
        if let Err(error) = silence::run(&core, clock.now()).await {
            tracing::error!(%error, "the silence job failed");
        }
        if let Err(error) = aftercare::run(&core, clock.now()).await {
            tracing::error!(%error, "the aftercare job failed");
        }
    }
}
