//! From the outbox to the index. The cursor of what is in the index lies in the index's own commit, so a crash at any point repeats work
//! and never loses any; a node that is new, was away too long or sits beside another database rebuilds while it goes on answering.

mod documents_of;
mod marker;
pub mod outbox;
mod rebuilding;

use std::collections::HashSet;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use entity::codes::{Subject, VacancyState};
use entity::{outbox_event, vacancy, worker};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::service::Search;
use super::{Change, Kind, SearchError};
use crate::db::Database;
use crate::domain::error::DomainError;
use crate::domain::unit::Core;
use crate::domain::vacancies::public;
pub use marker::{Marker, Progress, read as read_marker};
use outbox::Notes;
use rebuilding::Place;

/// Most events applied with one commit of the index.
const BATCH: u64 = 500;
/// Longest time until a change of another process is noticed. With the commit it stays far below the two seconds that are promised.
const POLL: Duration = Duration::from_millis(500);
/// Longest pause after failures.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Time between prunings of the outbox.
const PRUNE_EVERY: Duration = Duration::from_secs(3600);
/// After so many failures in a row the index on disk is taken to be broken and is made anew.
const FAILURES_BEFORE_REBUILD: u32 = 3;

/// Why the index could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The rows could not be read.
    #[error(transparent)]
    Domain(#[from] DomainError),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] sea_orm::DbErr),
    /// The index could not be written.
    #[error("index: {0}")]
    Search(#[from] SearchError),
    /// The file beside the index could not be written.
    #[error("index.json: {0}")]
    Io(#[from] std::io::Error),
}

/// What one feeding did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fed {
    /// Events that were applied.
    pub events: usize,
    /// Whether the index was made anew first.
    pub rebuilt: bool,
}

/// Differences between database and index, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Documents that the index should hold.
    pub expected: usize,
    /// Not in the index.
    pub missing: Vec<Uuid>,
    /// In the index with other contents.
    pub different: Vec<Uuid>,
    /// In the index, but not to be found.
    pub surplus: Vec<Uuid>,
}

impl Differences {
    /// Whether index and database agree.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.different.is_empty() && self.surplus.is_empty()
    }
}

/// Brings one index up to date.
#[derive(Clone)]
pub struct Feeder {
    db: Database,
    changed: Arc<Notify>,
    search: Search,
}

impl Feeder {
    /// A feeder from the database of `core` to `search`.
    #[must_use]
    pub fn new(core: &Core, search: Search) -> Self {
        Self { db: core.db.clone(), changed: Arc::clone(&core.changed), search }
    }

    /// Apply every event that is not in the index yet, after a rebuild if one is due.
    pub async fn feed(&self) -> Result<Fed, FeedError> {
        let mut fed = Fed::default();
        loop {
            let notes = self.notes().await?;
            let cursor = self.search.cursor().filter(|_| self.search.is_ready());
            let Some(cursor) = cursor.filter(|cursor| self.reason_to_rebuild(&notes, *cursor).is_none()) else {
                self.rebuild(&notes).await?;
                fed.rebuilt = true;
                continue;
            };
            let events = outbox::after(self.db.reader(), cursor, BATCH).await?;
            let Some(last) = events.last().map(|event| event.seq) else {
                // A database that was put back to an earlier state has fewer events than its index.
                if outbox::head(self.db.reader(), &notes).await? < cursor {
                    self.rebuild(&notes).await?;
                    fed.rebuilt = true;
                    continue;
                }
                return Ok(fed);
            };
            let changes = self.changes(&events).await?;
            fed.events += events.len();
            self.search.run(move |engine| engine.apply(&changes, last)).await?;
        }
    }

    async fn notes(&self) -> Result<Notes, FeedError> {
        let notes = outbox::notes(self.db.reader()).await?;
        if !notes.database_id.is_empty() {
            return Ok(notes);
        }
        outbox::name_database(&self.db).await?;
        Ok(outbox::notes(self.db.reader()).await?)
    }

