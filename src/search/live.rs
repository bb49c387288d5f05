//! The pair of indexes that is being searched, and the pair of writers that changes it.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use tantivy::indexer::NoMergePolicy;
use tantivy::schema::Schema;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError};

use super::documents::id_term;
use super::folder::part;
use super::schema::{self, VacancyFields, WorkerFields};
use super::suggest::SuggestionCache;
use super::{Analyser, Change, Kind, RebuildReason, Result};

/// Memory a writer may fill before it writes a segment, in bytes: together 50 MB. tantivy's least is 15 MB.
const VACANCY_BUDGET: usize = 35_000_000;
const WORKER_BUDGET: usize = 15_000_000;
/// The cursor of an index that was never committed.
const NO_CURSOR: i64 = i64::MIN;

/// One index with its reader.
pub(super) struct Part {
    pub index: Index,
    pub reader: IndexReader,
}

/// The two indexes in use.
pub(super) struct Live {
    pub vacancies: Part,
    pub workers: Part,
    pub vacancy_fields: VacancyFields,
    pub worker_fields: WorkerFields,
    pub needs_rebuild: Option<RebuildReason>,
    pub suggestions: Mutex<SuggestionCache>,
    cursor: AtomicI64,
}

impl Part {
    /// Reads every file once against its checksum: a damaged one would make tantivy panic much later, in a search.
    fn open(folder: &Path, schema: &Schema, analyser: &Analyser) -> tantivy::Result<Self> {
        let index = Index::open_in_dir(folder)?;
        if index.schema() != *schema {
            return Err(TantivyError::SchemaError("the index has other fields".to_owned()));
        }
        let damaged = index.validate_checksum()?;
        if !damaged.is_empty() {
            return Err(TantivyError::SchemaError(format!("damaged files: {damaged:?}")));
        }
        Self::of(index, analyser)
    }

    fn of(index: Index, analyser: &Analyser) -> tantivy::Result<Self> {
        analyser.register(&index);
        // Reloaded by hand after each commit, so that a search right after it sees it.
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader })
    }

    fn cursor(&self) -> tantivy::Result<i64> {
        let payload = self.index.load_metas()?.payload;
        payload
            .and_then(|payload| payload.parse().ok())
            .ok_or_else(|| TantivyError::SystemError("the index was committed without a cursor".to_owned()))
    }
}

impl Live {
    /// Opens both indexes of a folder.
    pub fn open(folder: &Path, analyser: &Analyser) -> tantivy::Result<Self> {
        let (vacancy_schema, vacancy_fields) = schema::vacancies();
        let (worker_schema, worker_fields) = schema::workers();
        let vacancies = Part::open(&part(folder, Kind::Vacancy), &vacancy_schema, analyser)?;
        let workers = Part::open(&part(folder, Kind::Worker), &worker_schema, analyser)?;
        let cursor = vacancies.cursor()?.min(workers.cursor()?);
        Ok(Self::assemble(
            vacancies,
            workers,
            vacancy_fields,
            worker_fields,
            None,
            cursor,
        ))
    }

    /// Makes both indexes in a new folder.
    pub fn create(folder: &Path, analyser: &Analyser) -> tantivy::Result<Self> {
        let (vacancy_schema, vacancy_fields) = schema::vacancies();
        let (worker_schema, worker_fields) = schema::workers();
        let vacancies = Part::of(
            Index::create_in_dir(part(folder, Kind::Vacancy), vacancy_schema)?,
            analyser,
        )?;
        let workers = Part::of(
            Index::create_in_dir(part(folder, Kind::Worker), worker_schema)?,
            analyser,
        )?;
        Ok(Self::assemble(
            vacancies,
            workers,
            vacancy_fields,
            worker_fields,
            None,
            NO_CURSOR,
        ))
    }

    /// Stands in, in memory, until the first rebuild is finished.
    pub fn empty(analyser: &Analyser, reason: RebuildReason) -> Self {
        let (vacancy_schema, vacancy_fields) = schema::vacancies();
        let (worker_schema, worker_fields) = schema::workers();
        let part = |schema| {
            Part::of(Index::create_in_ram(schema), analyser)
                .expect("an empty index in memory has nothing that could fail to open")
        };
        let (vacancies, workers) = (part(vacancy_schema), part(worker_schema));
        Self::assemble(
            vacancies,
            workers,
            vacancy_fields,
            worker_fields,
            Some(reason),
            NO_CURSOR,
        )
    }

