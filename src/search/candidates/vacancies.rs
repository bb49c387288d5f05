//! Vacancies for a worker.

use chrono::NaiveDate;
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader, Term};
use uuid::Uuid;

use super::{ANY, MAX_CANDIDATES, NEED, SAME_SKILL, SAME_TRADE, needs_met, one, relatives, scored};
use crate::search::clauses::any_of;
use crate::search::codes::{occupation_line, place_line, short_place};
use crate::search::collect::{Best, Ranked, Ranking};
use crate::search::conditions::VacancyColumns;
use crate::search::documents::day;
use crate::search::{Engine, Kind, Result};

/// Open vacancies that may suit a worker.
#[derive(Debug, Clone, Default)]
pub struct VacancyCandidates {
    /// Wanted occupations; empty: any.
    pub want_trades: Vec<String>,
    /// Occupations of the worker's skills.
    pub skill_trades: Vec<String>,
    /// Wanted places, any level; empty: any.
    pub places: Vec<String>,
    /// Home, for `near_home_only`.
    pub home_code: String,
    /// Only in the home county.
    pub near_home_only: bool,
    /// Lowest pay wanted, yuan a month.
    pub pay_min: Option<i64>,
    /// Only with lodging.
    pub lodging_required: bool,
    /// Ids to return, at most [`MAX_CANDIDATES`].
    pub limit: usize,
    /// The day on which vacancies must still be valid.
    pub today: NaiveDate,
}

impl Engine {
    /// Ids of open vacancies, in rough order of fit, newer first among equals.
    pub fn vacancy_candidates(&self, query: &VacancyCandidates) -> Result<Vec<Uuid>> {
        let live = self.live();
        let fields = &live.vacancy_fields;
        let mut clauses = vec![(Occur::Must, vacancy_trades(query, fields.occupation))];
        let places: Vec<&str> = if query.near_home_only {
            place_line(&query.home_code)
                .into_iter()
                .filter(|code| code.len() == 6)
                .collect()
        } else {
            query.places.iter().map(|code| short_place(code)).collect()
        };
        if !places.is_empty() {
            let here = any_of(places.iter().map(|code| Term::from_field_text(fields.place, code)));
            clauses.push((Occur::Should, scored(here, NEED)));
        }
        if query.lodging_required {
            let lodging = ["provided", "subsidy"].map(|key| Term::from_field_text(fields.lodging, key));
            clauses.push((Occur::Should, scored(any_of(lodging.into_iter()), NEED)));
        }
        let ranking = CandidateRanking {
            today: day(query.today),
            pay_min: query.pay_min,
        };
        let collector = Best {
            ranking,
            keep: query.limit.min(MAX_CANDIDATES),
            facets: false,
        };
        let found = live
            .searcher(Kind::Vacancy)
            .search(&BooleanQuery::new(clauses), &collector)?;
        Ok(found.best.iter().map(Ranked::id).collect())
    }
}

fn vacancy_trades(query: &VacancyCandidates, occupation: Field) -> Box<dyn Query> {
    if query.want_trades.is_empty() && query.skill_trades.is_empty() {
        return Box::new(ConstScoreQuery::new(Box::new(AllQuery), ANY));
    }
    let mut ways: Vec<Box<dyn Query>> = Vec::new();
    if query.want_trades.is_empty() {
        ways.push(Box::new(ConstScoreQuery::new(Box::new(AllQuery), ANY)));
    }
    for (codes, same) in [(&query.want_trades, SAME_TRADE), (&query.skill_trades, SAME_SKILL)] {
        for code in codes {
            let line = occupation_line(code);
            ways.extend(line.last().map(|own| one(occupation, own, same)));
            ways.extend(relatives(&line, occupation));
        }
    }
    Box::new(DisjunctionMaxQuery::new(ways))
}

#[derive(Debug, Clone, Copy)]
struct CandidateRanking {
    today: i64,
    pay_min: Option<i64>,
}

impl Ranking for CandidateRanking {
    type Columns = VacancyColumns;

    fn needs_score(&self) -> bool {
        true
    }

    fn open(&self, reader: &SegmentReader) -> tantivy::Result<VacancyColumns> {
        VacancyColumns::open(reader)
    }

    fn rank(&self, columns: &VacancyColumns, doc: DocId, score: Score) -> Option<(i64, i64)> {
        if !columns.is_open(doc, self.today) {
            return None;
        }
        let underpaid = match (columns.pay_top.first(doc), self.pay_min) {
            (Some(offered), Some(wanted)) => offered < wanted,
            _ => false,
        };
        // A positive score has 31 bits; the seconds below them only decide between equal scores.
        let seconds = columns
            .published
            .first(doc)
            .unwrap_or(0)
            .div_euclid(1_000_000)
            .clamp(0, i64::from(u32::MAX));
        let (met, fit) = needs_met(score);
        Some((met - i64::from(underpaid), (fit << 32) | seconds))
    }
}
