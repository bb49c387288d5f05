//! Building a new index beside the old one, and changing over without a moment of no answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::index::fingerprint;
use super::live::{Live, Writers};
use super::{Change, Engine, Result, SearchError};

/// A new index in the making. Searches and changes go on in the old one; dropping this gives the new one up.
///
/// Changes applied to the old index while this is being built are not in the new one: the feeder passes to
/// [`Rebuild::finish`] the cursor it had **before** reading the database, and goes on from there.
pub struct Rebuild {
    engine: Arc<Engine>,
    next: Live,
    /// Nothing once finished.
    writers: Option<Writers>,
}

impl std::fmt::Debug for Rebuild {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Rebuild")
            .field("engine", &self.engine)
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Starts a rebuild in `index.next`.
    ///
    /// # Errors
    /// [`SearchError::RebuildRunning`] if there is one already.
    pub fn rebuild(self: &Arc<Self>) -> Result<Rebuild> {
        self.writable()?;
        if self.rebuilding.swap(true, Ordering::SeqCst) {
            return Err(SearchError::RebuildRunning);
        }
        let start = || -> Result<(Live, Writers)> {
            self.folder.start_next()?;
            let next = Live::create(&self.folder.next(), self.analyser())?;
            let writers = Writers::open(&next)?;
            Ok((next, writers))
        };
        match start() {
            Ok((next, writers)) => Ok(Rebuild {
                engine: Arc::clone(self),
                next,
                writers: Some(writers),
            }),
            Err(error) => {
                self.rebuilding.store(false, Ordering::SeqCst);
                Err(error)
            }
        }
    }
}

impl Rebuild {
    /// Adds a batch of any size; a document put twice is kept once, in its last form.
    pub fn add(&mut self, changes: &[Change]) -> Result<()> {
        match &mut self.writers {
            Some(writers) => writers.write(&self.next, changes),
            None => Ok(()),
        }
    }

    /// Commits with `cursor` and puts the new index in the place of the old one. On an error the old one stays.
    pub fn finish(mut self, cursor: i64) -> Result<()> {
        if let Some(mut writers) = self.writers.take() {
            writers.commit(cursor)?;
            writers.close()?;
            self.swap()?;
        }
        Ok(())
    }

    fn swap(&self) -> Result<()> {
        let engine = &self.engine;
        // No change can come in between: they all need this lock.
        let mut writers = engine.lock_writers();
        if let Some(old) = writers.take() {
            old.close()?;
        }
        engine.folder.swap_in_next(&fingerprint(engine.analyser()))?;
        // Searches under way hold the old files open; new ones must find the files under their new name.
        let live = Live::open(&engine.folder.live(), engine.analyser())?;
        *writers = Some(Writers::open(&live)?);
        engine.replace_live(live);
        Ok(engine.folder.remove_old()?)
    }
}

impl Drop for Rebuild {
    fn drop(&mut self) {
        self.writers = None;
        if let Err(error) = self.engine.folder.remove_next() {
            tracing::warn!(%error, "the folder of an unfinished rebuild could not be removed; the next start does");
        }
        self.engine.rebuilding.store(false, Ordering::SeqCst);
    }
}
