//! Places: administrative divisions by GB/T 2260 code, from province (level 1) to village (level 5).
//!
//! A subtree is a code prefix: 甘肃省 `62`, 平凉市 `6208`, 崆峒区 `620802`, a township nine digits, a
//! village twelve. Districts of a municipality (天津市河西区) have the province as their parent.
//! Levels 1–3 cover the country, level 4 平凉 and 天津, level 5 崆峒区 and 河西区; a longer code from
//! elsewhere is answered by the nearest division that is known.

mod distance;
mod names;
mod resolve;
mod table;

pub use distance::{PlaceClass, distance_km, place_class};
pub use names::{full_name, name, short_name};
pub use resolve::{Resolution, resolve, said_places};
pub use table::{Region, all, children, get, nearest, provinces};

/// The divisions above `code`, highest first, without itself; empty for a province or an unknown code.
#[must_use]
pub fn ancestors(code: &str) -> Vec<&'static Region> {
    let mut chain: Vec<_> = std::iter::successors(get(code), |region| region.parent.and_then(get))
        .skip(1)
        .collect();
    chain.reverse();
    chain
}

/// The division of `level` that `code` is or lies in; works for codes below the known levels too.
#[must_use]
fn at_level(code: &str, level: u8) -> Option<&'static Region> {
    std::iter::successors(nearest(code), |region| region.parent.and_then(get)).find(|region| region.level == level)
}

/// The county (level 3) that `code` is or lies in.
#[must_use]
pub fn county(code: &str) -> Option<&'static Region> {
    at_level(code, 3)
}

/// The township or street (level 4) that `code` is or lies in.
#[must_use]
pub fn township(code: &str) -> Option<&'static Region> {
    at_level(code, 4)
}

/// The code prefix that all codes of the subtree share and no other code has (GB/T 2260: two digits
/// a level down to the county, then three). A string that is already a prefix stays as it is.
#[must_use]
pub fn prefix(code: &str) -> &str {
    if code.len() == 6 {
        code.strip_suffix("0000")
            .or_else(|| code.strip_suffix("00"))
            .unwrap_or(code)
    } else {
        code
    }
}

/// Whether `code` is `ancestor` or lies in it. Purely by digits, so it holds for codes not listed here.
#[must_use]
pub fn contains(ancestor: &str, code: &str) -> bool {
    !ancestor.is_empty() && code.starts_with(prefix(ancestor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_cut_by_level() {
        assert_eq!(prefix("620000"), "62");
        assert_eq!(prefix("620800"), "6208");
        assert_eq!(prefix("620802"), "620802");
        assert_eq!(prefix("620802103"), "620802103");
        assert_eq!(prefix("62"), "62");
    }

    #[test]
    fn contains_agrees_with_ancestors_everywhere() {
        for region in all() {
            let above = ancestors(region.code);
            for candidate in all() {
                if candidate.level > 3 && candidate.level >= region.level {
                    continue; // quadratic: townships and villages are checked as ancestors only of deeper places
                }
                let expected =
                    candidate.code == region.code || above.iter().any(|ancestor| ancestor.code == candidate.code);
                assert_eq!(
                    contains(candidate.code, region.code),
                    expected,
                    "{} in {}",
                    region.code,
                    candidate.code
                );
            }
        }
    }

    #[test]
    fn counties_and_townships_are_found_from_below() {
        let village = "620802103204";
        assert_eq!(name(village), "白水村");
        assert_eq!(township(village).map(|r| r.name), Some("白水镇"));
        assert_eq!(county(village).map(|r| r.name), Some("崆峒区"));
        // A township of Suzhou is not carried; its district still answers.
        assert_eq!(county("320506101").map(|r| r.name), Some("吴中区"));
        assert!(county("620800").is_none());
        assert!(township("nonsense").is_none());
    }

    #[test]
    fn a_district_of_a_municipality_lies_in_the_province() {
        let above: Vec<_> = ancestors("120103").iter().map(|r| r.name).collect();
        assert_eq!(above, ["天津市"]);
        assert!(children("120000").iter().any(|r| r.code == "120103"));
    }
}
