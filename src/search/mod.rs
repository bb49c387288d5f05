//! The search index: tantivy behind a small synchronous interface.
//!
//! Owns two indexes (vacancies, workers) in the data folder, the word cutting, the bounded query, suggestions and candidate
//! lists. The engine knows no database and no web: callers hand in documents and a cursor, and get back ids. Every call blocks, so async
//! callers go through `spawn_blocking`. tantivy's query grammar is never used: about 730 nested brackets overflow the stack
//! and end the process, so text is cut into at most twelve terms by our own reader ([`terms`]).

mod candidates;
mod clauses;
mod codes;
mod collect;
mod conditions;
mod documents;
mod facets;
pub mod feeder;
mod fold;
mod folder;
mod forgive;
mod highlight;
mod index;
mod lexicon;
mod live;
mod pinyin;
mod query;
mod reading;
mod rebuild;
mod schema;
pub mod service;
mod similar;
mod suggest;
mod terms;
#[cfg(test)]
mod tests;
mod tokens;

use std::path::PathBuf;

pub use candidates::{MAX_CANDIDATES, VacancyCandidates, WorkerQuery};
pub use documents::{Change, Kind, VacancyDocument, WorkerDocument};
pub use facets::{Facets, PAY_BANDS_YUAN_A_MONTH};
pub use index::{Engine, RebuildReason};
pub use lexicon::{Lexicon, Named};
pub use query::{Instead, InsteadOf, MAX_LIMIT, MAX_OFFSET, Sort, VacancyHit, VacancyHits, VacancyQuery};
pub use reading::{Meaning, Part, Said};
pub use rebuild::Rebuild;
pub use suggest::{Suggestion, SuggestionKind};
pub use terms::Interpreted;
pub use tokens::Analyser;

/// What can go wrong in the index. None of these is the fault of what a person typed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Another process (or another engine of this one) holds the writer lock of the folder.
    #[error("another process is writing to the search index in {}; stop it or use another data folder", .0.display())]
    Locked(PathBuf),
    /// Changes cannot be applied to an index that is missing its past.
    #[error("the search index has to be rebuilt from the database first: {0}")]
    NeedsRebuild(RebuildReason),
    /// Only one rebuild at a time: both would write to the same folder.
    #[error("the search index is being rebuilt already")]
    RebuildRunning,
    /// The engine was opened with [`Engine::read`].
    #[error("this search index was opened for reading only")]
    ReadOnly,
    /// Paging deeper than [`MAX_OFFSET`] would keep that many results in memory for each request.
    #[error("results after number {MAX_OFFSET} cannot be paged to; narrow the search")]
    TooDeep,
    /// tantivy refused: a full disk, a damaged file, a failed writer thread.
    #[error(transparent)]
    Index(#[from] tantivy::TantivyError),
    /// The folder could not be read, renamed or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Shorthand of this module.
pub type Result<T> = std::result::Result<T, SearchError>;
