//! Which western county is paired with which eastern district (东西部协作), with dates.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::tsv;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::region;

    #[test]
    fn every_code_of_the_file_exists_and_the_district_lies_in_what_counts() {
        for pair in all() {
            for code in [pair.west, pair.east, pair.counted] {
                assert!(region::get(code).is_some(), "{code}");
            }
            assert!(region::contains(pair.counted, pair.east));
        }
    }
}
