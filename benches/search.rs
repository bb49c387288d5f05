//! Medians of the search engine over 20,000 made-up vacancies and 20,000 workers: `cargo bench --bench search`.
//!
//! The documents come from a fixed pattern, so two runs measure the same work.

use std::hint::black_box;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta};
use criterion::{Criterion, criterion_group, criterion_main};
use labour_bridge::search::{
    Analyser, Change, Engine, Sort, VacancyCandidates, VacancyDocument, VacancyQuery, WorkerDocument, WorkerQuery,
};
use uuid::Uuid;

const DOCUMENTS: usize = 20_000;

const TITLES: [&str; 10] = [
    "月嫂",
    "电焊工",
    "服装厂普工",
    "缝纫工",
    "养老护理员",
    "小区保安",
    "快递分拣员",
    "数控车床操作工",
    "餐厅服务员",
    "货车司机",
];
const OCCUPATIONS: [(&str, &str); 5] = [
    ("4-10-01-02", "母婴护理员"),
    ("6-18-02-04", "焊工"),
    ("6-31-09-99", "普通工人"),
    ("6-05-01-03", "裁缝"),
    ("4-02-07-01", "快递员"),
];
const PLACES: [(&str, &str, &str); 4] = [
    ("120103", "河西区", "天津市"),
    ("120104", "南开区", "天津市"),
    ("620802", "崆峒区", "甘肃省"),
    ("120110", "东丽区", "天津市"),
];
const SENTENCES: [&str; 6] = [
    "长白班，包吃住，每月休四天，按月发工资。",
    "两班倒，有夜班补贴，住四人间，有空调和热水。",
    "需要健康证，有经验者优先，无经验可以培训。",
    "年龄不限，男女不限，能吃苦耐劳，服从安排。",
    "签劳动合同，缴纳五险，满一年有探亲路费。",
    "车间操作，坐着干活，计件工资，多劳多得。",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar")
}

/// One of `list`, spread so that the lists do not move in step.
fn pick<T: Copy>(list: &[T], number: usize, salt: usize) -> T {
    list[(number * 31 + number / 7 + salt * 17) % list.len()]
}

fn vacancy(number: usize) -> Change {
    let step = i64::try_from(number).expect("a small number");
    let (occupation_code, occupation) = pick(&OCCUPATIONS, number, 1);
    let (place_code, county, province) = pick(&PLACES, number, 2);
    let description: String = (0..4)
        .map(|sentence| pick(&SENTENCES, number / (sentence + 1), sentence))
        .collect();
    let published = DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::minutes(step);
    Change::PutVacancy(Box::new(VacancyDocument {
        id: Uuid::from_u128(number as u128),
        version: 1,
        title: format!("{}{}", pick(&TITLES, number, 3), number % 997),
        employer: format!("河西第{}工厂", number % 1_499),
        occupation_code: occupation_code.to_owned(),
        occupation_words: vec![occupation.to_owned()],
        place_code: place_code.to_owned(),
        place_words: vec![county.to_owned(), province.to_owned()],
        description,
        pay_min: Some(3_000 + step % 50 * 100),
        pay_max: Some(5_000 + step % 50 * 100),
        hourly_fen: Some(1_500 + step % 900),
        lodging: pick(&["none", "provided", "subsidy"], number, 4).to_owned(),
        meals: pick(&["none", "provided"], number, 5).to_owned(),
        shift: pick(&["day", "two", "three", "night"], number, 6).to_owned(),
        contract: pick(&["labour", "dispatch"], number, 7).to_owned(),
        age_max: number.is_multiple_of(3).then_some(50),
        education_rank: step % 4,
        couple_room: number.is_multiple_of(5),
        halal: number.is_multiple_of(6),
        published_at: published,
        valid_until: today(),
        employer_id: Uuid::from_u128(number as u128 % 1_499),
        places_left: 1,
    }))
}

