//! The kind of a placement (就业渠道). Where it follows from codes it is computed and never typed.

use chrono::NaiveDate;
use entity::codes::PlacementKind;
use entity::pairing;

use crate::domain::pairings::is_paired_east;
use crate::reference::region::{PlaceClass, place_class};

/// The kind of an ordinary job at `work` for a person from `home`, as of the day it begins.
#[must_use]
pub fn kind_of(pairings: &[pairing::Model], home: &str, work: &str, day: NaiveDate) -> PlacementKind {
    match place_class(home, work) {
        PlaceClass::SameTownship | PlaceClass::SameCounty => PlacementKind::InCounty,
        PlaceClass::SameCity | PlaceClass::SameProvince => PlacementKind::InProvince,
        PlaceClass::OtherProvince if is_paired_east(pairings, home, work, day) => PlacementKind::PairedEast,
        PlaceClass::OtherProvince => PlacementKind::OtherProvince,
    }
}

/// The kinds that codes cannot tell: somebody must say them.
pub const SAID: [PlacementKind; 4] = [
    PlacementKind::Workshop,
    PlacementKind::Welfare,
    PlacementKind::Business,
    PlacementKind::Flexible,
];

/// Whether the kind means work away from the home county. A workshop or a welfare post never does (rule `5_01_003` of the national system).
#[must_use]
pub const fn is_away(kind: PlacementKind) -> bool {
    matches!(
        kind,
        PlacementKind::PairedEast | PlacementKind::OtherProvince | PlacementKind::InProvince
    )
}

/// Whether a placement of this kind can stand at this place.
#[must_use]
pub fn fits_place(kind: PlacementKind, home: &str, work: &str) -> bool {
    let near = matches!(
        place_class(home, work),
        PlaceClass::SameTownship | PlaceClass::SameCounty
    );
    near || !matches!(kind, PlacementKind::Workshop | PlacementKind::Welfare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_follows_from_two_codes_and_the_day() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let pairings = crate::domain::pairings::of_reference();
        let kind = |work| kind_of(&pairings, "620802103204", work, day);
        assert_eq!(kind("620802103"), PlacementKind::InCounty);
        assert_eq!(kind("620802"), PlacementKind::InCounty);
        assert_eq!(kind("620825"), PlacementKind::InProvince);
        assert_eq!(kind("620102"), PlacementKind::InProvince);
        assert_eq!(kind("120103"), PlacementKind::PairedEast);
        assert_eq!(kind("440305"), PlacementKind::OtherProvince);
    }

    #[test]
    fn welfare_posts_and_workshops_stand_in_the_home_county() {
        assert!(fits_place(PlacementKind::Welfare, "620802103204", "620802103"));
        assert!(!fits_place(PlacementKind::Welfare, "620802103204", "120103"));
        assert!(fits_place(PlacementKind::Flexible, "620802103204", "120103"));
    }
}
