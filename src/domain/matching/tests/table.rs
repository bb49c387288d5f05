//! Twenty posts for one seamstress, in the order in which an experienced officer would read them to her.

use uuid::Uuid;

use super::super::*;
use super::build::*;

const fn kept(kept: u32, total: u32) -> Retention {
    Retention { kept, total }
}

/// Posts are numbered by the place that they should take.
fn good_posts() -> Vec<(VacancyProfile, Facts)> {
    let nobody = Facts::default();
    vec![
        // Her trade, good pay, three neighbours, people stay.
        (
            post(1, SEWING, 5600, 6500),
            Facts {
                same_village: 3,
                retention: Some(kept(19, 20)),
                ..nobody
            },
        ),
        // The same with less pay and one neighbour.
        (
            post(2, SEWING, 5200, 6000),
            Facts {
                same_village: 1,
                ..nobody
            },
        ),
        (post(3, SEWING, 5200, 6000), nobody),
        // Her pay is reached only with 286 hours a month.
        (
            VacancyProfile {
                hourly_fen: Some(1573),
                ..post(4, SEWING, 4500, 5000)
            },
            nobody,
        ),
        // A sister trade; the employer would like people under 45, which must not matter.
        (
            VacancyProfile {
                age_max: Some(45),
                ..post(5, CUTTING, 5200, 6000)
            },
            nobody,
        ),
        // Her trade and good pay, but in Shanghai, and she asked for Tianjin.
        (
            VacancyProfile {
                place_code: SHANGHAI.into(),
                hourly_fen: None,
                ..post(6, SEWING, 4600, 5200)
            },
            nobody,
        ),
        // Her trade, but many left, no food, and the sure pay is below her wish.
        (
            VacancyProfile {
                meals: Provision::None,
                hourly_fen: None,
                ..post(7, SEWING, 4000, 4600)
            },
            Facts {
                retention: Some(kept(3, 12)),
                ..nobody
            },
        ),
        // The same line of work.
        (
            VacancyProfile {
                hourly_fen: None,
                ..post(8, SHOES, 4600, 5000)
            },
            nobody,
        ),
        // Other work with bed and food.
        (post(9, PACKING, 4800, 5000), nobody),
        (
            VacancyProfile {
                meals: Provision::None,
                ..post(10, CLEANING, 4600, 4600)
            },
            nobody,
        ),
        // Other work, other place, hours not told.
        (
            VacancyProfile {
                place_code: SHANGHAI.into(),
                meals: Provision::None,
                hourly_fen: None,
                ..post(11, PACKING, 4600, 5000)
            },
            nobody,
        ),
    ]
}

fn near_posts() -> Vec<(VacancyProfile, Facts)> {
    let nobody = Facts::default();
    vec![
        (
            VacancyProfile {
                shift: Shift::Two,
                ..post(12, SEWING, 5800, 6500)
            },
            nobody,
        ),
        (
            VacancyProfile {
                lodging: Provision::Subsidy,
                ..post(13, SEWING, 5200, 5500)
            },
            nobody,
        ),
        (post(14, SEWING, 4200, 4200), nobody),
        (
            VacancyProfile {
                demands: vec![Demand::Cold],
                ..post(15, PACKING, 5200, 5500)
            },
            nobody,
        ),
        (
            VacancyProfile {
                shift: Shift::Three,
                certificates: vec!["health".into()],
                ..post(16, CARE, 5500, 6500)
            },
            nobody,
        ),
    ]
}

fn hopeless_posts() -> Vec<(VacancyProfile, Facts)> {
    let nobody = Facts::default();
    vec![
        (
            VacancyProfile {
                open: false,
                ..post(17, SEWING, 6000, 6500)
            },
            nobody,
        ),
        (
            VacancyProfile {
                employer_blacklisted: true,
                ..post(18, SEWING, 7000, 8000)
            },
            nobody,
        ),
        (
            VacancyProfile {
                lodging: Provision::None,
                shift: Shift::Night,
                education: Some(Education::Senior),
                ..post(19, PACKING, 5000, 5500)
            },
            nobody,
        ),
        (
            VacancyProfile {
                age_max: Some(45),
                age_lawful_reason: Some("set by a regulation on the trade".into()),
                ..post(20, PACKING, 6000, 6500)
            },
            nobody,
        ),
    ]
}

fn numbers(list: &[Candidate]) -> Vec<u128> {
    list.iter()
        .filter_map(|one| one.id)
        .map(|id| id.as_u128())
        .collect()
}

#[test]
fn twenty_posts_come_in_the_officers_order() {
    let mut posts = [good_posts(), near_posts(), hopeless_posts()].concat();
    posts.reverse();
    let pairs = posts.iter().map(|(vacancy, facts)| (vacancy, facts));
    let ranking = shortlist(&seamstress(), pairs, &context(Direction::JobsForPerson));
    let scores: Vec<i32> = ranking
        .eligible
        .iter()
        .map(|one| one.assessment.score)
        .collect();
    assert_eq!(
        numbers(&ranking.eligible),
        (1..=11).collect::<Vec<_>>(),
        "scores {scores:?}"
    );
    assert!(
        scores.windows(2).all(|pair| pair[0] > pair[1]),
        "each place is earned: {scores:?}"
    );
    assert_eq!(numbers(&ranking.near_misses), (12..=16).collect::<Vec<_>>());
    assert_eq!(ranking.set_aside, 4);
}

#[test]
fn near_misses_name_what_would_have_to_give_way() {
    let given: Vec<Vec<(HardCode, Side)>> = near_posts()
        .iter()
        .map(|(vacancy, facts)| judge(&seamstress(), vacancy, facts))
        .map(|result| {
            result
                .gives_way
                .iter()
                .map(|way| (way.code, way.side))
                .collect()
        })
        .collect();
    let expected = [
        vec![(HardCode::Night, Side::Employer)],
        vec![(HardCode::Lodging, Side::Employer)],
        vec![(HardCode::PayMinimum, Side::Employer)],
        vec![(HardCode::Cold, Side::Employer)],
        vec![
            (HardCode::Certificate, Side::Worker),
            (HardCode::Night, Side::Employer),
        ],
    ];
    assert_eq!(given, expected);
    let pay = judge(&seamstress(), &near_posts()[2].0, &Facts::default());
    assert_eq!(pay.gives_way[0].args.get("less"), Some(&Arg::Int(300)));
}

#[test]
fn people_for_a_post_come_by_trade_and_not_by_person() {
    let vacancy = post(1, SEWING, 5200, 6000);
    let person = |number: u128, trade: &str, years: f64| WorkerProfile {
        id: Some(Uuid::from_u128(number)),
        skills: vec![Skill {
            trade: trade.into(),
            years,
            ..Skill::default()
        }],
        ..seamstress()
    };
    let workers = [
        person(5, CLEANING, 9.0),
        person(4, SHOES, 4.0),
        person(3, CUTTING, 4.0),
        person(2, SEWING, 1.0),
        WorkerProfile {
            age: Some(58),
            sex: Some(Sex::Male),
            ..person(1, SEWING, 8.0)
        },
    ];
    let facts = Facts::default();
    let ranking = shortlist_people(
        &vacancy,
        workers.iter().map(|worker| (worker, &facts)),
        &context(Direction::JobsForPerson),
    );
    assert_eq!(numbers(&ranking.eligible), vec![1, 2, 3, 4, 5]);
}
