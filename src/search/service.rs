//! The index for async callers: cheap to clone, every call off the request threads.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Analyser, Engine, Kind, Lexicon, Named, Result, SearchError, Suggestion, VacancyCandidates, VacancyHits,
    VacancyQuery, WorkerQuery,
};
use crate::reference::{occupation, pairing, region};

/// Words of adverts that the dictionary would cut in two.
const BOARD_WORDS: [&str; 12] = [
    "包吃住",
    "包吃",
    "包住",
    "管吃",
    "管住",
    "管吃住",
    "长白班",
    "两班倒",
    "三班倒",
    "夫妻房",
    "日结",
    "不限年龄",
];

/// The dictionary with the words of our trade, loaded once for the process.
static ANALYSER: LazyLock<Analyser> =
    LazyLock::new(|| Analyser::new(occupation::dictionary_words().into_iter().chain(BOARD_WORDS)).knowing(lexicon()));

/// What words mean: trades before places, for a place within the name of a trade (兰州拉面) says nothing about where.
fn lexicon() -> Lexicon {
    let near: Vec<&str> = pairing::all().iter().flat_map(|pair| [pair.west, pair.east]).collect();
    let trades = occupation::said_trades().into_iter();
    let places = region::said_places(&near).into_iter();
    let words = BOARD_WORDS.iter();
    Lexicon::of(
        trades
            .map(|(word, code)| (word.to_owned(), Named::Trade(code.to_owned())))
            .chain(places.map(|(word, code)| (word, Named::Place(code.to_owned()))))
            .chain(words.map(|word| ((*word).to_owned(), Named::Board))),
    )
}

/// Handle on the index of this process.
#[derive(Clone, Debug)]
pub struct Search {
    engine: Arc<Engine>,
    folder: Arc<Path>,
}

impl Search {
    /// Open the index below `folder` for searching and writing. Blocks.
    ///
    /// # Errors
    /// [`SearchError::Locked`] if another process writes there.
    pub fn open(folder: &Path) -> Result<Self> {
        Ok(Self::of(Engine::open(folder, ANALYSER.clone())?, folder))
    }

    /// Open a snapshot beside a process that writes. Blocks.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        Self::of(Engine::read(folder, ANALYSER.clone()), folder)
    }

    fn of(engine: Engine, folder: &Path) -> Self {
        Self {
            engine: Arc::new(engine),
            folder: PathBuf::from(folder).into(),
        }
    }

    /// The folder that holds the index.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the index holds anything yet; before the first rebuild has ended it finds nothing.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.engine.needs_rebuild().is_none()
    }

    /// Number of the last outbox event in the index.
    #[must_use]
    pub fn cursor(&self) -> Option<i64> {
        self.engine.cursor()
    }

    /// Run something that blocks on its own thread.
    pub(super) async fn run<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Arc<Engine>) -> Result<T> + Send + 'static,
    {
        let engine = Arc::clone(&self.engine);
        match tokio::task::spawn_blocking(move || job(&engine)).await {
            Ok(result) => result,
            Err(error) => Err(SearchError::Io(std::io::Error::other(error))),
        }
    }

    /// Search open vacancies.
    pub async fn vacancies(&self, query: VacancyQuery) -> Result<VacancyHits> {
        self.run(move |engine| engine.search(&query)).await
    }

    /// Several searches in one go, for pages that show counts.
    pub async fn totals(&self, queries: Vec<VacancyQuery>) -> Result<Vec<u64>> {
        self.run(move |engine| {
            queries
                .iter()
                .map(|query| engine.search(query).map(|hits| hits.total))
                .collect()
        })
        .await
    }

    /// What the typed beginning may become.
    pub async fn suggest(&self, typed: String, limit: usize, today: NaiveDate) -> Result<Vec<Suggestion>> {
        self.run(move |engine| engine.suggest(&typed, limit, today)).await
    }

    /// Open vacancies like one that is open itself.
    pub async fn similar(&self, id: Uuid, limit: usize, today: NaiveDate) -> Result<Vec<Uuid>> {
        self.run(move |engine| engine.similar(id, limit, today)).await
    }

    /// Open vacancies for a worker, in rough order.
    pub async fn vacancy_candidates(&self, query: VacancyCandidates) -> Result<Vec<Uuid>> {
        self.run(move |engine| engine.vacancy_candidates(&query)).await
    }

    /// Workers for a vacancy, in rough order.
    pub async fn worker_candidates(&self, query: WorkerQuery) -> Result<Vec<Uuid>> {
        self.run(move |engine| engine.worker_candidates(&query)).await
    }

    /// Where the terms of a search stand in each of `texts`, as byte ranges.
    pub async fn highlight(&self, texts: Vec<String>, terms: Vec<String>) -> Result<Vec<Vec<Range<usize>>>> {
        self.run(move |engine| Ok(texts.iter().map(|text| engine.highlight(text, &terms)).collect()))
            .await
    }

    /// Everything that an index holds, as id and digest.
    pub async fn contents(&self, kind: Kind) -> Result<Vec<(Uuid, i64)>> {
        self.run(move |engine| engine.ids_and_versions(kind)).await
    }
}
