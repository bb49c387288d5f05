//! How codes of places and trades relate. The traits let the caller bring richer knowledge (coordinates, sibling
//! trades); [`PrefixCodes`] needs nothing but the codes.

use serde::{Deserialize, Serialize};

/// How far the place of work is from home, by administrative level; nearer is smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceClass {
    /// Same township or street.
    SameTownship,
    /// Same county or district.
    SameCounty,
    /// Same prefecture or municipality.
    SameCity,
    /// Same province.
    SameProvince,
    /// Another province.
    OtherProvince,
    /// One of the codes is missing.
    Unknown,
}

impl PlaceClass {
    /// The key as written in JSON and in the messages.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::SameTownship => "same_township",
            Self::SameCounty => "same_county",
            Self::SameCity => "same_city",
            Self::SameProvince => "same_province",
            Self::OtherProvince => "other_province",
            Self::Unknown => "unknown",
        }
    }
}

/// Knowledge of places.
pub trait Geography {
    /// Class of the way from `home` to `work`, both GB/T 2260 codes.
    fn place_class(&self, home: &str, work: &str) -> PlaceClass;
    /// Whether `code` lies in the place that `prefix` names.
    fn contains(&self, prefix: &str, code: &str) -> bool;
    /// Kilometres between the two, when both have coordinates.
    fn distance_km(&self, home: &str, work: &str) -> Option<f64>;
}

/// How near one trade is to another, nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same trade, or inside the small group that was asked for.
    Same,
    /// Same small group (小类, three levels).
    SameSubgroup,
    /// Same middle group (中类, two levels), or any trade of a whole class that was asked for.
    SameGroup,
    /// Nothing in common that helps.
    Other,
}

/// Knowledge of trades.
pub trait Occupations {
    /// How well `have` answers `want`, both codes of 职业分类大典.
    fn relation(&self, want: &str, have: &str) -> Relation;
}

/// Places and trades judged by their codes alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct PrefixCodes;

/// Segment starts of GB/T 2260 and its township and village extensions: 2 + 2 + 2 + 3 + 3 digits.
const PLACE_SEGMENTS: [(usize, usize); 5] = [(0, 2), (2, 4), (4, 6), (6, 9), (9, 12)];

/// The digits that say something: trailing all-zero segments are cut, so `620000` is `62`.
fn significant(code: &str) -> &str {
    let code = code.trim();
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return "";
    }
    let mut rest = code;
    for (start, end) in PLACE_SEGMENTS.into_iter().rev() {
        match rest.get(start..) {
            Some(tail) if tail.len() <= end - start && tail.bytes().all(|byte| byte == b'0') => {
                rest = &rest[..start];
            }
            _ => {}
        }
    }
    rest
}

impl Geography for PrefixCodes {
    fn place_class(&self, home: &str, work: &str) -> PlaceClass {
        let (home, work) = (significant(home), significant(work));
        if home.len() < 2 || work.len() < 2 {
            return PlaceClass::Unknown;
        }
        let same = |digits: usize| {
            home.get(..digits)
                .is_some_and(|head| work.get(..digits) == Some(head))
        };
        if same(9) {
            PlaceClass::SameTownship
        } else if same(6) {
            PlaceClass::SameCounty
        } else if same(4) {
            PlaceClass::SameCity
        } else if same(2) {
            PlaceClass::SameProvince
        } else {
            PlaceClass::OtherProvince
        }
    }

    fn contains(&self, prefix: &str, code: &str) -> bool {
        let prefix = significant(prefix);
        !prefix.is_empty() && significant(code).starts_with(prefix)
    }

    fn distance_km(&self, _home: &str, _work: &str) -> Option<f64> {
        None
    }
}

/// Segments of an occupation code without the trailing ones that say nothing: `00` is unset, `99` is "other".
fn segments(code: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = code.trim().split('-').collect();
    while parts
        .last()
        .is_some_and(|part| matches!(*part, "" | "0" | "00" | "99"))
    {
        parts.pop();
    }
    parts
}

impl Occupations for PrefixCodes {
    fn relation(&self, want: &str, have: &str) -> Relation {
        let (want, have) = (segments(want), segments(have));
        if want.is_empty() || have.is_empty() {
            return Relation::Other;
        }
        if want == have {
            return Relation::Same;
        }
        let common = want.iter().zip(&have).take_while(|(a, b)| a == b).count();
        // A broad wish ("any factory work", 6-00-00-00) is answered by each trade inside it, but less exactly.
        let inside = usize::from(common == want.len());
        match common + inside {
            4.. => Relation::Same,
            3 => Relation::SameSubgroup,
            2 => Relation::SameGroup,
            _ => Relation::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_apart_by_level() {
        let class = |home, work| PrefixCodes.place_class(home, work);
        assert_eq!(class("620802101200", "620802101"), PlaceClass::SameTownship);
        assert_eq!(class("620802101200", "620802103"), PlaceClass::SameCounty);
        assert_eq!(class("620802101", "620825"), PlaceClass::SameCity);
        assert_eq!(class("620802", "620100"), PlaceClass::SameProvince);
        assert_eq!(class("620802", "120103"), PlaceClass::OtherProvince);
        assert_eq!(class("", "120103"), PlaceClass::Unknown);
        assert_eq!(class("平凉", "120103"), PlaceClass::Unknown);
    }

    #[test]
    fn zero_segments_name_the_whole_place() {
        assert!(PrefixCodes.contains("120000", "120103"));
        assert!(PrefixCodes.contains("6208", "620802101200"));
        assert!(PrefixCodes.contains("620802000000", "620802101"));
        assert!(!PrefixCodes.contains("620802", "620800"));
        assert!(!PrefixCodes.contains("", "120103"));
    }

    #[test]
    fn trades_are_as_near_as_their_codes() {
        let relation = |want, have| PrefixCodes.relation(want, have);
        assert_eq!(relation("6-05-01-03", "6-05-01-03"), Relation::Same);
        assert_eq!(relation("6-05-01-00", "6-05-01-03"), Relation::Same);
        assert_eq!(relation("6-05-01-03", "6-05-01-01"), Relation::SameSubgroup);
        assert_eq!(relation("6-05-99-00", "6-05-01-03"), Relation::SameSubgroup);
        assert_eq!(relation("6-05-01-03", "6-05-03-01"), Relation::SameGroup);
        assert_eq!(relation("6-00-00-00", "6-25-04-01"), Relation::SameGroup);
        assert_eq!(relation("6-05-01-03", "6-00-00-00"), Relation::Other);
        assert_eq!(relation("6-05-01-03", ""), Relation::Other);
    }
}
