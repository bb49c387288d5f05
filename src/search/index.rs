//! The engine: two indexes, one writer each, readers that are exchanged whole.

use std::fmt;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::Searcher;
use uuid::Uuid;

use super::collect::IdColumns;
use super::folder::Folder;
use super::live::{Live, Writers};
use super::schema::{SCHEMA_VERSION, column};
use super::{Analyser, Change, Kind, Result, SearchError};

/// Why the index on disk could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RebuildReason {
    /// There is none yet.
    Missing,
    /// It was built with other fields or another dictionary.
    Outdated,
    /// Its files are damaged; they were put aside as `index.damaged`.
    Damaged,
}

impl fmt::Display for RebuildReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Missing => "there is no index yet",
            Self::Outdated => "it was built by another version or with another word list",
            Self::Damaged => "its files are damaged",
        })
    }
}

/// The search index of this process. Cheap to share behind an `Arc`; every method blocks for milliseconds.
///
/// Searches take a snapshot and never wait for writers. Changes are visible to the next search once [`Engine::apply`] returns.
pub struct Engine {
    pub(super) folder: Folder,
    analyser: Analyser,
    live: RwLock<Arc<Live>>,
    /// Nothing in a reading engine and while a rebuild is still owed.
    writers: Mutex<Option<Writers>>,
    pub(super) rebuilding: AtomicBool,
    /// Held for the engine's life; nothing in a reading engine.
    lock: Option<File>,
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Engine")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Opens the index below `dir` for searching and writing. An index that is missing, outdated or damaged is put aside and
    /// the engine starts empty, with [`Engine::needs_rebuild`] saying why.
    ///
    /// # Errors
    /// [`SearchError::Locked`] if another process writes here.
    pub fn open(dir: &Path, analyser: Analyser) -> Result<Self> {
        let folder = Folder::new(dir);
        let lock = folder.lock()?;
        folder.recover()?;
        let live = open_or_reason(&folder, &analyser);
        if live.needs_rebuild.is_some() {
            folder.set_aside()?;
        }
        let writers = if live.needs_rebuild.is_none() {
            Some(Writers::open(&live)?)
        } else {
            None
        };
        Ok(Self::assemble(folder, analyser, live, writers, Some(lock)))
    }

    /// Opens a snapshot of the index for reading, beside a process that writes (for `verify`). Changes nothing on disk.
    #[must_use]
    pub fn read(dir: &Path, analyser: Analyser) -> Self {
        let folder = Folder::new(dir);
        let live = open_or_reason(&folder, &analyser);
        Self::assemble(folder, analyser, live, None, None)
    }

    fn assemble(folder: Folder, analyser: Analyser, live: Live, writers: Option<Writers>, lock: Option<File>) -> Self {
        Self {
            folder,
            analyser,
            live: RwLock::new(Arc::new(live)),
            writers: Mutex::new(writers),
            rebuilding: AtomicBool::new(false),
            lock,
        }
    }

    /// Why the database has to be fed in from the beginning, if it has to.
    pub fn needs_rebuild(&self) -> Option<RebuildReason> {
        self.live().needs_rebuild
    }

    /// Whether a [`super::Rebuild`] is under way.
    pub fn is_rebuilding(&self) -> bool {
        self.rebuilding.load(Ordering::SeqCst)
    }

    /// The last outbox row contained in the index; the feeder asks before each batch, since a finished rebuild may set it
    /// back. If a crash came between the commits of the two indexes the smaller one counts.
    pub fn cursor(&self) -> Option<i64> {
        self.live().cursor()
    }

    /// Applies changes, commits with `cursor`, and makes them visible. After an error the cursor stands where it
    /// was and the same changes can be given again.
    ///
    /// # Errors
    /// [`SearchError::NeedsRebuild`] before the first rebuild, since the changes alone would look like a whole index.
    pub fn apply(&self, changes: &[Change], cursor: i64) -> Result<()> {
        if self.lock.is_none() {
            return Err(SearchError::ReadOnly);
        }
        let mut guard = self.lock_writers();
        let live = self.live();
        if let Some(reason) = live.needs_rebuild {
            return Err(SearchError::NeedsRebuild(reason));
        }
        let writers = match &mut *guard {
            Some(writers) => writers,
            // An earlier failure closed the writers.
            closed => closed.insert(Writers::open(&live)?),
        };
        if let Err(error) = writers.write(&live, changes).and_then(|()| writers.commit(cursor)) {
            // Uncommitted documents die with the writers; the next call opens new ones on the last commit.
            *guard = None;
            return Err(error);
        }
        live.reload(cursor)
    }

    /// Ids and versions of all documents of one index, in no order, to compare with the database.
    pub fn ids_and_versions(&self, kind: Kind) -> Result<Vec<(Uuid, i64)>> {
        let searcher = self.live().searcher(kind);
        let mut found = Vec::new();
        for reader in searcher.segment_readers() {
            let ids = IdColumns::open(reader)?;
            let versions = reader.fast_fields().i64(column::VERSION)?;
            found.extend(
                reader
                    .doc_ids_alive()
                    .map(|doc| (ids.id(doc), versions.first(doc).unwrap_or(0))),
            );
        }
        Ok(found)
    }

    /// The current indexes; stays usable however long it is held.
    pub(super) fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn analyser(&self) -> &Analyser {
        &self.analyser
    }

    pub(super) fn writable(&self) -> Result<()> {
        if self.lock.is_some() {
            Ok(())
        } else {
            Err(SearchError::ReadOnly)
        }
    }

    /// A poisoned lock only means that another thread panicked between commits; the index itself is on its last commit.
    pub(super) fn lock_writers(&self) -> MutexGuard<'_, Option<Writers>> {
        self.writers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn replace_live(&self, live: Live) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(live);
    }
}

/// What an index must have been built with to be used by this program.
pub(super) fn fingerprint(analyser: &Analyser) -> String {
    format!("schema {SCHEMA_VERSION}\nwords {}\n", analyser.fingerprint())
}

fn open_or_reason(folder: &Folder, analyser: &Analyser) -> Live {
    let reason = match folder.fingerprint() {
        None if folder.live().exists() => RebuildReason::Damaged,
        None => RebuildReason::Missing,
        Some(found) if found != fingerprint(analyser) => RebuildReason::Outdated,
        Some(_) => match Live::open(&folder.live(), analyser) {
            Ok(live) => return live,
            Err(error) => {
                tracing::warn!(%error, "the search index cannot be opened");
                RebuildReason::Damaged
            }
        },
    };
    Live::empty(analyser, reason)
}

impl Live {
    /// The index of one kind as of the last commit.
    pub(super) fn searcher(&self, kind: Kind) -> Searcher {
        match kind {
            Kind::Vacancy => self.vacancies.reader.searcher(),
            Kind::Worker => self.workers.reader.searcher(),
        }
    }
}
