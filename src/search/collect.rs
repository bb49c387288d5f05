//! One pass over the documents a query matched: keep the best, count all, count facets.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::fastfield::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};
use uuid::Uuid;

use super::facets::{Counts, SegmentCounter};
use super::schema::column;

/// How documents are admitted and ordered.
pub(super) trait Ranking: Clone + Send + Sync + 'static {
    /// The columns it reads, opened once a segment.
    type Columns: 'static;

    /// Whether [`Ranking::rank`] looks at the score.
    fn needs_score(&self) -> bool;

    fn open(&self, reader: &SegmentReader) -> tantivy::Result<Self::Columns>;

    /// The two sort keys, largest first, or nothing if the document is not part of the result.
    fn rank(&self, columns: &Self::Columns, doc: DocId, score: Score) -> Option<(i64, i64)>;

    /// Age limit and highest pay of an admitted document, for the facets.
    fn counted(&self, _columns: &Self::Columns, _doc: DocId) -> (Option<i64>, Option<i64>) {
        (None, None)
    }
}

/// A document in the running. Orders by the keys, then by smaller id, so that pages never overlap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    keys: (i64, i64),
    id: Reverse<u128>,
    pub score: Score,
}

impl Ranked {
    pub fn id(&self) -> Uuid {
        Uuid::from_u128(self.id.0)
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.keys, self.id).cmp(&(other.keys, other.id))
    }
}

/// What one pass brings home.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub total: u64,
    /// At most `keep`, best first.
    pub best: Vec<Ranked>,
    pub counts: Option<Counts>,
}

/// Collects the best `keep` under a [`Ranking`].
pub(super) struct Best<R> {
    pub ranking: R,
    pub keep: usize,
    pub facets: bool,
}

/// Identity of the documents of one segment.
pub(super) struct IdColumns {
    high: Column<u64>,
    low: Column<u64>,
}

impl IdColumns {
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            high: columns.u64(column::ID_HIGH)?,
            low: columns.u64(column::ID_LOW)?,
        })
    }

    pub fn id(&self, doc: DocId) -> Uuid {
        Uuid::from_u64_pair(self.high.first(doc).unwrap_or(0), self.low.first(doc).unwrap_or(0))
    }
}

pub(super) struct SegmentBest<R: Ranking> {
    ranking: R,
    columns: R::Columns,
    ids: IdColumns,
    keep: usize,
    total: u64,
    heap: BinaryHeap<Reverse<Ranked>>,
    counter: Option<SegmentCounter>,
}

impl<R: Ranking> Collector for Best<R> {
    type Fruit = Collected;
    type Child = SegmentBest<R>;

    fn for_segment(&self, _ordinal: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentBest<R>> {
        Ok(SegmentBest {
            ranking: self.ranking.clone(),
            columns: self.ranking.open(reader)?,
            ids: IdColumns::open(reader)?,
            keep: self.keep,
            total: 0,
            heap: BinaryHeap::new(),
            counter: self.facets.then(|| SegmentCounter::open(reader)).transpose()?,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.ranking.needs_score()
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Collected>>) -> tantivy::Result<Collected> {
        let mut all = Collected {
            counts: self.facets.then(Counts::default),
            ..Collected::default()
        };
        for segment in segments {
            let segment = segment?;
            all.total += segment.total;
            all.best.extend(segment.best);
            if let (Some(sum), Some(counts)) = (&mut all.counts, segment.counts) {
                sum.add(counts);
            }
        }
        all.best.sort_unstable_by(|left, right| right.cmp(left));
        all.best.truncate(self.keep);
        Ok(all)
    }
}

impl<R: Ranking> SegmentCollector for SegmentBest<R> {
    type Fruit = tantivy::Result<Collected>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let Some(keys) = self.ranking.rank(&self.columns, doc, score) else {
            return;
        };
        self.total += 1;
        if let Some(counter) = &mut self.counter {
            let (age_max, pay_top) = self.ranking.counted(&self.columns, doc);
            counter.count(doc, age_max, pay_top);
        }
        let full = self.heap.len() >= self.keep;
        // Most documents of a large result cannot make the page: do not even read their id.
        if full && self.heap.peek().is_none_or(|Reverse(worst)| keys < worst.keys) {
            return;
        }
        self.heap.push(Reverse(Ranked {
            keys,
            id: Reverse(self.ids.id(doc).as_u128()),
            score,
        }));
        if full {
            self.heap.pop();
        }
    }

    fn harvest(self) -> tantivy::Result<Collected> {
        Ok(Collected {
            total: self.total,
            best: self.heap.into_iter().map(|Reverse(ranked)| ranked).collect(),
            counts: self.counter.map(SegmentCounter::finish).transpose()?,
        })
    }
}

/// Turns a score of 0 or more into a sort key of the same order: the bits of such floats count upwards.
pub(super) fn score_key(score: Score) -> i64 {
    i64::from(score.max(0.0).to_bits())
}
