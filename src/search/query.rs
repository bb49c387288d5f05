//! Searching vacancies: what can be asked and what is answered.

use std::time::Instant;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::clauses::VacancySearch;
use super::facets::{Counts, Facets};
use super::terms::{Interpreted, Terms};
use super::{Engine, Kind, Result, SearchError};

/// Deepest page that can be asked for.
pub const MAX_OFFSET: usize = 10_000;
/// Longest page.
pub const MAX_LIMIT: usize = 100;

/// Order of the results. Equal ones follow by id, so pages never overlap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best match first, newer first among equals; without text simply newest first.
    #[default]
    Fit,
    /// Highest pay a month that is assured (the lower end) first: a wide range must not win.
    PayMonth,
    /// Highest pay an hour first.
    PayHour,
    /// Newest first.
    Newest,
}

/// A search for vacancies. Empty lists, `None` and `false` mean no condition; values within a list are alternatives.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a box of its own on the search page"
)]
pub struct VacancyQuery {
    /// What the person typed; no grammar.
    pub text: String,
    /// Places with all below them, short or official codes.
    pub place: Vec<String>,
    /// Occupations with all below them, short or official codes.
    pub occupation: Vec<String>,
    /// Pay reaching at least this, yuan a month.
    pub pay_min: Option<i64>,
    /// Keys of lodging.
    pub lodging: Vec<String>,
    /// Keys of meals.
    pub meals: Vec<String>,
    /// Keys of shift.
    pub shift: Vec<String>,
    /// Keys of contract.
    pub contract: Vec<String>,
    /// Only vacancies that take every age.
    pub no_age_limit: bool,
    /// Only with a room for couples.
    pub couple_room: bool,
    /// Only with halal meals.
    pub halal: bool,
    /// Only vacancies that take this age.
    pub age: Option<i64>,
    /// Only vacancies that ask for no more schooling than this rank.
    pub education_rank: Option<i64>,
    /// Only of this employer.
    pub employer: Option<Uuid>,
    /// Only published since.
    pub posted_since: Option<DateTime<Utc>>,
    /// Order.
    pub sort: Sort,
    /// Results to skip, at most [`MAX_OFFSET`].
    pub offset: usize,
    /// Results to return, at most [`MAX_LIMIT`].
    pub limit: usize,
    /// Whether to count facets.
    pub facets: bool,
    /// The day on which vacancies must still be valid.
    pub today: NaiveDate,
}

/// One result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VacancyHit {
    /// Identity of the vacancy.
    pub id: Uuid,
    /// Fit with the text; comparable only within one answer.
    pub score: f32,
}

/// The answer to a [`VacancyQuery`].
#[derive(Debug, Clone)]
pub struct VacancyHits {
    /// Number of vacancies in the whole result.
    pub total: u64,
    /// The page asked for.
    pub hits: Vec<VacancyHit>,
    /// Counts over the whole result, if asked for.
    pub facets: Option<Facets>,
    /// How the text was understood.
    pub interpreted: Interpreted,
    /// Time taken, in microseconds.
    pub took_us: u64,
}

impl Engine {
    /// Searches open vacancies. Blocks for milliseconds.
    pub fn search(&self, query: &VacancyQuery) -> Result<VacancyHits> {
        let started = Instant::now();
        if query.offset > MAX_OFFSET {
            return Err(SearchError::TooDeep);
        }
        let live = self.live();
        let mut terms = Terms::read(&query.text, self.analyser());
        let search = VacancySearch {
            query,
            fields: &live.vacancy_fields,
            analyser: self.analyser(),
        };
        let searcher = live.searcher(Kind::Vacancy);
        let mut found = search.run(&searcher, &terms, terms.interpreted.terms.len())?;
        let several = terms.interpreted.terms.len() > 1;
        if found.total == 0 && several {
            found = search.run(&searcher, &terms, terms.interpreted.terms.len().div_ceil(2))?;
            terms.interpreted.relaxed = found.total > 0;
        }
        let hits = found.best.iter().skip(query.offset).map(|best| VacancyHit {
            id: best.id(),
            score: best.score,
        });
        Ok(VacancyHits {
            total: found.total,
            hits: hits.collect(),
            facets: found.counts.map(Counts::into_facets),
            interpreted: terms.interpreted,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }
}
