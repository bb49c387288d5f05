//! Workers for a vacancy.

use chrono::NaiveDate;
use tantivy::columnar::StrColumn;
use tantivy::fastfield::Column;
use tantivy::query::{BooleanQuery, DisjunctionMaxQuery, Occur, Query};
use tantivy::{DocId, Score, SegmentReader, Term};
use uuid::Uuid;

use super::{
    ANY, CERTIFICATE, MAX_CANDIDATES, NEED, SAME_SKILL, SAME_TRADE, WISH, needs_met, one, relatives, scored, small,
};
use crate::search::clauses::any_of;
use crate::search::codes::{occupation_line, place_line, short_place};
use crate::search::collect::{Best, Ranked, Ranking};
use crate::search::documents::{ANY_PLACE, ANY_TRADE, day};
use crate::search::schema::{WorkerFields, column};
use crate::search::{Engine, Kind, Result};

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
    /// Only people whose home lies in this place, any level; `None`: from everywhere.
    pub within: Option<String>,
    /// Ids to return, at most [`MAX_CANDIDATES`].
    pub limit: usize,
    /// The day on which wishes must be current.
    pub today: NaiveDate,
}

impl Engine {
    /// Ids of matchable workers with current wishes, in rough order of fit.
    pub fn worker_candidates(&self, query: &WorkerQuery) -> Result<Vec<Uuid>> {
        let live = self.live();
        let fields = &live.worker_fields;
        let mut clauses = vec![(Occur::Must, worker_trades(query, fields))];
        if let Some(within) = &query.within {
            clauses.push((Occur::Must, one(fields.home, short_place(within), 0.0)));
        }
        let places = place_line(&query.place_code);
        let asked_here = places.iter().map(|code| Term::from_field_text(fields.want_place, code));
        let anywhere = Term::from_field_text(fields.open_to, ANY_PLACE);
        clauses.push((Occur::Should, scored(any_of(asked_here.chain([anywhere])), NEED)));
        clauses.extend(small(fields.certificate, &query.certificates, CERTIFICATE));
        clauses.extend(small(fields.want, &query.offers, WISH));
        let ranking = WorkerRanking {
            today: day(query.today),
            county: places.iter().find(|code| code.len() == 6).map(|&code| code.to_owned()),
            pay_high: query.pay_high,
            night: query.night,
            lodging: query.lodging_provided,
        };
        let collector = Best {
            ranking,
            keep: query.limit.min(MAX_CANDIDATES),
            facets: false,
        };
        let found = live
            .searcher(Kind::Worker)
            .search(&BooleanQuery::new(clauses), &collector)?;
        Ok(found.best.iter().map(Ranked::id).collect())
    }
}

fn worker_trades(query: &WorkerQuery, fields: &WorkerFields) -> Box<dyn Query> {
    let mut ways = vec![one(fields.open_to, ANY_TRADE, ANY)];
    for code in &query.occupation {
        let line = occupation_line(code);
        // Who wants a whole group wants every occupation in it.
        let wanted = line.iter().map(|code| Term::from_field_text(fields.want_trade, code));
        ways.push(scored(any_of(wanted), SAME_TRADE));
        if let Some(&own) = line.last() {
            ways.push(one(fields.want_trade_line, own, SAME_TRADE));
            ways.push(one(fields.skill_trade_line, own, SAME_SKILL));
        }
        ways.extend(relatives(&line, fields.want_trade_line));
    }
    Box::new(DisjunctionMaxQuery::new(ways))
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
        (current && columns.matchable.first(doc) == Some(true)).then(|| (met - columns.unmet(doc, self), fit))
    }
}
