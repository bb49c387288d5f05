//! Searching vacancies: terms to clauses, conditions to bounds on columns, one collecting pass.

use std::time::Instant;

use chrono::{DateTime, NaiveDate, Utc};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Searcher, Term};
use uuid::Uuid;

use super::codes::{short_occupation, short_place};
use super::collect::{Best, Collected};
use super::conditions::{Conditions, VacancyRanking};
use super::documents::day;
use super::facets::Facets;
use super::schema::VacancyFields;
use super::terms::{Interpreted, Terms};
use super::tokens::{Analyser, net_phrase};
use super::{Engine, Kind, Result, SearchError};

/// Deepest page that can be asked for.
pub const MAX_OFFSET: usize = 10_000;
/// Longest page.
pub const MAX_LIMIT: usize = 100;

const TITLE_BOOST: Score = 8.0;
const OCCUPATION_BOOST: Score = 5.0;
const PLACE_BOOST: Score = 4.0;
const EMPLOYER_BOOST: Score = 3.0;
const DESCRIPTION_BOOST: Score = 1.0;
/// A substring in a name is worth less than the word, but more than one in the long description.
const HEAD_NET_BOOST: Score = 1.5;
const BODY_NET_BOOST: Score = 0.3;
/// Above any sum of word scores: a title typed whole comes first.
const EXACT_TITLE_SCORE: Score = 10_000.0;

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
            facets: found.counts.map(super::facets::Counts::into_facets),
            interpreted: terms.interpreted,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }
}

struct VacancySearch<'a> {
    query: &'a VacancyQuery,
    fields: &'a VacancyFields,
    analyser: &'a Analyser,
}

impl VacancySearch<'_> {
    fn run(&self, searcher: &Searcher, terms: &Terms, required: usize) -> Result<Collected> {
        let collector = Best {
            ranking: VacancyRanking {
                conditions: self.conditions(),
                sort: self.query.sort,
                scored: terms.asked,
            },
            keep: self.query.offset + self.query.limit.min(MAX_LIMIT),
            facets: self.query.facets,
        };
        if terms.asked && terms.interpreted.terms.is_empty() {
            // Signs alone ("*", "/.*/") must not turn into "everything".
            return Ok(Collected {
                counts: self.query.facets.then(Default::default),
                ..Collected::default()
            });
        }
        Ok(searcher.search(&self.clauses(terms, required), &collector)?)
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            pay_min: self.query.pay_min,
            no_age_limit: self.query.no_age_limit,
            couple_room: self.query.couple_room,
            halal: self.query.halal,
            age: self.query.age,
            education_rank: self.query.education_rank,
            posted_since: self
                .query
                .posted_since
                .map(|since| since.timestamp_micros()),
            today: day(self.query.today),
        }
    }

    fn clauses(&self, terms: &Terms, required: usize) -> BooleanQuery {
        let mut clauses = self.filters();
        if terms.asked {
            let groups = terms
                .interpreted
                .terms
                .iter()
                .map(|term| self.group(term))
                .collect();
            clauses.push((
                Occur::Must,
                Box::new(BooleanQuery::union_with_minimum_required_clauses(
                    groups, required,
                )),
            ));
            let exact = TermQuery::new(
                Term::from_field_text(self.fields.title_exact, &terms.bare),
                IndexRecordOption::Basic,
            );
            clauses.push((
                Occur::Should,
                Box::new(ConstScoreQuery::new(Box::new(exact), EXACT_TITLE_SCORE)),
            ));
        }
        if clauses.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        BooleanQuery::new(clauses)
    }

    fn filters(&self) -> Vec<(Occur, Box<dyn Query>)> {
        let (query, fields) = (self.query, self.fields);
        let mut filters = Vec::new();
        let lists: [(Field, Vec<&str>); 6] = [
            (
                fields.place,
                query.place.iter().map(|code| short_place(code)).collect(),
            ),
            (
                fields.occupation,
                query
                    .occupation
                    .iter()
                    .map(|code| short_occupation(code))
                    .collect(),
            ),
            (
                fields.lodging,
                query.lodging.iter().map(String::as_str).collect(),
            ),
            (
                fields.meals,
                query.meals.iter().map(String::as_str).collect(),
            ),
            (
                fields.shift,
                query.shift.iter().map(String::as_str).collect(),
            ),
            (
                fields.contract,
                query.contract.iter().map(String::as_str).collect(),
            ),
        ];
        for (field, values) in lists {
            if !values.is_empty() {
                filters.push((
                    Occur::Must,
                    any_of(
                        values
                            .into_iter()
                            .map(|value| Term::from_field_text(field, value)),
                    ),
                ));
            }
        }
        if let Some(employer) = query.employer {
            filters.push((
                Occur::Must,
                any_of(std::iter::once(Term::from_field_bytes(
                    fields.employer_id,
                    employer.as_bytes(),
                ))),
            ));
        }
        filters
    }

    /// One term: as a word of some field, or as a substring of any text.
    fn group(&self, term: &str) -> Box<dyn Query> {
        let fields = self.fields;
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        if self.analyser.pieces(term).len() == 1 {
            let words = [
                (fields.title, TITLE_BOOST),
                (fields.occupation_words, OCCUPATION_BOOST),
                (fields.place_words, PLACE_BOOST),
                (fields.employer, EMPLOYER_BOOST),
                (fields.description, DESCRIPTION_BOOST),
            ];
            for (field, boost) in words {
                let word = TermQuery::new(
                    Term::from_field_text(field, term),
                    IndexRecordOption::WithFreqs,
                );
                ways.push(Box::new(BoostQuery::new(Box::new(word), boost)));
            }
        }
        for (field, boost) in [
            (fields.head_net, HEAD_NET_BOOST),
            (fields.body_net, BODY_NET_BOOST),
        ] {
            ways.push(Box::new(BoostQuery::new(net_query(field, term), boost)));
        }
        Box::new(BooleanQuery::union(ways))
    }
}

/// Matches any of the terms without adding to the score.
pub(super) fn any_of(terms: impl Iterator<Item = Term>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(
        Box::new(TermSetQuery::new(terms)),
        0.0,
    ))
}

fn net_query(field: Field, term: &str) -> Box<dyn Query> {
    let mut pairs: Vec<Term> = net_phrase(term)
        .iter()
        .map(|pair| Term::from_field_text(field, pair))
        .collect();
    match pairs.pop() {
        Some(only) if pairs.is_empty() => {
            Box::new(TermQuery::new(only, IndexRecordOption::WithFreqs))
        }
        Some(last) => {
            pairs.push(last);
            Box::new(PhraseQuery::new(pairs))
        }
        None => Box::new(tantivy::query::EmptyQuery),
    }
}
