//! How far a job is from home, in kilometres and in the classes that people and reports use.

use super::{get, nearest};

/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6_371.008_8;

/// How near the place of work is to home, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceClass {
    /// 乡镇内
    SameTownship,
    /// 县内乡外
    SameCounty,
    /// 市内县外
    SameCity,
    /// 省内市外
    SameProvince,
    /// 省外
    OtherProvince,
}

impl PlaceClass {
    /// Every class, nearest first.
    pub const ALL: [Self; 5] = [
        Self::SameTownship,
        Self::SameCounty,
        Self::SameCity,
        Self::SameProvince,
        Self::OtherProvince,
    ];

    /// Stable key for storage, addresses and message names.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::SameTownship => "same_township",
            Self::SameCounty => "same_county",
            Self::SameCity => "same_city",
            Self::SameProvince => "same_province",
            Self::OtherProvince => "other_province",
        }
    }
}

/// The class of a place of work seen from home.
///
/// Only what both codes say counts: a job known to its county alone is never "same township". A
/// municipality (北京, 天津, 上海, 重庆) is one city; counties ruled by the province directly (济源,
/// 仙桃, code `xx90xx`) are each a city of their own. Unknown codes are judged by their digits, and
/// what cannot be judged is another province.
#[must_use]
pub fn place_class(home: &str, work: &str) -> PlaceClass {
    let shared = |digits: usize| match (home.get(..digits), work.get(..digits)) {
        (Some(home), Some(work)) => home == work,
        _ => false,
    };
    let is_county =
        |code: &str| code.len() >= 6 && !code.starts_with('0') && !code[..6].ends_with("00");
    if !home.is_ascii() || !work.is_ascii() || !shared(2) {
        return PlaceClass::OtherProvince;
    }
    if shared(9) {
        PlaceClass::SameTownship
    } else if shared(6) && is_county(home) {
        PlaceClass::SameCounty
    } else if same_city(home, work) {
        PlaceClass::SameCity
    } else {
        PlaceClass::SameProvince
    }
}

fn same_city(home: &str, work: &str) -> bool {
    if matches!(&home[..2], "11" | "12" | "31" | "50") {
        return true;
    }
    match (home.get(..4), work.get(..4)) {
        (Some(home), Some(work)) => home == work && !home.ends_with("90") && !home.ends_with("00"),
        _ => false,
    }
}

/// Kilometres in a straight line between two places; `None` when either is unknown.
///
/// A place without coordinates of its own stands at the centre of the nearest division above it that
/// has some, so two villages of one county are 0 km apart: good enough to rank, not to drive by.
#[must_use]
pub fn distance_km(a: &str, b: &str) -> Option<f64> {
    let ((lon_a, lat_a), (lon_b, lat_b)) = (centre(a)?, centre(b)?);
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let chord = half(lat_a, lat_b)
        + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_a, lon_b);
    Some(2.0 * EARTH_RADIUS_KM * chord.sqrt().min(1.0).asin())
}

fn centre(code: &str) -> Option<(f64, f64)> {
    std::iter::successors(nearest(code), |region| region.parent.and_then(get))
        .find_map(|region| region.lon.zip(region.lat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_classed_by_the_nearest_division_they_share() {
        let home = "620802103204";
        let class = |work| place_class(home, work);
        assert_eq!(class("620802103"), PlaceClass::SameTownship);
        assert_eq!(class("620802101"), PlaceClass::SameCounty);
        assert_eq!(class("620802"), PlaceClass::SameCounty);
        assert_eq!(class("620821"), PlaceClass::SameCity);
        assert_eq!(class("620800"), PlaceClass::SameCity);
        assert_eq!(class("620100"), PlaceClass::SameProvince);
        assert_eq!(class("620000"), PlaceClass::SameProvince);
        assert_eq!(class("120103"), PlaceClass::OtherProvince);
        assert_eq!(class(""), PlaceClass::OtherProvince);
        assert_eq!(class("天津市河西区大营门街道"), PlaceClass::OtherProvince);
    }

    #[test]
    fn a_municipality_is_one_city_and_a_directly_ruled_county_its_own() {
        assert_eq!(place_class("120103", "120101"), PlaceClass::SameCity);
        assert_eq!(place_class("429004", "429005"), PlaceClass::SameProvince);
        assert_eq!(place_class("620800", "620800"), PlaceClass::SameCity);
        assert_eq!(place_class("620000", "620000"), PlaceClass::SameProvince);
    }

    #[test]
    fn pingliang_to_tianjin_is_about_a_thousand_kilometres() {
        let km = distance_km("620802103204", "120103001").expect("both counties have centres");
        assert!((1_000.0..1_060.0).contains(&km), "{km}");
        assert_eq!(distance_km("120103", "120103001"), Some(0.0));
        assert!(distance_km("620802", "999999").is_none());
    }
}
