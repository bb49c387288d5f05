//! The loop that keeps an index up to date while the service runs.

use std::future::Future;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;

use super::{Fed, FeedError, Feeder, outbox};

/// Longest time until a change of another process is noticed. With the commit it stays far below the two seconds that are promised.
const POLL: Duration = Duration::from_millis(500);
/// Longest pause after failures.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Time between prunings of the outbox.
const PRUNE_EVERY: Duration = Duration::from_hours(1);
/// After so many failures in a row the index on disk is taken to be broken and is made anew.
const FAILURES_BEFORE_REBUILD: u32 = 3;

impl Feeder {
    /// Feed until `stop`: at once when this process changed something, soon when another did. `now` is asked when the outbox is pruned.
    pub async fn run(self, now: impl Fn() -> DateTime<Utc> + Send, stop: CancellationToken) {
        let mut failures = Failures::default();
        let mut pruned: Option<Instant> = None;
        while !stop.is_cancelled() {
            let fed = tokio::select! {
                // What is not in the index yet follows at the next start.
                () = stop.cancelled() => return,
                fed = self.feed() => fed,
            };
            let pause = match fed {
                Ok(fed) => {
                    failures.over(fed);
                    POLL
                }
                Err(error) => self.after_failure(&mut failures, &error).await,
            };
            if pruned.is_none_or(|moment| moment.elapsed() > PRUNE_EVERY) {
                pruned = Some(Instant::now());
                if let Err(error) = outbox::prune(&self.db, now()).await {
                    tracing::warn!(%error, "the outbox could not be pruned");
                }
            }
            wait(&stop, self.changed.notified(), pause).await;
        }
    }

    async fn after_failure(&self, failures: &mut Failures, error: &FeedError) -> Duration {
        failures.note(error);
        let broken = matches!(error, FeedError::Search(_)) && failures.in_a_row >= FAILURES_BEFORE_REBUILD;
        if broken
            && let Ok(notes) = self.notes().await
            && self.rebuild(&notes).await.is_ok()
        {
            failures.in_a_row = 0;
        }
        (POLL * 2_u32.saturating_pow(failures.in_a_row.min(10))).min(LONGEST_PAUSE)
    }
}

async fn wait(stop: &CancellationToken, changed: impl Future<Output = ()>, pause: Duration) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = changed => {}
        () = tokio::time::sleep(pause) => {}
    }
}

/// Failures in a row. The same complaint is logged once, not twice a second.
#[derive(Default)]
struct Failures {
    in_a_row: u32,
    complaint: String,
}

impl Failures {
    fn note(&mut self, error: &FeedError) {
        self.in_a_row += 1;
        let complaint = error.to_string();
        if complaint != self.complaint {
            tracing::error!(error = complaint, "the search index does not follow; trying again");
            self.complaint = complaint;
        }
    }

    fn over(&mut self, fed: Fed) {
        if self.in_a_row > 0 {
            tracing::info!(events = fed.events, "the search index follows again");
            *self = Self::default();
        }
    }
}
