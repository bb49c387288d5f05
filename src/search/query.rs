//! Searching vacancies: what can be asked and what is answered.

use std::time::Instant;

use chrono::{DateTime, NaiveDate, Utc};
use tantivy::{Searcher, Term};
use uuid::Uuid;

use super::clauses::VacancySearch;
use super::codes::short_occupation;
use super::collect::Collected;
use super::facets::{Counts, Facets};
use super::forgive::Forgiving;
use super::terms::{Interpreted, Terms};
use super::{Engine, Kind, Result, SearchError};

/// Deepest page that can be asked for.
pub const MAX_OFFSET: usize = 10_000;
/// Longest page.
pub const MAX_LIMIT: usize = 100;
/// Fewer results than this are little: other ones are offered beside them.
const FEW: u64 = 3;

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
    /// What the person typed, in plain language; `+词` must occur, `-词` must not, `"整句"` stands there to the letter.
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
    /// What else there is, where there is nothing or little: never among the results themselves.
    pub instead: Option<Instead>,
    /// Time taken, in microseconds.
    pub took_us: u64,
}

/// Why other results are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsteadOf {
    /// Something like what was typed is known: the same sound, a letter wrong, pinyin.
    Slip,
    /// The group of the trade that was asked for, by its short code.
    Trade(String),
}

/// Other results beside those that were asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Instead {
    /// Why.
    pub of: InsteadOf,
    /// The text that finds them; for a group, what was asked for beside the trade.
    pub text: String,
    /// Number of vacancies in that result.
    pub total: u64,
    /// The first of them, without those that stand among the results.
    pub hits: Vec<VacancyHit>,
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
        let instead = if found.total < FEW && query.offset == 0 && !query.text.is_empty() {
            self.instead(&search, &searcher, &terms, &found)?
        } else {
            None
        };
        let several = terms.interpreted.terms.len() > 1;
        if found.total == 0 && several && instead.is_none() {
            found = search.run(&searcher, &terms, terms.interpreted.terms.len().div_ceil(2))?;
            terms.interpreted.relaxed = found.total > 0;
        }
        Ok(VacancyHits {
            total: found.total,
            hits: hits(&found).skip(query.offset).collect(),
            instead,
            facets: found.counts.map(Counts::into_facets),
            interpreted: terms.interpreted,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }

    /// What else there is: what was meant, if nothing of what was typed is known so; or the group of the trade.
    fn instead(
        &self,
        search: &VacancySearch<'_>,
        searcher: &Searcher,
        terms: &Terms,
        found: &Collected,
    ) -> Result<Option<Instead>> {
        let fields = search.fields;
        let frequency = |word: &str| -> u64 {
            let posts = |field| searcher.doc_freq(&Term::from_field_text(field, word)).unwrap_or(0);
            // What stands in titles is what people write; an occupation has words too that nobody uses.
            2 * posts(fields.title) + posts(fields.occupation_words) + posts(fields.place_words)
        };
        let forgiving = Forgiving {
            analyser: self.analyser(),
            frequency: &frequency,
        };
        if let Some(meant) = forgiving.meant(&search.query.text, terms) {
            let query = VacancyQuery {
                text: meant,
                ..search.query.clone()
            };
            if let Some(instead) = self.other(search, searcher, query, InsteadOf::Slip, found)? {
                return Ok(Some(instead));
            }
        }
        let [(span, code)] = &terms.trades()[..] else {
            return Ok(None);
        };
        let Some((group, _)) = short_occupation(code).rsplit_once('-') else {
            return Ok(None);
        };
        let mut text = search.query.text.trim_start().to_owned();
        text.replace_range(span.clone(), "");
        let query = VacancyQuery {
            text,
            occupation: vec![group.to_owned()],
            ..search.query.clone()
        };
        self.other(search, searcher, query, InsteadOf::Trade(group.to_owned()), found)
    }

    /// The first results of another question, without those that are there already.
    fn other(
        &self,
        search: &VacancySearch<'_>,
        searcher: &Searcher,
        query: VacancyQuery,
        of: InsteadOf,
        found: &Collected,
    ) -> Result<Option<Instead>> {
        let terms = Terms::read(&query.text, self.analyser());
        let other = VacancySearch {
            query: &query,
            ..*search
        };
        let more = other.run(searcher, &terms, terms.interpreted.terms.len())?;
        let known: Vec<Uuid> = hits(found).map(|hit| hit.id).collect();
        let hits: Vec<VacancyHit> = hits(&more).filter(|hit| !known.contains(&hit.id)).collect();
        Ok((!hits.is_empty()).then_some(Instead {
            of,
            text: query.text,
            total: more.total,
            hits,
        }))
    }
}

fn hits(found: &Collected) -> impl Iterator<Item = VacancyHit> {
    found.best.iter().map(|best| VacancyHit {
        id: best.id(),
        score: best.score,
    })
}
