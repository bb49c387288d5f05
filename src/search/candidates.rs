//! First sieve of matching: ids in rough order, for the rules of the domain to judge one by one.
//!
//! Order: needs met (place, lodging, pay, night), then trade (the same, the same group, any), then smaller wishes. Nobody is
//! left out for an unmet need, since the rules also say what stands in the way; only trades too far off are left out.

use chrono::NaiveDate;
use tantivy::columnar::StrColumn;
use tantivy::fastfield::Column;
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader, Term};
use uuid::Uuid;

use super::codes::{occupation_line, place_line, short_place};
use super::collect::{Best, Ranking, score_key};
use super::conditions::VacancyColumns;
use super::documents::{ANY_PLACE, ANY_TRADE, day};
use super::query::any_of;
use super::schema::{WorkerFields, column};
use super::{Engine, Kind, Result};

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

/// Workers who may suit a vacancy.
#[derive(Debug, Clone, Default)]
pub struct WorkerQuery {
    /// Occupations of the vacancy.
    pub occupation: Vec<String>,
    /// Place of work.
    pub place_code: String,
    /// Highest pay offered, yuan a month.
    pub pay_high: Option<i64>,
    /// There is night work.
    pub night: bool,
    /// Lodging is offered.
    pub lodging_provided: bool,
    /// Keys of certificates asked for.
    pub certificates: Vec<String>,
    /// Keys of further wishes the vacancy fulfils.
    pub offers: Vec<String>,
    /// Ids to return, at most [`MAX_CANDIDATES`].
    pub limit: usize,
    /// The day on which wishes must be current.
    pub today: NaiveDate,
}

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
    /// Ids of matchable workers with current wishes, in rough order of fit.
    pub fn worker_candidates(&self, query: &WorkerQuery) -> Result<Vec<Uuid>> {
        let live = self.live();
        let fields = &live.worker_fields;
        let mut clauses = vec![(Occur::Must, worker_trades(query, fields))];
        let line: Vec<&str> = place_line(&query.place_code);
        let asked_here = line
            .iter()
            .map(|code| Term::from_field_text(fields.want_place, code));
        let anywhere = Term::from_field_text(fields.open_to, ANY_PLACE);
        clauses.push((
            Occur::Should,
            scored(any_of(asked_here.chain([anywhere])), NEED),
        ));
        clauses.extend(small(fields.certificate, &query.certificates, CERTIFICATE));
        clauses.extend(small(fields.want, &query.offers, WISH));
        let ranking = WorkerRanking {
            today: day(query.today),
            county: line
                .iter()
                .find(|code| code.len() == 6)
                .map(|&code| code.to_owned()),
            pay_high: query.pay_high,
            night: query.night,
            lodging: query.lodging_provided,
        };
        let best = Best {
            ranking,
            keep: query.limit.min(MAX_CANDIDATES),
            facets: false,
        };
        let found = live
            .searcher(Kind::Worker)
            .search(&BooleanQuery::new(clauses), &best)?;
        Ok(found.best.iter().map(super::collect::Ranked::id).collect())
    }

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
            let here = any_of(
                places
                    .iter()
                    .map(|code| Term::from_field_text(fields.place, code)),
            );
            clauses.push((Occur::Should, scored(here, NEED)));
        }
        if query.lodging_required {
            let lodging =
                ["provided", "subsidy"].map(|key| Term::from_field_text(fields.lodging, key));
            clauses.push((Occur::Should, scored(any_of(lodging.into_iter()), NEED)));
        }
        let ranking = CandidateRanking {
            today: day(query.today),
            pay_min: query.pay_min,
        };
        let best = Best {
            ranking,
            keep: query.limit.min(MAX_CANDIDATES),
            facets: false,
        };
        let found = live
            .searcher(Kind::Vacancy)
            .search(&BooleanQuery::new(clauses), &best)?;
        Ok(found.best.iter().map(super::collect::Ranked::id).collect())
    }
}

fn worker_trades(query: &WorkerQuery, fields: &WorkerFields) -> Box<dyn Query> {
    let mut ways = vec![one(fields.open_to, ANY_TRADE, ANY)];
    for code in &query.occupation {
        let line = occupation_line(code);
        // Who wants a whole group wants every occupation in it.
        let wanted = line
            .iter()
            .map(|code| Term::from_field_text(fields.want_trade, code));
        ways.push(scored(any_of(wanted), SAME_TRADE));
        if let Some(&own) = line.last() {
            ways.push(one(fields.want_trade_line, own, SAME_TRADE));
            ways.push(one(fields.skill_trade_line, own, SAME_SKILL));
        }
        ways.extend(relatives(&line, fields.want_trade_line));
    }
    Box::new(DisjunctionMaxQuery::new(ways))
}

