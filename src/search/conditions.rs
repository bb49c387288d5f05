//! Bounds and order of a vacancy search, read from columns document by document.
//!
//! Two or three column reads cost nanoseconds; range queries would build a document set for each bound first.

use tantivy::fastfield::Column;
use tantivy::{DocId, Score, SegmentReader};

use super::collect::{Ranking, score_key};
use super::query::Sort;
use super::schema::column;

/// Bounds; `None` and `false` mean none.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Conditions {
    /// Yuan a month.
    pub pay_min: Option<i64>,
    pub no_age_limit: bool,
    pub couple_room: bool,
    pub halal: bool,
    pub age: Option<i64>,
    pub education_rank: Option<i64>,
    /// Microseconds since 1970.
    pub posted_since: Option<i64>,
    /// Day number.
    pub today: i64,
}

/// The columns of vacancies.
pub(super) struct VacancyColumns {
    pub pay_low: Column<i64>,
    pub pay_top: Column<i64>,
    pub published: Column<i64>,
    hourly: Column<i64>,
    age_max: Column<i64>,
    education: Column<i64>,
    couple_room: Column<bool>,
    halal: Column<bool>,
    valid_until: Column<i64>,
    places_left: Column<i64>,
}

impl VacancyColumns {
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            pay_low: columns.i64(column::PAY_LOW)?,
            pay_top: columns.i64(column::PAY_TOP)?,
            published: columns.i64(column::PUBLISHED)?,
            hourly: columns.i64(column::HOURLY)?,
            age_max: columns.i64(column::AGE_MAX)?,
            education: columns.i64(column::EDUCATION)?,
            couple_room: columns.bool(column::COUPLE_ROOM)?,
            halal: columns.bool(column::HALAL)?,
            valid_until: columns.i64(column::VALID_UNTIL)?,
            places_left: columns.i64(column::PLACES_LEFT)?,
        })
    }

    /// Still valid and with places left.
    pub fn is_open(&self, doc: DocId, today: i64) -> bool {
        self.valid_until.first(doc).is_some_and(|until| until >= today)
            && self.places_left.first(doc).is_some_and(|left| left > 0)
    }

    fn holds(&self, doc: DocId, bounds: &Conditions) -> bool {
        let least = |column: &Column<i64>, bound: Option<i64>| {
            bound.is_none_or(|bound| column.first(doc).is_some_and(|value| value >= bound))
        };
        let age_max = || self.age_max.first(doc);
        self.is_open(doc, bounds.today)
            && least(&self.pay_top, bounds.pay_min)
            && least(&self.published, bounds.posted_since)
            && bounds.age.is_none_or(|age| age_max().is_none_or(|limit| age <= limit))
            && bounds
                .education_rank
                .is_none_or(|rank| self.education.first(doc).is_none_or(|asked| asked <= rank))
            && (!bounds.no_age_limit || age_max().is_none())
            && (!bounds.couple_room || self.couple_room.first(doc) == Some(true))
            && (!bounds.halal || self.halal.first(doc) == Some(true))
    }
}

/// [`Ranking`] of a vacancy search.
#[derive(Debug, Clone, Copy)]
pub(super) struct VacancyRanking {
    pub conditions: Conditions,
    pub sort: Sort,
    /// There is a text to score by.
    pub scored: bool,
}

impl Ranking for VacancyRanking {
    type Columns = VacancyColumns;

    fn needs_score(&self) -> bool {
        self.scored
    }

    fn open(&self, reader: &SegmentReader) -> tantivy::Result<VacancyColumns> {
        VacancyColumns::open(reader)
    }

    fn rank(&self, columns: &VacancyColumns, doc: DocId, score: Score) -> Option<(i64, i64)> {
        if !columns.holds(doc, &self.conditions) {
            return None;
        }
        let published = columns.published.first(doc).unwrap_or(0);
        // Vacancies without the figure come last.
        let figure = |column: &Column<i64>| column.first(doc).unwrap_or(i64::MIN);
        Some(match self.sort {
            Sort::Fit if self.scored => (score_key(score), published),
            Sort::Fit | Sort::Newest => (published, 0),
            Sort::PayMonth => (figure(&columns.pay_low), figure(&columns.pay_top)),
            Sort::PayHour => (figure(&columns.hourly), published),
        })
    }

    fn counted(&self, columns: &VacancyColumns, doc: DocId) -> (Option<i64>, Option<i64>) {
        (columns.age_max.first(doc), columns.pay_top.first(doc))
    }
}
