//! Counting the whole result by place, occupation and conditions, from columns, while it is being collected.

use std::collections::BTreeMap;
use std::io;

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use super::codes::{official_occupation, official_place};
use super::schema::column;

/// Lower bounds of the pay bands, yuan a month; a vacancy counts in the band of its highest pay.
pub const PAY_BANDS_YUAN_A_MONTH: [i64; 6] = [0, 3_000, 4_000, 5_000, 6_000, 8_000];

/// Counts over the whole result, not over the page. Lists are sorted by count, largest first, then by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By province, official six-digit code (`120000`).
    pub provinces: Vec<(String, u64)>,
    /// By county, official six-digit code (`120103`).
    pub counties: Vec<(String, u64)>,
    /// By the second level of 职业分类大典, official code (`6-05-00-00`).
    pub occupation_groups: Vec<(String, u64)>,
    /// By lodging.
    pub lodging: Vec<(String, u64)>,
    /// By meals.
    pub meals: Vec<(String, u64)>,
    /// By shift.
    pub shift: Vec<(String, u64)>,
    /// By form of contract.
    pub contract: Vec<(String, u64)>,
    /// Vacancies that take every age.
    pub no_age_limit: u64,
    /// By [`PAY_BANDS_YUAN_A_MONTH`], in that order: lower bound and count.
    pub pay_bands: Vec<(i64, u64)>,
    /// Vacancies without a pay figure.
    pub pay_unknown: u64,
}

/// Counts of one segment or of several added up, by the terms as indexed.
#[derive(Debug, Default)]
pub(super) struct Counts {
    keys: [BTreeMap<String, u64>; KEYS.len()],
    no_age_limit: u64,
    pay_bands: [u64; PAY_BANDS_YUAN_A_MONTH.len()],
    pay_unknown: u64,
}

const KEYS: [&str; 6] = [
    column::PLACE,
    column::OCCUPATION,
    column::LODGING,
    column::MEALS,
    column::SHIFT,
    column::CONTRACT,
];

impl Counts {
    pub fn add(&mut self, other: Self) {
        for (mine, theirs) in self.keys.iter_mut().zip(other.keys) {
            for (key, count) in theirs {
                *mine.entry(key).or_default() += count;
            }
        }
        for (mine, theirs) in self.pay_bands.iter_mut().zip(other.pay_bands) {
            *mine += theirs;
        }
        self.no_age_limit += other.no_age_limit;
        self.pay_unknown += other.pay_unknown;
    }

    pub fn into_facets(self) -> Facets {
        let [place, occupation, lodging, meals, shift, contract] = self.keys;
        let digits = |length: usize| move |code: &str| (code.len() == length).then(|| official_place(code));
        Facets {
            provinces: largest_first(&place, digits(2)),
            counties: largest_first(&place, digits(6)),
            occupation_groups: largest_first(&occupation, |code| {
                (code.matches('-').count() == 1).then(|| official_occupation(code))
            }),
            lodging: largest_first(&lodging, |key| Some(key.to_owned())),
            meals: largest_first(&meals, |key| Some(key.to_owned())),
            shift: largest_first(&shift, |key| Some(key.to_owned())),
            contract: largest_first(&contract, |key| Some(key.to_owned())),
            no_age_limit: self.no_age_limit,
            pay_bands: PAY_BANDS_YUAN_A_MONTH.into_iter().zip(self.pay_bands).collect(),
            pay_unknown: self.pay_unknown,
        }
    }
}

fn largest_first(counts: &BTreeMap<String, u64>, name: impl Fn(&str) -> Option<String>) -> Vec<(String, u64)> {
    let mut list: Vec<(String, u64)> = counts
        .iter()
        .filter_map(|(key, &count)| name(key).map(|name| (name, count)))
        .collect();
    list.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    list
}

/// Counts the values of one text column by their number in the segment's dictionary; names are looked up once at the end.
pub(super) struct KeyCounter {
    column: Option<StrColumn>,
    counts: Vec<u64>,
}

impl KeyCounter {
    pub fn open(reader: &SegmentReader, name: &str) -> tantivy::Result<Self> {
        let column = reader.fast_fields().str(name)?;
        let counts = vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        Ok(Self { column, counts })
    }

    #[inline]
    pub fn count(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        for number in column.term_ords(doc) {
            if let Some(count) = usize::try_from(number)
                .ok()
                .and_then(|number| self.counts.get_mut(number))
            {
                *count += 1;
            }
        }
    }

    pub fn finish(self) -> io::Result<BTreeMap<String, u64>> {
        let mut named = BTreeMap::new();
        let Some(column) = self.column else {
            return Ok(named);
        };
        let mut terms = column.dictionary().stream()?;
        for count in self.counts {
            if !terms.advance() {
                break;
            }
            if count > 0 {
                named.insert(String::from_utf8_lossy(terms.key()).into_owned(), count);
            }
        }
        Ok(named)
    }
}

/// Counts one segment.
pub(super) struct SegmentCounter {
    keys: [KeyCounter; KEYS.len()],
    no_age_limit: u64,
    pay_bands: [u64; PAY_BANDS_YUAN_A_MONTH.len()],
    pay_unknown: u64,
}

impl SegmentCounter {
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let open = |name| KeyCounter::open(reader, name);
        let [place, occupation, lodging, meals, shift, contract] = KEYS;
        Ok(Self {
            keys: [
                open(place)?,
                open(occupation)?,
                open(lodging)?,
                open(meals)?,
                open(shift)?,
                open(contract)?,
            ],
            no_age_limit: 0,
            pay_bands: [0; PAY_BANDS_YUAN_A_MONTH.len()],
            pay_unknown: 0,
        })
    }

    #[inline]
    pub fn count(&mut self, doc: DocId, age_max: Option<i64>, pay_top: Option<i64>) {
        for counter in &mut self.keys {
            counter.count(doc);
        }
        self.no_age_limit += u64::from(age_max.is_none());
        match pay_top {
            Some(pay) => {
                let band = PAY_BANDS_YUAN_A_MONTH
                    .iter()
                    .rposition(|&lower| pay >= lower)
                    .unwrap_or(0);
                self.pay_bands[band] += 1;
            }
            None => self.pay_unknown += 1,
        }
    }

    pub fn finish(self) -> io::Result<Counts> {
        let mut counts = Counts {
            no_age_limit: self.no_age_limit,
            pay_bands: self.pay_bands,
            pay_unknown: self.pay_unknown,
            ..Counts::default()
        };
        for (named, counter) in counts.keys.iter_mut().zip(self.keys) {
            *named = counter.finish()?;
        }
        Ok(counts)
    }
}