    fn reason_to_rebuild(&self, notes: &Notes, cursor: i64) -> Option<&'static str> {
        let marker = marker::read(self.search.folder());
        if marker.database_id != notes.database_id {
            Some("it was built from another database")
        } else if marker.reindex != notes.reindex {
            Some("somebody asked for it")
        } else if cursor < notes.pruned_to {
            Some("it missed events that are pruned by now")
        } else {
            None
        }
    }

    /// What the index must do about the rows that the events name; each row is read once, as it is now.
    async fn changes(&self, events: &[outbox_event::Model]) -> Result<Vec<Change>, FeedError> {
        let of = |subject: Subject| -> HashSet<Uuid> {
            events.iter().filter(|event| event.subject == subject).map(|event| event.subject_id).collect()
        };
        let mut changes = self.of_vacancies(&of(Subject::Vacancy), &of(Subject::Employer)).await?;
        changes.extend(self.of_workers(&of(Subject::Worker)).await?);
        Ok(changes)
    }

    async fn of_vacancies(&self, ids: &HashSet<Uuid>, employers: &HashSet<Uuid>) -> Result<Vec<Change>, FeedError> {
        if ids.is_empty() && employers.is_empty() {
            return Ok(Vec::new());
        }
        let offered = Condition::all()
            .add(vacancy::Column::EmployerId.is_in(employers.iter().copied()))
            .add(vacancy::Column::State.eq(VacancyState::Published));
        let wanted = Condition::any().add(vacancy::Column::Id.is_in(ids.iter().copied())).add(offered);
        let rows = vacancy::Entity::find().filter(wanted).all(self.db.reader()).await?;
        let found = public::with_posters(self.db.reader(), rows).await?;
        let present: HashSet<Uuid> = found.iter().map(|one| one.vacancy.id).collect();
        let mut changes: Vec<Change> = found.iter().map(documents_of::of_vacancy).collect();
        changes.extend(ids.difference(&present).map(|id| Change::DropVacancy(*id)));
        Ok(changes)
    }

    async fn of_workers(&self, ids: &HashSet<Uuid>) -> Result<Vec<Change>, FeedError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = worker::Entity::find().filter(worker::Column::Id.is_in(ids.iter().copied())).all(self.db.reader()).await?;
        let present: HashSet<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut changes = rebuilding::of_workers(self.db.reader(), rows).await?;
        changes.extend(ids.difference(&present).map(|id| Change::DropWorker(*id)));
        Ok(changes)
    }

    /// Make the index anew beside the one that is searched, and change over. Events that come meanwhile follow from the cursor that was
    /// read first.
    async fn rebuild(&self, notes: &Notes) -> Result<(), FeedError> {
        let reason = self.search.cursor().and_then(|cursor| self.reason_to_rebuild(notes, cursor)).unwrap_or("there is no usable one");
        tracing::info!(reason, "the search index is being rebuilt");
        let db = self.db.reader();
        let head = outbox::head(db, notes).await?;
        let mut progress = Progress { done: 0, total: rebuilding::size(db).await? };
        let mut marker = marker::read(self.search.folder());
        let mut rebuild = self.search.run(|engine| engine.rebuild()).await?;
        let mut place = Place::Vacancies(None);
        while place != Place::End {
            marker.rebuilding = Some(progress);
            marker::write(self.search.folder(), &marker)?;
            let (changes, next) = rebuilding::next(db, place).await?;
            place = next;
            progress.done += changes.len() as u64;
            rebuild = self.search.run(move |_| rebuild.add(&changes).map(|()| rebuild)).await?;
        }
        self.search.run(move |_| rebuild.finish(head)).await?;
        let done = Marker { database_id: notes.database_id.clone(), reindex: notes.reindex.clone(), rebuilding: None };
        marker::write(self.search.folder(), &done)?;
        tracing::info!(documents = progress.done, "the search index is rebuilt");
        Ok(())
    }

    /// Compare the index with the database, document by document.
    pub async fn compare(&self, kind: Kind) -> Result<Differences, FeedError> {
        let mut held: std::collections::HashMap<Uuid, i64> = self.search.contents(kind).await?.into_iter().collect();
        let mut differences = Differences::default();
        let mut place = match kind {
            Kind::Vacancy => Place::Vacancies(None),
            Kind::Worker => Place::Workers(None),
        };
        loop {
            let (changes, next) = rebuilding::next(self.db.reader(), place).await?;
            let expected = changes.iter().filter_map(|change| match change {
                Change::PutVacancy(document) => Some((document.id, document.version)),
                Change::PutWorker(document) => Some((document.id, document.version)),
                Change::DropVacancy(_) | Change::DropWorker(_) => None,
            });
            for (id, version) in expected {
                differences.expected += 1;
                match held.remove(&id) {
                    None => differences.missing.push(id),
                    Some(found) if found != version => differences.different.push(id),
                    Some(_) => {}
                }
            }
            place = next;
            let over = match kind {
                Kind::Vacancy => matches!(place, Place::Workers(_)),
                Kind::Worker => place == Place::End,
            };
            if over {
                differences.surplus = held.into_keys().collect();
                differences.surplus.sort_unstable();
                return Ok(differences);
            }
        }
    }

    /// Feed until `stop`: at once when this process changed something, soon when another did. `now` is asked when the outbox is pruned.
    pub async fn run(self, now: impl Fn() -> DateTime<Utc> + Send, stop: CancellationToken) {
        let mut failures = Failures::default();
        let mut pruned: Option<std::time::Instant> = None;
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
                pruned = Some(std::time::Instant::now());
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