    fn assemble(
        vacancies: Part,
        workers: Part,
        vacancy_fields: VacancyFields,
        worker_fields: WorkerFields,
        needs_rebuild: Option<RebuildReason>,
        cursor: i64,
    ) -> Self {
        let suggestions = Mutex::default();
        let cursor = AtomicI64::new(cursor);
        Self {
            vacancies,
            workers,
            vacancy_fields,
            worker_fields,
            needs_rebuild,
            suggestions,
            cursor,
        }
    }

    pub fn cursor(&self) -> Option<i64> {
        Some(self.cursor.load(Ordering::SeqCst)).filter(|&cursor| cursor != NO_CURSOR)
    }

    /// Shows the last commit to the next search.
    pub fn reload(&self, cursor: i64) -> Result<()> {
        self.vacancies.reader.reload()?;
        self.workers.reader.reload()?;
        self.cursor.store(cursor, Ordering::SeqCst);
        Ok(())
    }
}

/// One writer for each index.
pub(super) struct Writers {
    vacancies: IndexWriter,
    workers: IndexWriter,
}

impl Writers {
    pub fn open(live: &Live) -> tantivy::Result<Self> {
        Ok(Self {
            vacancies: live.vacancies.index.writer_with_num_threads(1, VACANCY_BUDGET)?,
            workers: live.workers.index.writer_with_num_threads(1, WORKER_BUDGET)?,
        })
    }

    /// Hands changes to the writers; nothing is visible or kept before [`Writers::commit`].
    pub fn write(&mut self, live: &Live, changes: &[Change]) -> Result<()> {
        for change in changes {
            match change {
                Change::PutVacancy(vacancy) => {
                    let document = vacancy.to_tantivy(&live.vacancy_fields);
                    put(&self.vacancies, id_term(&live.vacancy_fields.ids, vacancy.id), document)?;
                }
                Change::PutWorker(worker) => {
                    let document = worker.to_tantivy(&live.worker_fields);
                    put(&self.workers, id_term(&live.worker_fields.ids, worker.id), document)?;
                }
                Change::DropVacancy(id) => {
                    self.vacancies.delete_term(id_term(&live.vacancy_fields.ids, *id));
                }
                Change::DropWorker(id) => {
                    self.workers.delete_term(id_term(&live.worker_fields.ids, *id));
                }
            }
        }
        Ok(())
    }

    /// Commits both indexes with the cursor in the same atomic file.
    pub fn commit(&mut self, cursor: i64) -> Result<()> {
        for writer in [&mut self.vacancies, &mut self.workers] {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&cursor.to_string());
            commit.commit()?;
        }
        Ok(())
    }

    /// Ends both writers, and waits for merges that still write into the folder.
    pub fn close(self) -> tantivy::Result<()> {
        for writer in [self.vacancies, self.workers] {
            writer.set_merge_policy(Box::new(NoMergePolicy));
            writer.wait_merging_threads()?;
        }
        Ok(())
    }
}

fn put(writer: &IndexWriter, id: tantivy::Term, document: TantivyDocument) -> tantivy::Result<()> {
    writer.delete_term(id);
    writer.add_document(document)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::folder::Folder;

    #[test]
    fn after_a_crash_between_two_commits_the_smaller_cursor_counts() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        folder.start_next().unwrap();
        let analyser = Analyser::new(std::iter::empty());
        let live = Live::create(&folder.next(), &analyser).unwrap();
        let mut writers = Writers::open(&live).unwrap();
        writers.commit(7).unwrap();
        let mut only_vacancies = writers.vacancies.prepare_commit().unwrap();
        only_vacancies.set_payload("8");
        only_vacancies.commit().unwrap();
        drop(writers);
        let reopened = Live::open(&folder.next(), &analyser).unwrap();
        assert_eq!(reopened.cursor(), Some(7));
    }
}