fn vacancy_trades(query: &VacancyCandidates, occupation: Field) -> Box<dyn Query> {
    if query.want_trades.is_empty() && query.skill_trades.is_empty() {
        return Box::new(ConstScoreQuery::new(Box::new(AllQuery), ANY));
    }
    let mut ways: Vec<Box<dyn Query>> = Vec::new();
    if query.want_trades.is_empty() {
        ways.push(Box::new(ConstScoreQuery::new(Box::new(AllQuery), ANY)));
    }
    for (codes, same) in [
        (&query.want_trades, SAME_TRADE),
        (&query.skill_trades, SAME_SKILL),
    ] {
        for code in codes {
            let line = occupation_line(code);
            ways.extend(line.last().map(|own| one(occupation, own, same)));
            ways.extend(relatives(&line, occupation));
        }
    }
    Box::new(DisjunctionMaxQuery::new(ways))
}

/// The groups above the last code of a line, worth less the higher they are.
fn relatives(line: &[&str], field: Field) -> Vec<Box<dyn Query>> {
    let above = line
        .iter()
        .rev()
        .skip(1)
        .zip(NEAR_TRADE.into_iter().chain([FAR_TRADE]));
    above
        .map(|(code, score)| {
            one(
                field,
                code,
                if code.contains('-') { score } else { FAR_TRADE },
            )
        })
        .collect()
}

fn small(field: Field, keys: &[String], score: Score) -> impl Iterator<Item = Clause> {
    keys.iter()
        .take(MAX_SMALL)
        .map(move |key| (Occur::Should, one(field, key, score)))
}

fn one(field: Field, value: &str, score: Score) -> Box<dyn Query> {
    scored(
        any_of(std::iter::once(Term::from_field_text(field, value))),
        score,
    )
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

#[derive(Debug, Clone)]
struct WorkerRanking {
    today: i64,
    /// County of the vacancy.
    county: Option<String>,
    pay_high: Option<i64>,
    night: bool,
    lodging: bool,
}

struct WorkerColumns {
    matchable: Column<bool>,
    intent_expires: Column<i64>,
    pay_min: Column<i64>,
    night_ok: Column<bool>,
    near_home_only: Column<bool>,
    lodging_required: Column<bool>,
    home: Option<StrColumn>,
    /// The vacancy's county in this segment's dictionary of homes.
    county: Option<u64>,
}

impl WorkerColumns {
    fn unmet(&self, doc: DocId, ranking: &WorkerRanking) -> i64 {
        let says = |column: &Column<bool>| column.first(doc) == Some(true);
        let at_home = || match (&self.home, self.county) {
            (Some(home), Some(county)) => home.term_ords(doc).any(|code| code == county),
            _ => false,
        };
        let underpaid = match (self.pay_min.first(doc), ranking.pay_high) {
            (Some(wanted), Some(offered)) => wanted > offered,
            _ => false,
        };
        i64::from(underpaid)
            + i64::from(ranking.night && !says(&self.night_ok))
            + i64::from(!ranking.lodging && says(&self.lodging_required))
            + i64::from(says(&self.near_home_only) && !at_home())
    }
}

impl Ranking for WorkerRanking {
    type Columns = WorkerColumns;

    fn needs_score(&self) -> bool {
        true
    }

    fn open(&self, reader: &SegmentReader) -> tantivy::Result<WorkerColumns> {
        let columns = reader.fast_fields();
        let home = columns.str(column::HOME)?;
        let county = match (&home, &self.county) {
            (Some(home), Some(county)) => home.dictionary().term_ord(county)?,
            _ => None,
        };
        Ok(WorkerColumns {
            matchable: columns.bool(column::MATCHABLE)?,
            intent_expires: columns.i64(column::INTENT_EXPIRES)?,
            pay_min: columns.i64(column::PAY_MIN)?,
            night_ok: columns.bool(column::NIGHT_OK)?,
            near_home_only: columns.bool(column::NEAR_HOME_ONLY)?,
            lodging_required: columns.bool(column::LODGING_REQUIRED)?,
            home,
            county,
        })
    }

    fn rank(&self, columns: &WorkerColumns, doc: DocId, score: Score) -> Option<(i64, i64)> {
        let current = columns
            .intent_expires
            .first(doc)
            .is_none_or(|expires| expires >= self.today);
        let (met, fit) = needs_met(score);
        (current && columns.matchable.first(doc) == Some(true))
            .then(|| (met - columns.unmet(doc, self), fit))
    }
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
