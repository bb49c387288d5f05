//! A vacancy search in tantivy's terms: words and substrings to clauses, codes to filters.

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Searcher, Term};

use super::Result;
use super::codes::{short_occupation, short_place};
use super::collect::{Best, Collected};
use super::conditions::{Conditions, VacancyRanking};
use super::documents::day;
use super::query::{MAX_LIMIT, VacancyQuery};
use super::schema::VacancyFields;
use super::terms::Terms;
use super::tokens::{Analyser, net_phrase};

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

/// One search against one commit.
pub(super) struct VacancySearch<'a> {
    pub query: &'a VacancyQuery,
    pub fields: &'a VacancyFields,
    pub analyser: &'a Analyser,
}

impl VacancySearch<'_> {
    /// Collects what has at least `required` of the terms.
    pub fn run(&self, searcher: &Searcher, terms: &Terms, required: usize) -> Result<Collected> {
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
            posted_since: self.query.posted_since.map(|since| since.timestamp_micros()),
            today: day(self.query.today),
        }
    }

    fn clauses(&self, terms: &Terms, required: usize) -> BooleanQuery {
        let mut clauses = self.filters();
        if terms.asked {
            let groups = terms.interpreted.terms.iter().map(|term| self.group(term)).collect();
            clauses.push((
                Occur::Must,
                Box::new(BooleanQuery::union_with_minimum_required_clauses(groups, required)),
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
            (fields.place, query.place.iter().map(|code| short_place(code)).collect()),
            (
                fields.occupation,
                query.occupation.iter().map(|code| short_occupation(code)).collect(),
            ),
            (fields.lodging, query.lodging.iter().map(String::as_str).collect()),
            (fields.meals, query.meals.iter().map(String::as_str).collect()),
            (fields.shift, query.shift.iter().map(String::as_str).collect()),
            (fields.contract, query.contract.iter().map(String::as_str).collect()),
        ];
        for (field, values) in lists {
            if !values.is_empty() {
                filters.push((
                    Occur::Must,
                    any_of(values.into_iter().map(|value| Term::from_field_text(field, value))),
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
                let word = TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs);
                ways.push(Box::new(BoostQuery::new(Box::new(word), boost)));
            }
        }
        for (field, boost) in [(fields.head_net, HEAD_NET_BOOST), (fields.body_net, BODY_NET_BOOST)] {
            ways.push(Box::new(BoostQuery::new(net_query(field, term), boost)));
        }
        Box::new(BooleanQuery::union(ways))
    }
}

/// Matches any of the terms without adding to the score.
pub(super) fn any_of(terms: impl Iterator<Item = Term>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 0.0))
}

fn net_query(field: Field, term: &str) -> Box<dyn Query> {
    let mut pairs: Vec<Term> = net_phrase(term)
        .iter()
        .map(|pair| Term::from_field_text(field, pair))
        .collect();
    match pairs.pop() {
        Some(only) if pairs.is_empty() => Box::new(TermQuery::new(only, IndexRecordOption::WithFreqs)),
        Some(last) => {
            pairs.push(last);
            Box::new(PhraseQuery::new(pairs))
        }
        None => Box::new(EmptyQuery),
    }
}
