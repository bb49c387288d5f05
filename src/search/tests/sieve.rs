//! Candidate lists.

use chrono::TimeDelta;
use uuid::Uuid;

use super::data::{engine, put, put_worker, today, vacancy, worker};
use crate::search::{Change, VacancyCandidates, VacancyDocument, WorkerDocument, WorkerQuery};

/// A worker's number, and what sets this one apart.
type Variation = (u128, fn(&mut WorkerDocument));

fn workers(changes: [Variation; 8]) -> Vec<Change> {
    changes
        .into_iter()
        .map(|(number, change)| {
            let mut worker = worker(number);
            change(&mut worker);
            put_worker(worker)
        })
        .collect()
}

fn numbers(ids: &[Uuid]) -> Vec<u128> {
    ids.iter().map(Uuid::as_u128).collect()
}

fn welding() -> WorkerQuery {
    WorkerQuery {
        occupation: vec!["6-18-02-04".to_owned()],
        place_code: "120103".to_owned(),
        pay_high: Some(6_000),
        limit: 10,
        lodging_provided: true,
        today: today(),
        ..WorkerQuery::default()
    }
}

#[test]
fn workers_come_by_trade_then_any_and_only_if_they_may_be_proposed() {
    let dir = tempfile::tempdir().unwrap();
    let changes = workers([
        (1, |worker| {
            worker.want_trades = vec!["6-18-02-04".to_owned()];
        }),
        (2, |worker| {
            worker.want_trades = vec!["4-10-01-02".to_owned()];
            worker.skill_trades = vec!["6-18-02-04".to_owned()];
        }),
        (3, |worker| {
            worker.want_trades = vec!["6-18-02-01".to_owned()];
        }),
        (4, |worker| {
            worker.want_trades = vec!["6-18-01-01".to_owned()];
        }),
        (5, |_| ()),
        (6, |worker| {
            worker.want_trades = vec!["4-10-01-02".to_owned()];
        }),
        (7, |worker| worker.matchable = false),
        (8, |worker| {
            worker.intent_expires = Some(today() - TimeDelta::days(1));
        }),
    ]);
    let engine = engine(dir.path(), &changes);
    assert_eq!(numbers(&engine.worker_candidates(&welding()).unwrap()), [1, 2, 3, 4, 5]);
    let two = WorkerQuery { limit: 2, ..welding() };
    assert_eq!(numbers(&engine.worker_candidates(&two).unwrap()), [1, 2]);
}

#[test]
fn an_unmet_need_outweighs_the_trade() {
    let dir = tempfile::tempdir().unwrap();
    let changes = workers([
        (1, |worker| worker.want_places = vec!["12".to_owned()]),
        (2, |worker| worker.want_places = vec!["620802".to_owned()]),
        (3, |worker| {
            worker.want_trades = vec!["6-18-02-04".to_owned()];
            worker.pay_min = Some(9_000);
            worker.near_home_only = true;
        }),
        (4, |worker| {
            worker.want_trades = vec!["6-18-00-00".to_owned()];
            worker.certificates = vec!["welder".to_owned()];
        }),
        (5, |worker| {
            worker.want_trades = vec!["6-18-02-04".to_owned()];
        }),
        (6, |worker| {
            worker.lodging_required = true;
            worker.night_ok = false;
            worker.pay_min = Some(6_001);
        }),
        (7, |worker| worker.matchable = false),
        (8, |worker| worker.matchable = false),
    ]);
    let engine = engine(dir.path(), &changes);
    let query = WorkerQuery {
        certificates: vec!["welder".to_owned()],
        ..welding()
    };
    assert_eq!(numbers(&engine.worker_candidates(&query).unwrap()), [4, 5, 1, 2, 6, 3]);
    let night = WorkerQuery {
        night: true,
        lodging_provided: false,
        ..welding()
    };
    assert_eq!(numbers(&engine.worker_candidates(&night).unwrap()).last(), Some(&6));
    let home = WorkerQuery {
        place_code: "620802".to_owned(),
        pay_high: None,
        ..welding()
    };
    assert_eq!(numbers(&engine.worker_candidates(&home).unwrap())[..2], [3, 4][..]);
}

fn offer(number: u128, change: impl Fn(&mut VacancyDocument)) -> Change {
    let mut vacancy = vacancy(number);
    vacancy.occupation_code = "6-18-02-04".to_owned();
    vacancy.place_code = "120103".to_owned();
    vacancy.lodging = "provided".to_owned();
    vacancy.pay_max = Some(6_000);
    change(&mut vacancy);
    put(vacancy)
}

#[test]
fn vacancies_come_by_needs_then_trade_then_newest() {
    let dir = tempfile::tempdir().unwrap();
    let changes = [
        offer(1, |_| ()),
        offer(2, |vacancy| vacancy.published_at += TimeDelta::days(1)),
        offer(3, |vacancy| {
            vacancy.occupation_code = "6-18-02-01".to_owned();
        }),
        offer(4, |vacancy| vacancy.lodging = "none".to_owned()),
        offer(5, |vacancy| vacancy.place_code = "620802".to_owned()),
        offer(6, |vacancy| {
            (vacancy.pay_min, vacancy.pay_max) = (Some(3_000), Some(4_000));
        }),
        offer(7, |vacancy| vacancy.places_left = 0),
        offer(8, |vacancy| {
            vacancy.occupation_code = "4-10-01-02".to_owned();
        }),
    ];
    let engine = engine(dir.path(), &changes);
    let query = VacancyCandidates {
        want_trades: vec!["6-18-02-04".to_owned()],
        places: vec!["120000".to_owned()],
        home_code: "620802001".to_owned(),
        pay_min: Some(5_000),
        lodging_required: true,
        limit: 10,
        today: today(),
        ..VacancyCandidates::default()
    };
    let found = numbers(&engine.vacancy_candidates(&query).unwrap());
    assert_eq!(found[..3], [2, 1, 3][..]);
    let mut rest = found[3..].to_vec();
    rest.sort_unstable();
    assert_eq!(rest, [4, 5, 6]);
    let at_home = VacancyCandidates {
        near_home_only: true,
        ..query.clone()
    };
    assert_eq!(numbers(&engine.vacancy_candidates(&at_home).unwrap())[0], 5);
    let any = VacancyCandidates {
        want_trades: Vec::new(),
        ..query
    };
    assert_eq!(engine.vacancy_candidates(&any).unwrap().len(), 7);
}

#[test]
fn a_liaison_gets_the_own_people_however_many_others_fit_better() {
    let dir = tempfile::tempdir().unwrap();
    let mut changes: Vec<Change> = (1..40)
        .map(|number| {
            let mut other = worker(number);
            other.want_trades = vec!["6-18-02-04".to_owned()];
            put_worker(other)
        })
        .collect();
    let mut own = worker(40);
    own.home_code = "620802103204".to_owned();
    changes.push(put_worker(own));
    let engine = engine(dir.path(), &changes);
    let in_township = WorkerQuery {
        within: Some("620802103".to_owned()),
        ..welding()
    };
    assert_eq!(numbers(&engine.worker_candidates(&in_township).unwrap()), [40]);
    let in_county = WorkerQuery {
        within: Some("620802000000".to_owned()),
        limit: 100,
        ..welding()
    };
    assert_eq!(engine.worker_candidates(&in_county).unwrap().len(), 40);
}
