//! First sieve of matching: ids in rough order, for the rules of the domain to judge one by one.
//!
//! Order: needs met (place, lodging, pay, night), then trade (the same, the same group, any), then smaller wishes. Nobody is
//! left out for an unmet need, since the rules also say what stands in the way; only trades too far off are left out.

mod vacancies;
mod workers;

use tantivy::query::{ConstScoreQuery, Occur, Query};
use tantivy::schema::Field;
use tantivy::{Score, Term};

use super::clauses::any_of;
use super::collect::score_key;

pub use vacancies::VacancyCandidates;
pub use workers::WorkerQuery;

/// Most ids returned: what the rules judge within the time of one request.
pub const MAX_CANDIDATES: usize = 500;

/// A met need outweighs every trade.
const NEED: Score = 100_000.0;
const SAME_TRADE: Score = 10_000.0;
const SAME_SKILL: Score = 8_000.0;
/// One and two levels up.
const NEAR_TRADE: [Score; 2] = [6_000.0, 4_000.0];
const ANY: Score = 2_000.0;
/// Only the main group (大类) in common.
const FAR_TRADE: Score = 1_000.0;
const CERTIFICATE: Score = 50.0;
const WISH: Score = 5.0;
/// Certificates and wishes counted; more would outweigh a trade.
const MAX_SMALL: usize = 10;

type Clause = (Occur, Box<dyn Query>);

/// The groups above the last code of a line, worth less the higher they are.
fn relatives(line: &[&str], field: Field) -> Vec<Box<dyn Query>> {
    let above = line.iter().rev().skip(1).zip(NEAR_TRADE.into_iter().chain([FAR_TRADE]));
    above
        .map(|(code, score)| one(field, code, if code.contains('-') { score } else { FAR_TRADE }))
        .collect()
}

fn small(field: Field, keys: &[String], score: Score) -> impl Iterator<Item = Clause> {
    keys.iter()
        .take(MAX_SMALL)
        .map(move |key| (Occur::Should, one(field, key, score)))
}

fn one(field: Field, value: &str, score: Score) -> Box<dyn Query> {
    scored(any_of(std::iter::once(Term::from_field_text(field, value))), score)
}

fn scored(query: Box<dyn Query>, score: Score) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
}

/// Takes the needs met by clauses of the query out of the score again: their number, and the key of what is left.
fn needs_met(score: Score) -> (i64, i64) {
    let (met, needs) = [(2, 2.0 * NEED), (1, NEED)]
        .into_iter()
        .find(|(_, needs)| score >= *needs)
        .unwrap_or((0, 0.0));
    (met, score_key(score - needs))
}
