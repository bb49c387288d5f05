//! Places and trades as the code lists of the service know them.

use crate::domain::matching::places::{Geography, Occupations, PlaceClass, PrefixCodes, Relation};
use crate::reference::{occupation, region};

/// Knowledge of places (coordinates of counties, municipalities as one city) and of trades (what a general hand is taken on for).
#[derive(Debug, Clone, Copy, Default)]
pub struct Reference;

impl Geography for Reference {
    fn place_class(&self, home: &str, work: &str) -> PlaceClass {
        if region::nearest(home).is_none() || region::nearest(work).is_none() {
            return PlaceClass::Unknown;
        }
        match region::place_class(home, work) {
            region::PlaceClass::SameTownship => PlaceClass::SameTownship,
            region::PlaceClass::SameCounty => PlaceClass::SameCounty,
            region::PlaceClass::SameCity => PlaceClass::SameCity,
            region::PlaceClass::SameProvince => PlaceClass::SameProvince,
            region::PlaceClass::OtherProvince => PlaceClass::OtherProvince,
        }
    }

    fn contains(&self, prefix: &str, code: &str) -> bool {
        PrefixCodes.contains(prefix, code)
    }

    fn distance_km(&self, home: &str, work: &str) -> Option<f64> {
        region::distance_km(home, work)
    }
}

impl Occupations for Reference {
    /// Codes tell how near trades are, except around the general hand, whose code is a whole class of the list: factory work that needs no
    /// trade is like it, a welder's or a miner's post has nothing in common with it.
    fn relation(&self, want: &str, have: &str) -> Relation {
        let hand = occupation::GENERAL_HAND;
        match (want == hand, have == hand) {
            (true, true) => Relation::Same,
            (true, false) if occupation::fits(hand, have) => Relation::SameSubgroup,
            (false, true) if occupation::fits(hand, want) => Relation::SameGroup,
            (true, false) | (false, true) => Relation::Other,
            (false, false) => PrefixCodes.relation(want, have),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELDER: &str = "6-18-02-04";
    const ASSEMBLER: &str = "6-25-04-07";

    #[test]
    fn a_general_hand_is_near_to_factory_work_and_not_to_a_trade() {
        let hand = occupation::GENERAL_HAND;
        assert_eq!(Reference.relation(hand, hand), Relation::Same);
        assert_eq!(Reference.relation(hand, ASSEMBLER), Relation::SameSubgroup);
        assert_eq!(Reference.relation(ASSEMBLER, hand), Relation::SameGroup);
        assert_eq!(Reference.relation(hand, WELDER), Relation::Other);
        assert_eq!(Reference.relation(WELDER, hand), Relation::Other);
        assert_eq!(Reference.relation(WELDER, "6-18-02-05"), Relation::SameSubgroup);
    }

    #[test]
    fn a_place_that_nobody_knows_is_not_far_away_but_unknown() {
        assert_eq!(Reference.place_class("", "120103"), PlaceClass::Unknown);
        assert_eq!(
            Reference.place_class("620802103204", "120103"),
            PlaceClass::OtherProvince
        );
        assert_eq!(Reference.place_class("120103", "120101"), PlaceClass::SameCity);
    }
}
