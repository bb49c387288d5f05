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
use super::reading::{Meaning, Part, Said};
use super::schema::VacancyFields;
use super::terms::Terms;
use super::tokens::{Analyser, net_phrase};

const TITLE_BOOST: Score = 8.0;
const OCCUPATION_BOOST: Score = 5.0;
const PLACE_BOOST: Score = 4.0;
/// The occupation without the word that was asked for, the name of a place without the place: below any advert that has the thing itself.
const NEAR_SCORE: Score = 1.0;
const EMPLOYER_BOOST: Score = 3.0;
const DESCRIPTION_BOOST: Score = 1.0;
/// A substring in a name is worth less than the word, but more than one in the long description.
const HEAD_NET_BOOST: Score = 1.5;
const BODY_NET_BOOST: Score = 0.3;
/// Above any sum of word scores: a title typed whole comes first.
const EXACT_TITLE_SCORE: Score = 10_000.0;

/// One search against one commit.
#[derive(Clone, Copy)]
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
                conditions: self.conditions(terms),
                sort: self.query.sort,
                scored: !terms.interpreted.terms.is_empty(),
            },
            keep: self.query.offset + self.query.limit.min(MAX_LIMIT),
            facets: self.query.facets,
        };
        if terms.asked && !terms.has_meaning() {
            // Signs alone ("*", "/.*/") must not turn into "everything".
            return Ok(Collected {
                counts: self.query.facets.then(Default::default),
                ..Collected::default()
            });
        }
        Ok(searcher.search(&self.clauses(terms, required), &collector)?)
    }

    /// The bounds that were ticked and those that were written.
    fn conditions(&self, terms: &Terms) -> Conditions {
        let mut bounds = Conditions {
            pay_min: self.query.pay_min,
            no_age_limit: self.query.no_age_limit,
            couple_room: self.query.couple_room,
            halal: self.query.halal,
            age: self.query.age,
            education_rank: self.query.education_rank,
            posted_since: self.query.posted_since.map(|since| since.timestamp_micros()),
            today: day(self.query.today),
        };
        for part in &terms.interpreted.parts {
            match part.meaning {
                Meaning::PayFrom(yuan) => bounds.pay_min = bounds.pay_min.max(Some(yuan)),
                Meaning::Age(years) => bounds.age = bounds.age.max(Some(years)),
                Meaning::Said(Said::CoupleRoom) => bounds.couple_room = true,
                Meaning::Said(Said::Halal) => bounds.halal = true,
                Meaning::Said(Said::AnyAge) => bounds.no_age_limit = true,
                _ => {}
            }
        }
        bounds
    }

    fn clauses(&self, terms: &Terms, required: usize) -> BooleanQuery {
        let mut clauses = self.filters();
        if terms.asked {
            clauses.push((Occur::Must, self.written(terms, required)));
        }
        if clauses.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        BooleanQuery::new(clauses)
    }

    /// What was written: its words, with what was understood; or a title that was typed whole, whatever its words may mean.
    fn written(&self, terms: &Terms, required: usize) -> Box<dyn Query> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut places: Vec<Box<dyn Query>> = Vec::new();
        for part in &terms.interpreted.parts {
            match &part.meaning {
                Meaning::Place(code) => places.push(self.place(&part.text, code)),
                _ => self.understood(part, &mut clauses),
            }
        }
        // Who names two places would work in either.
        if !places.is_empty() {
            clauses.push((Occur::Must, Box::new(BooleanQuery::union(places))));
        }
        let words = terms.interpreted.terms.iter();
        let groups: Vec<Box<dyn Query>> = words.map(|term| self.group(term, terms.trade_of(term))).collect();
        if !groups.is_empty() {
            clauses.push((
                Occur::Must,
                Box::new(BooleanQuery::union_with_minimum_required_clauses(groups, required)),
            ));
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
        }
        let exact = TermQuery::new(
            Term::from_field_text(self.fields.title_exact, &terms.bare),
            IndexRecordOption::Basic,
        );
        Box::new(BooleanQuery::union(vec![
            Box::new(BooleanQuery::new(clauses)),
            Box::new(ConstScoreQuery::new(Box::new(exact), EXACT_TITLE_SCORE)),
        ]))
    }

    /// A part of the text that has a meaning of its own. Trades are words, places are alternatives, and bounds are read from columns.
    fn understood(&self, part: &Part, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
        let fields = self.fields;
        let keys = |field: Field, keys: &[&str]| any_of(keys.iter().map(|key| Term::from_field_text(field, key)));
        let free = ["provided", "subsidy"];
        match &part.meaning {
            Meaning::Must => clauses.push((Occur::Must, self.group(&part.text, None))),
            Meaning::Phrase => clauses.push((Occur::Must, self.anywhere(&part.text))),
            Meaning::Not => clauses.push((Occur::MustNot, self.anywhere(&part.text))),
            Meaning::Said(Said::Lodging) => {
                clauses.push((
                    Occur::Must,
                    self.ticked_or_written(vec![keys(fields.lodging, &free)], part),
                ));
            }
            Meaning::Said(Said::Meals) => {
                clauses.push((
                    Occur::Must,
                    self.ticked_or_written(vec![keys(fields.meals, &free)], part),
                ));
            }
            Meaning::Said(Said::LodgingAndMeals) => {
                let both = vec![keys(fields.lodging, &free), keys(fields.meals, &free)];
                clauses.push((Occur::Must, self.ticked_or_written(both, part)));
            }
            Meaning::Said(Said::DayShift) => {
                clauses.push((
                    Occur::Must,
                    self.ticked_or_written(vec![keys(fields.shift, &["day"])], part),
                ));
            }
            Meaning::Said(Said::NoNight) => {
                clauses.push((Occur::MustNot, keys(fields.shift, &["night", "two", "three"])));
            }
            Meaning::Said(Said::CoupleRoom | Said::Halal | Said::AnyAge)
            | Meaning::Place(_)
            | Meaning::Trade(_)
            | Meaning::PayFrom(_)
            | Meaning::Age(_) => {}
        }
    }

    /// Work in the place, or a title that has its name: 兰州 finds the noodle cook in Tianjin too, after posts in Lanzhou. The names of
    /// employers say where they come from, not where the work is.
    fn place(&self, name: &str, code: &str) -> Box<dyn Query> {
        let within = any_of(std::iter::once(Term::from_field_text(
            self.fields.place,
            short_place(code),
        )));
        let named = TermQuery::new(Term::from_field_text(self.fields.title, name), IndexRecordOption::Basic);
        Box::new(BooleanQuery::union(vec![
            Box::new(ConstScoreQuery::new(within, PLACE_BOOST)),
            Box::new(ConstScoreQuery::new(Box::new(named), NEAR_SCORE)),
        ]))
    }

    /// The employer ticked all of these, or wrote the very words.
    fn ticked_or_written(&self, ticked: Vec<Box<dyn Query>>, part: &Part) -> Box<dyn Query> {
        let ticked = BooleanQuery::intersection(ticked);
        let written = ConstScoreQuery::new(self.anywhere(&part.text), 0.0);
        Box::new(BooleanQuery::union(vec![Box::new(ticked), Box::new(written)]))
    }

    /// These letters stand somewhere.
    fn anywhere(&self, letters: &str) -> Box<dyn Query> {
        let (head, body) = (self.fields.head_net, self.fields.body_net);
        Box::new(BooleanQuery::union(vec![
            net_query(head, letters),
            net_query(body, letters),
        ]))
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

    /// One term: as a word of some field, as a substring of any text, or as the occupation that it names.
    fn group(&self, term: &str, trade: Option<&str>) -> Box<dyn Query> {
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
        if let Some(code) = trade {
            let occupation = Term::from_field_text(fields.occupation, short_occupation(code));
            ways.push(Box::new(ConstScoreQuery::new(
                any_of(std::iter::once(occupation)),
                NEAR_SCORE,
            )));
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
