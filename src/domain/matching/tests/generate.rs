//! Generators of workers, vacancies and facts: every mixture of what the forms allow, sensible or not.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

use super::super::*;
use super::build::*;

const DEMANDS: [Demand; 7] = [
    Demand::Standing,
    Demand::Night,
    Demand::Height,
    Demand::Cold,
    Demand::Heavy,
    Demand::Dust,
    Demand::Noise,
];
const LIMITS: [Limit; 9] = [
    Limit::NoStanding,
    Limit::NoNight,
    Limit::NoHeight,
    Limit::NoCold,
    Limit::NoHeavy,
    Limit::NoDust,
    Limit::NoNoise,
    Limit::NoOutOfProvince,
    Limit::NoOutOfCounty,
];
const KINDS: [Kind; 6] = [
    Kind::Away,
    Kind::Near,
    Kind::Workshop,
    Kind::Welfare,
    Kind::Business,
    Kind::None,
];
const TRADES: [&str; 8] = [
    SEWING,
    CUTTING,
    SHOES,
    PACKING,
    CLEANING,
    CARE,
    "6-00-00-00",
    "",
];
const PLACES: [&str; 6] = [HEXI, SHANGHAI, "620802", HOME_TOWNSHIP, "620825", ""];
const HOMES: [&str; 5] = [HOME_VILLAGE, "620802103200", "620802", "620825", ""];
const SCHOOLING: [Education; 4] = [
    Education::None,
    Education::Primary,
    Education::Junior,
    Education::Senior,
];
const PROVISIONS: [Provision; 3] = [Provision::None, Provision::Provided, Provision::Subsidy];
const SHIFTS: [Shift; 5] = [
    Shift::Day,
    Shift::Two,
    Shift::Three,
    Shift::Flexible,
    Shift::Night,
];

fn codes(pool: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(select(pool).prop_map(String::from), 0..=most)
}

fn skills() -> impl Strategy<Value = Vec<Skill>> {
    let skill =
        (select(&TRADES[..]), 0.0..12.0, any::<bool>()).prop_map(|(trade, years, certified)| {
            Skill {
                trade: trade.into(),
                years,
                certificate: certified.then(|| "health".into()),
                ..Skill::default()
            }
        });
    prop::collection::vec(skill, 0..3)
}

fn want() -> impl Strategy<Value = Want> {
    let lists = (
        subsequence(KINDS.to_vec(), 0..=3),
        codes(&PLACES, 2),
        codes(&TRADES, 2),
    );
    let numbers = (
        prop::option::of(-1..9000),
        prop::option::of(1..13),
        prop::option::of(1_u32..28),
    );
    let boxes = (any::<[bool; 5]>(), prop::option::of(any::<bool>()));
    (lists, numbers, boxes).prop_map(
        |((kinds, places, trades), (pay_min, stay_months, free), (yes, nights))| Want {
            kinds,
            places,
            trades,
            pay_min,
            lodging_required: yes[0],
            meals_wanted: yes[1],
            night_shift_ok: nights,
            near_home_only: yes[2],
            with_spouse: yes[3],
            halal_wanted: yes[4],
            earliest_date: free.and_then(|free| day(3, free)),
            stay_months,
            limits: Vec::new(),
        },
    )
}

pub fn worker() -> impl Strategy<Value = WorkerProfile> {
    let person = (
        prop::option::of(14..70),
        select(&HOMES[..]),
        prop::option::of(select(&SCHOOLING[..])),
    );
    let body = subsequence(LIMITS.to_vec(), 0..=2);
    (person, skills(), body, want(), any::<[bool; 4]>()).prop_map(
        |((age, home, education), skills, limits, want, yes)| WorkerProfile {
            id: yes[0].then(|| Uuid::from_u128(7)),
            age,
            home_code: home.into(),
            education,
            skills,
            limits,
            want,
            care_duty: yes[1] && yes[2],
            consent_match: yes[2] || yes[3],
            open_placement: yes[1] && yes[3],
            ..WorkerProfile::default()
        },
    )
}

pub fn vacancy() -> impl Strategy<Value = VacancyProfile> {
    let work = (
        select(&TRADES[..]),
        select(&PLACES[..]),
        subsequence(DEMANDS.to_vec(), 0..=2),
        select(&SHIFTS[..]),
    );
    let pay = (
        prop::option::of(0..9000),
        prop::option::of(0..9000),
        prop::option::of(0..4000),
    );
    let living = (
        select(&PROVISIONS[..]),
        select(&PROVISIONS[..]),
        any::<[bool; 8]>(),
    );
    let asks = (
        prop::option::of(select(&SCHOOLING[..])),
        prop::option::of(18..61),
        0..4,
        prop::option::of(1..13),
    );
    (work, pay, living, asks).prop_map(
        |(
            (trade, place, demands, shift),
            (low, high, hourly_fen),
            (lodging, meals, yes),
            (schooling, oldest, left, months),
        )| {
            VacancyProfile {
                occupation_code: trade.into(),
                place_code: place.into(),
                pay_min: low,
                pay_max: high.map(|high: i32| high.max(low.unwrap_or(0))),
                hourly_fen,
                lodging,
                meals,
                shift,
                demands,
                age_max: oldest,
                age_lawful_reason: yes[0].then(|| "a regulation".into()),
                education: schooling,
                certificates: if yes[1] {
                    vec!["health".into()]
                } else {
                    Vec::new()
                },
                couple_room: yes[2],
                halal_meals: yes[3],
                places_left: left,
                open: yes[4] || yes[5],
                employer_verified: yes[4] || yes[6],
                employer_blacklisted: yes[5] && yes[6] && yes[7],
                start_date: day(3, 10),
                term_months: months,
                ..VacancyProfile::default()
            }
        },
    )
}

pub fn facts() -> impl Strategy<Value = Facts> {
    (
        0_u32..12,
        0_u32..12,
        prop::option::of((0_u32..30, 0_u32..30)),
    )
        .prop_map(|(village, township, record)| Facts {
            same_village: village,
            same_township: township,
            retention: record.map(|(kept, total)| Retention { kept, total }),
            ..Facts::default()
        })
}

pub fn overrides() -> impl Strategy<Value = Vec<HardCode>> {
    subsequence(HardCode::ALL.to_vec(), 0..=4)
}

pub fn direction() -> impl Strategy<Value = Direction> {
    select(&[Direction::JobsForPerson, Direction::PeopleForPost][..])
}
