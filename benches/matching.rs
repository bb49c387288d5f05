//! Time to judge 500 candidates in both directions, without database and index: `cargo bench --bench matching`.

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use labour_bridge::domain::matching::profiles::Reference;
use labour_bridge::domain::matching::{
    Context, Direction, Facts, Kind, Limit, Provision, Skill, VacancyProfile, Want, WorkerProfile, shortlist,
    shortlist_people,
};
use uuid::Uuid;

const CANDIDATES: u128 = 500;
const TRADES: [&str; 5] = ["6-18-02-04", "6-05-01-03", "6-00-00-00", "4-07-05-01", "6-25-04-07"];

fn pick<'a>(list: &[&'a str], number: u128) -> &'a str {
    list[usize::try_from(number).expect("a small number") % list.len()]
}

fn worker(number: u128) -> WorkerProfile {
    let even = number.is_multiple_of(2);
    WorkerProfile {
        id: Some(Uuid::from_u128(number)),
        age: Some(40),
        home_code: pick(&["620802103204", "620802101201", "620825"], number).to_owned(),
        skills: vec![Skill {
            trade: pick(&TRADES, number).to_owned(),
            years: 4.0,
            ..Skill::default()
        }],
        certificates: vec!["welding".to_owned()],
        limits: if even { vec![Limit::NoHeight] } else { Vec::new() },
        consent_match: true,
        want: Want {
            kinds: vec![Kind::Away],
            places: vec!["120000".to_owned()],
            trades: vec![pick(&TRADES, number + 1).to_owned()],
            pay_min: Some(5_000),
            night_shift_ok: Some(even),
            ..Want::default()
        },
        ..WorkerProfile::default()
    }
}

fn vacancy(number: u128) -> VacancyProfile {
    VacancyProfile {
        id: Uuid::from_u128(number),
        title: "岗位".to_owned(),
        occupation_code: pick(&TRADES, number).to_owned(),
        place_code: pick(&["120103", "620802103", "310115"], number).to_owned(),
        pay_min: Some(5_500),
        pay_max: Some(7_000),
        hourly_fen: Some(2_400),
        lodging: Provision::Provided,
        places_left: 5,
        open: true,
        employer_verified: true,
        ..VacancyProfile::default()
    }
}

fn both_ways(criterion: &mut Criterion) {
    let context = Context {
        today: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"),
        direction: Direction::JobsForPerson,
        geography: &Reference,
        occupations: &Reference,
    };
    let (workers, vacancies): (Vec<_>, Vec<_>) =
        (0..CANDIDATES).map(|number| (worker(number), vacancy(number))).unzip();
    let facts = Facts {
        same_village: 2,
        ..Facts::default()
    };
    criterion.bench_function("judge 500 posts for a person", |bencher| {
        bencher.iter(|| {
            shortlist(
                black_box(&workers[0]),
                vacancies.iter().map(|post| (post, &facts)),
                &context,
            )
        });
    });
    criterion.bench_function("judge 500 people for a post", |bencher| {
        bencher.iter(|| {
            shortlist_people(
                black_box(&vacancies[0]),
                workers.iter().map(|worker| (worker, &facts)),
                &context,
            )
        });
    });
}

criterion_group!(benches, both_ways);
criterion_main!(benches);
