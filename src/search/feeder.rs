//! From the outbox to the index. The cursor of what is in the index lies in the index's own commit, so a crash at any point repeats work
//! and never loses any; a node that is new, was away too long or sits beside another database rebuilds while it goes on answering.

mod comparing;
mod documents_of;
mod following;
mod marker;
pub mod outbox;
mod rebuilding;

use std::collections::HashSet;
use std::sync::Arc;

use entity::codes::{Subject, VacancyState};
use entity::{outbox_event, vacancy, worker};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use tokio::sync::Notify;
use uuid::Uuid;

use super::service::Search;
use super::{Change, Engine, SearchError};
use crate::db::Database;
use crate::domain::error::DomainError;
use crate::domain::unit::Core;
use crate::domain::vacancies::public;
pub use comparing::Differences;
pub use marker::{Marker, Progress, read as read_marker};
use outbox::Notes;
use rebuilding::Place;

/// Most events applied with one commit of the index.
const BATCH: u64 = 500;

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
        Self {
            db: core.db.clone(),
            changed: Arc::clone(&core.changed),
            search,
        }
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
            events
                .iter()
                .filter(|event| event.subject == subject)
                .map(|event| event.subject_id)
                .collect()
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
        let wanted = Condition::any()
            .add(vacancy::Column::Id.is_in(ids.iter().copied()))
            .add(offered);
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
        let rows = worker::Entity::find()
            .filter(worker::Column::Id.is_in(ids.iter().copied()))
            .all(self.db.reader())
            .await?;
        let present: HashSet<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut changes = rebuilding::of_workers(self.db.reader(), rows).await?;
        changes.extend(ids.difference(&present).map(|id| Change::DropWorker(*id)));
        Ok(changes)
    }

    /// Make the index anew beside the one that is searched, and change over. Events that come meanwhile follow from the cursor that was
    /// read first.
    async fn rebuild(&self, notes: &Notes) -> Result<(), FeedError> {
        let reason = self
            .search
            .cursor()
            .and_then(|cursor| self.reason_to_rebuild(notes, cursor))
            .unwrap_or("there is no usable one");
        tracing::info!(reason, "the search index is being rebuilt");
        let db = self.db.reader();
        let head = outbox::head(db, notes).await?;
        let mut progress = Progress {
            done: 0,
            total: rebuilding::size(db).await?,
        };
        let mut marker = marker::read(self.search.folder());
        let mut rebuild = self.search.run(Engine::rebuild).await?;
        let mut place = Place::Vacancies(None);
        while place != Place::End {
            marker.rebuilding = Some(progress);
            marker::write(self.search.folder(), &marker)?;
            let (changes, next) = rebuilding::next(db, place).await?;
            place = next;
            progress.done += changes.len() as u64;
            rebuild = self
                .search
                .run(move |_| rebuild.add(&changes).map(|()| rebuild))
                .await?;
        }
        self.search.run(move |_| rebuild.finish(head)).await?;
        let done = Marker {
            database_id: notes.database_id.clone(),
            reindex: notes.reindex.clone(),
            rebuilding: None,
        };
        marker::write(self.search.folder(), &done)?;
        tracing::info!(documents = progress.done, "the search index is rebuilt");
        Ok(())
    }
}