fn worker(number: usize) -> Change {
    let (trade, _) = pick(&OCCUPATIONS, number, 1);
    let (place, _, _) = pick(&PLACES, number, 2);
    Change::PutWorker(Box::new(WorkerDocument {
        id: Uuid::from_u128(number as u128),
        version: 1,
        home_code: "620802".to_owned(),
        want_trades: if number.is_multiple_of(4) {
            Vec::new()
        } else {
            vec![trade.to_owned()]
        },
        skill_trades: vec![trade.to_owned()],
        want_places: if number.is_multiple_of(3) {
            Vec::new()
        } else {
            vec![place.to_owned()]
        },
        wants: vec!["meals".to_owned()],
        pay_min: Some(4_000),
        night_ok: number.is_multiple_of(2),
        near_home_only: number.is_multiple_of(7),
        lodging_required: number % 2 == 1,
        matchable: !number.is_multiple_of(9),
        certificates: Vec::new(),
        intent_expires: None,
    }))
}

fn engine(dir: &std::path::Path) -> Arc<Engine> {
    let words = ["月嫂", "长白班", "包吃住", "普工", "焊工"];
    let engine = Arc::new(Engine::open(dir, Analyser::new(words.into_iter())).expect("opens"));
    let mut rebuild = engine.rebuild().expect("starts");
    for start in (0..DOCUMENTS).step_by(1_000) {
        let batch: Vec<Change> = (start..start + 1_000)
            .flat_map(|number| [vacancy(number), worker(number)])
            .collect();
        rebuild.add(&batch).expect("adds");
    }
    rebuild.finish(1).expect("finishes");
    engine
}

fn searches(criterion: &mut Criterion) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let engine = engine(dir.path());
    let base = || VacancyQuery {
        limit: 20,
        facets: true,
        today: today(),
        ..VacancyQuery::default()
    };
    let text = |text: &str| VacancyQuery {
        text: text.to_owned(),
        ..base()
    };
    let queries = [
        ("everything with facets", base()),
        ("one word with facets", text("月嫂")),
        ("four words with facets", text("天津 焊工 长白班 包吃住")),
        ("common substring with facets", text("工资")),
        ("one character with facets", text("工")),
        (
            "twelve terms",
            text("长白班 包吃住 工资 天津 合同 五险 健康证 夜班 补贴 空调 热水 车间"),
        ),
        ("nothing, then relaxed", text("月嫂 潜水员")),
        (
            "deep page by pay",
            VacancyQuery {
                sort: Sort::PayMonth,
                offset: 10_000,
                ..base()
            },
        ),
    ];
    for (name, query) in &queries {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| engine.search(black_box(query)).expect("answers"));
        });
    }
    for typed in ["月", "ys", "fuwuy"] {
        criterion.bench_function(&format!("suggest {typed}"), |bencher| {
            bencher.iter(|| engine.suggest(black_box(typed), 10, today()).expect("answers"));
        });
    }
}

fn candidates(criterion: &mut Criterion) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let engine = engine(dir.path());
    let for_vacancy = WorkerQuery {
        occupation: vec!["6-18-02-04".to_owned()],
        place_code: "120103".to_owned(),
        limit: 500,
        today: today(),
        ..WorkerQuery::default()
    };
    criterion.bench_function("500 workers for a vacancy", |bencher| {
        bencher.iter(|| engine.worker_candidates(black_box(&for_vacancy)).expect("answers"));
    });
    let for_worker = VacancyCandidates {
        want_trades: vec!["6-18-02-04".to_owned()],
        places: vec!["12".to_owned()],
        limit: 500,
        today: today(),
        ..VacancyCandidates::default()
    };
    criterion.bench_function("500 vacancies for a worker", |bencher| {
        bencher.iter(|| engine.vacancy_candidates(black_box(&for_worker)).expect("answers"));
    });
    let mut cursor = 1;
    criterion.bench_function("apply one change", |bencher| {
        bencher.iter(|| {
            cursor += 1;
            engine.apply(&[vacancy(5)], cursor).expect("applies");
        });
    });
}

criterion_group!(benches, searches, candidates);
criterion_main!(benches);
