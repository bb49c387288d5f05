//! Which western county is paired with which eastern district (东西部协作), with dates.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{region, tsv};

/// One pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// Code of the western county.
    pub west: &'static str,
    /// Code of the eastern district.
    pub east: &'static str,
    /// Code of the place whose jobs count as "paired east" in the reported figures: the province of `east`.
    pub counted: &'static str,
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` while it holds.
    pub until: Option<NaiveDate>,
}

static PAIRINGS: LazyLock<Vec<Pairing>> = LazyLock::new(|| {
    tsv::rows(include_str!("../../reference/pairings.tsv"))
        .map(|[west, east, counted, from, until]: [&'static str; 5]| Pairing {
            west,
            east,
            counted,
            from: from.parse().expect("pairings.tsv is compiled in and its dates are ISO"),
            until: until.parse().ok(),
        })
        .collect()
});

/// Every pair, in the order of the file.
#[must_use]
pub fn all() -> &'static [Pairing] {
    &PAIRINGS
}

/// Whether a job at `work` counts as a job in the paired east for a person from `home` on `day`.
#[must_use]
pub fn is_paired_east(home: &str, work: &str, day: NaiveDate) -> bool {
    all().iter().any(|pair| {
        region::contains(pair.west, home)
            && region::contains(pair.counted, work)
            && pair.from <= day
            && pair.until.is_none_or(|until| day <= until)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_code_of_the_file_exists_and_the_district_lies_in_what_counts() {
        for pair in all() {
            for code in [pair.west, pair.east, pair.counted] {
                assert!(region::get(code).is_some(), "{code}");
            }
            assert!(region::contains(pair.counted, pair.east));
        }
    }

    #[test]
    fn a_pair_holds_from_its_first_day_for_its_own_county() {
        assert!(is_paired_east("620802103204", "120103", day("2018-01-01")));
        assert!(!is_paired_east("620802103204", "120103", day("2017-12-31")));
        assert!(
            is_paired_east("620802", "120111", day("2026-11-23")),
            "the whole paired province counts"
        );
        assert!(
            !is_paired_east("620102", "120103", day("2026-11-23")),
            "another western county"
        );
        assert!(
            !is_paired_east("620802", "110101", day("2026-11-23")),
            "another eastern province"
        );
    }
}
