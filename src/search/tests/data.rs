//! Made-up documents.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use crate::search::{Analyser, Change, Engine, VacancyDocument, VacancyQuery, WorkerDocument};

/// Loading the dictionary takes a second in a debug build: once for all tests.
pub static ANALYSER: LazyLock<Analyser> =
    LazyLock::new(|| Analyser::new(["月嫂", "育儿嫂", "长白班", "包吃住", "普工", "焊工"].into_iter()));

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar")
}

pub fn noon() -> DateTime<Utc> {
    today().and_hms_opt(12, 0, 0).expect("a time of day").and_utc()
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Vacancy `number` of a regular pattern: places, occupations, pay and conditions change with the number.
pub fn vacancy(number: u128) -> VacancyDocument {
    let step = i64::try_from(number).expect("a small number");
    let pick = |list: &[&str]| list[usize::try_from(number).expect("a small number") % list.len()].to_owned();
    VacancyDocument {
        id: id(number),
        version: step,
        title: pick(&["月嫂", "电焊工", "普工", "缝纫工", "养老护理员", "保安"]),
        employer: pick(&["河西家政服务中心", "海河重工厂", "友谊路服装厂"]),
        occupation_code: pick(&["4-10-01-02", "6-18-02-04", "6-31-09-99", "6-05-01-03"]),
        occupation_words: vec![pick(&["母婴护理员", "焊工", "普通工人", "裁缝"]), "月子护理".to_owned()],
        place_code: pick(&["120103", "120104", "620802", "620802001"]),
        place_words: vec![
            pick(&["河西区", "南开区", "崆峒区", "崆峒区"]),
            pick(&["天津市", "天津市", "甘肃省", "甘肃省"]),
        ],
        description: "长白班，包吃住，每月休四天。".to_owned(),
        pay_min: Some(3_000 + step % 7 * 500),
        pay_max: Some(4_000 + step % 5 * 1_000),
        hourly_fen: (step % 3 > 0).then_some(1_500 + step % 11 * 100),
        lodging: pick(&["none", "provided", "subsidy"]),
        meals: pick(&["none", "provided"]),
        shift: pick(&["day", "two", "night"]),
        contract: pick(&["labour", "dispatch"]),
        age_max: (step % 2 == 0).then_some(50),
        education_rank: step % 4,
        couple_room: step % 5 == 0,
        halal: step % 6 == 0,
        published_at: noon() - TimeDelta::hours(step),
        valid_until: today() + TimeDelta::days(30),
        employer_id: id(number % 3),
        places_left: 2,
    }
}

pub fn worker(number: u128) -> WorkerDocument {
    WorkerDocument {
        id: id(number),
        version: 1,
        home_code: "620802".to_owned(),
        want_trades: Vec::new(),
        skill_trades: Vec::new(),
        want_places: Vec::new(),
        wants: Vec::new(),
        pay_min: None,
        night_ok: true,
        near_home_only: false,
        lodging_required: false,
        matchable: true,
        certificates: Vec::new(),
        intent_expires: None,
    }
}

pub fn put(vacancy: VacancyDocument) -> Change {
    Change::PutVacancy(Box::new(vacancy))
}

pub fn put_worker(worker: WorkerDocument) -> Change {
    Change::PutWorker(Box::new(worker))
}

/// An engine whose first rebuild brought in `changes`, with cursor 1.
pub fn engine(dir: &Path, changes: &[Change]) -> Arc<Engine> {
    let engine = Arc::new(Engine::open(dir, ANALYSER.clone()).expect("opens"));
    fill(&engine, changes, 1);
    engine
}

pub fn fill(engine: &Arc<Engine>, changes: &[Change], cursor: i64) {
    let mut rebuild = engine.rebuild().expect("starts");
    rebuild.add(changes).expect("adds");
    rebuild.finish(cursor).expect("finishes");
}

pub fn query(text: &str) -> VacancyQuery {
    VacancyQuery {
        text: text.to_owned(),
        limit: 100,
        today: today(),
        ..VacancyQuery::default()
    }
}

pub fn found(engine: &Engine, query: &VacancyQuery) -> Vec<u128> {
    engine
        .search(query)
        .expect("answers")
        .hits
        .iter()
        .map(|hit| hit.id.as_u128())
        .collect()
}

/// The first `count` vacancies of the pattern.
pub fn many(count: u128) -> Vec<Change> {
    (0..count).map(|number| put(vacancy(number))).collect()
}
