//! Work near home: in the province, in the county, in workshops, welfare posts.

use entity::codes::PlacementKind::{self, InCounty, InProvince, OtherProvince, Welfare, Workshop};

use sea_orm::Condition;

use super::super::asked::Asked;
use super::super::facts::{began_within, counted, lifted_at_start, people, running_on_last_day};
use super::super::indicator::{Group, Indicator, Once, Unit, Window};
use super::of_placements;
use crate::domain::workshops::figures::of_a_recognised_one;

const WITHIN: (Unit, Once, Window) = (Unit::People, Once::Person, Window::Within);
const UP_TO: (Unit, Once, Window) = (Unit::People, Once::Person, Window::UpTo);
const ON_LAST_DAY: (Unit, Once, Window) = (Unit::People, Once::Person, Window::OnLastDay);
const WORKSHOPS: &[PlacementKind] = &[Workshop];

pub(super) const FIGURES: &[Indicator] = &[
    of_placements("T4o", Group::Near, WITHIN, |asked| {
        people(counted(asked, &[OtherProvince]).add(began_within(asked)))
    }),
    of_placements("T4p", Group::Near, WITHIN, |asked| {
        people(counted(asked, &[InProvince]).add(began_within(asked)))
    }),
    of_placements("T4c", Group::Near, WITHIN, |asked| {
        people(counted(asked, &[InCounty]).add(began_within(asked)))
    }),
    of_placements("T9", Group::Near, WITHIN, |asked| {
        people(in_workshops(asked).add(began_within(asked)))
    }),
    of_placements("T9c", Group::Near, UP_TO, |asked| people(in_workshops(asked))),
    of_placements("T9l", Group::Near, UP_TO, |asked| {
        people(in_workshops(asked).add(lifted_at_start()))
    }),
    of_placements("T9o", Group::Near, ON_LAST_DAY, |asked| {
        people(in_workshops(asked).add(running_on_last_day(asked)))
    }),
    of_placements("T11", Group::Near, ON_LAST_DAY, |asked| {
        people(counted(asked, &[Welfare]).add(running_on_last_day(asked)))
    }),
];

/// Placements in workshops; those whose workshop is known count once it is recognised.
fn in_workshops(asked: &Asked) -> Condition {
    counted(asked, WORKSHOPS).add(of_a_recognised_one(asked))
}
