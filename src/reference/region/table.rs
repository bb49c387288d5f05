//! The table of divisions itself and the lookups by code.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::reference::tsv;

/// One administrative division.
#[derive(Debug, PartialEq)]
pub struct Region {
    /// Six digits to the county, nine for a township, twelve for a village.
    pub code: &'static str,
    /// Official name; villages without 村民委员会/居委会 ("白水村").
    pub name: &'static str,
    /// 1 province, 2 city, 3 county, 4 township or street, 5 village or community.
    pub level: u8,
    /// Code of the division above; `None` for a province.
    pub parent: Option<&'static str>,
    /// Longitude of the centre in degrees, where the source gives one.
    pub lon: Option<f64>,
    /// Latitude of the centre in degrees, where the source gives one.
    pub lat: Option<f64>,
}

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let divisions = tsv::rows(include_str!("../../../reference/regions.tsv")).filter_map(
        |[code, name, level, parent, lon, lat]| {
            Some(Region {
                code,
                name,
                level: level.parse().ok()?,
                parent: (!parent.is_empty()).then_some(parent),
                lon: lon.parse().ok(),
                lat: lat.parse().ok(),
            })
        },
    );
    let villages =
        tsv::rows(include_str!("../../../reference/villages.tsv")).map(|[code, name, parent]| {
            Region {
                code,
                name,
                level: 5,
                parent: Some(parent),
                lon: None,
                lat: None,
            }
        });
    let mut regions: Vec<Region> = divisions.chain(villages).collect();
    regions.sort_unstable_by_key(|region| region.code);
    regions
});

static CHILDREN: LazyLock<HashMap<&'static str, Vec<&'static Region>>> = LazyLock::new(|| {
    let mut children: HashMap<_, Vec<_>> = HashMap::new();
    for region in REGIONS.iter() {
        if let Some(parent) = region.parent {
            children.entry(parent).or_default().push(region);
        }
    }
    children
});

static PROVINCES: LazyLock<Vec<&'static Region>> =
    LazyLock::new(|| REGIONS.iter().filter(|region| region.level == 1).collect());

/// Every division known, sorted by code.
#[must_use]
pub fn all() -> &'static [Region] {
    &REGIONS
}

/// The division with exactly this code.
#[must_use]
pub fn get(code: &str) -> Option<&'static Region> {
    REGIONS
        .binary_search_by(|region| region.code.cmp(code))
        .ok()
        .map(|index| &REGIONS[index])
}

/// The division with this code or, when it is not listed, the nearest one above it by digits.
///
/// Old ledgers hold codes of townships that are gone, and townships are listed for two cities only.
#[must_use]
pub fn nearest(code: &str) -> Option<&'static Region> {
    let head = |digits: usize, zeros: &str| {
        code.get(..digits)
            .map(|head| format!("{head}{zeros}"))
            .and_then(|code| get(&code))
    };
    get(code)
        .or_else(|| head(9, ""))
        .or_else(|| head(6, ""))
        .or_else(|| head(4, "00"))
        .or_else(|| head(2, "0000"))
}

/// The divisions directly below `code`, by code; empty at the lowest level known.
#[must_use]
pub fn children(code: &str) -> &'static [&'static Region] {
    CHILDREN.get(code).map_or(&[], Vec::as_slice)
}

/// The 34 provinces, municipalities, autonomous and special regions.
#[must_use]
pub fn provinces() -> &'static [&'static Region] {
    &PROVINCES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parent_exists_one_level_or_more_above() {
        for region in all() {
            match region.parent.map(get) {
                None => assert_eq!(region.level, 1, "{}", region.code),
                Some(parent) => {
                    assert!(
                        parent.is_some_and(|parent| parent.level < region.level),
                        "{}",
                        region.code
                    );
                }
            }
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(provinces().len(), 34);
        let of_level = |level| all().iter().filter(|r| r.level == level).count();
        assert_eq!((of_level(2), of_level(3), of_level(5)), (333, 2847, 426));
        assert_eq!(children("620802").len(), 20);
        assert!(
            all().windows(2).all(|pair| pair[0].code < pair[1].code),
            "codes are unique"
        );
    }

    #[test]
    fn an_unknown_code_is_answered_from_above() {
        assert_eq!(nearest("620802999001").map(|r| r.code), Some("620802"));
        assert_eq!(nearest("629999").map(|r| r.code), Some("620000"));
        assert!(nearest("999999").is_none());
        assert!(nearest("崆峒区").is_none());
    }
}
