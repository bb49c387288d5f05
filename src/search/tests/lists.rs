//! Filters, order, pages, counts.

use std::collections::HashSet;

use chrono::TimeDelta;

use super::data::{engine, found, id, many, noon, put, query, today, vacancy};
use crate::search::{Change, Engine, Sort, VacancyQuery};

#[test]
fn pages_have_no_duplicates_and_no_gaps() {
    let dir = tempfile::tempdir().unwrap();
    let mut changes = many(60);
    // The same moment and pay for all: only the id can order them.
    for change in &mut changes {
        if let Change::PutVacancy(vacancy) = change {
            vacancy.published_at = noon();
            vacancy.pay_min = Some(4_000);
            vacancy.pay_max = None;
        }
    }
    let engine = engine(dir.path(), &changes[..30]);
    engine.apply(&changes[30..], 2).unwrap();
    for (text, sort) in [
        ("", Sort::Newest),
        ("", Sort::PayMonth),
        ("", Sort::Fit),
        ("长白班", Sort::Fit),
        ("", Sort::PayHour),
    ] {
        let page = |offset| {
            found(
                &engine,
                &VacancyQuery {
                    sort,
                    offset,
                    limit: 7,
                    ..query(text)
                },
            )
        };
        let paged: Vec<u128> = (0..9).flat_map(|number| page(number * 7)).collect();
        assert_eq!(paged.len(), 60, "{sort:?}");
        assert_eq!(paged.iter().collect::<HashSet<_>>().len(), 60, "{sort:?}");
    }
}

#[test]
fn orders_follow_their_figure() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &many(40));
    let order = |sort| found(&engine, &VacancyQuery { sort, ..query("") });
    let falling = |figures: Vec<Option<i64>>| figures.windows(2).all(|pair| pair[0] >= pair[1]);
    assert_eq!(order(Sort::Newest), (0..40).collect::<Vec<_>>());
    assert!(falling(
        order(Sort::PayMonth)
            .into_iter()
            .map(|number| vacancy(number).pay_min)
            .collect()
    ));
    assert!(falling(
        order(Sort::PayHour)
            .into_iter()
            .map(|number| vacancy(number).hourly_fen)
            .collect()
    ));
}

/// Asks with `query` among sixty vacancies and compares with what `holds` says of their numbers.
fn check(engine: &Engine, query: &VacancyQuery, holds: impl Fn(u128) -> bool) {
    let expected: Vec<u128> = (0..60).filter(|&number| holds(number)).collect();
    assert_eq!(found(engine, query), expected, "{query:?}");
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|&item| item.to_owned()).collect()
}

fn newest() -> VacancyQuery {
    VacancyQuery {
        sort: Sort::Newest,
        ..query("")
    }
}

#[test]
fn codes_filter_whole_subtrees() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &many(60));
    let place = |codes: &[&str]| VacancyQuery {
        place: strings(codes),
        ..newest()
    };
    for code in ["620802", "62", "620000", "6208"] {
        check(&engine, &place(&[code]), |n| n % 4 >= 2);
    }
    check(&engine, &place(&["620802001"]), |n| n % 4 == 3);
    check(&engine, &place(&["120103", "120104"]), |n| n % 4 < 2);
    check(&engine, &place(&["", "天津"]), |_| false);
    let occupation = |code| VacancyQuery {
        occupation: strings(&[code]),
        ..newest()
    };
    check(&engine, &occupation("6"), |n| n % 4 > 0);
    check(&engine, &occupation("6-05-00-00"), |n| n % 4 == 3);
}

#[test]
fn conditions_bound_the_result() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &many(60));
    let lodging = strings(&["provided", "subsidy"]);
    check(&engine, &VacancyQuery { lodging, ..newest() }, |n| n % 3 > 0);
    let since = noon() - TimeDelta::hours(9);
    check(
        &engine,
        &VacancyQuery {
            posted_since: Some(since),
            ..newest()
        },
        |n| n <= 9,
    );
    check(
        &engine,
        &VacancyQuery {
            pay_min: Some(7_000),
            ..newest()
        },
        |n| vacancy(n).pay_max >= Some(7_000),
    );
    check(
        &engine,
        &VacancyQuery {
            no_age_limit: true,
            ..newest()
        },
        |n| n % 2 == 1,
    );
    check(
        &engine,
        &VacancyQuery {
            age: Some(55),
            ..newest()
        },
        |n| n % 2 == 1,
    );
    check(
        &engine,
        &VacancyQuery {
            age: Some(50),
            ..newest()
        },
        |_| true,
    );
    check(
        &engine,
        &VacancyQuery {
            couple_room: true,
            ..newest()
        },
        |n| n % 5 == 0,
    );
    check(
        &engine,
        &VacancyQuery {
            halal: true,
            ..newest()
        },
        |n| n % 6 == 0,
    );
    check(
        &engine,
        &VacancyQuery {
            education_rank: Some(1),
            ..newest()
        },
        |n| n % 4 < 2,
    );
    check(
        &engine,
        &VacancyQuery {
            employer: Some(id(1)),
            ..newest()
        },
        |n| n % 3 == 1,
    );
}

#[test]
fn closed_vacancies_are_never_shown() {
    let dir = tempfile::tempdir().unwrap();
    let mut full = vacancy(1);
    full.places_left = 0;
    let mut over = vacancy(2);
    over.valid_until = today() - TimeDelta::days(1);
    let mut last_day = vacancy(3);
    last_day.valid_until = today();
    let engine = engine(dir.path(), &[put(full), put(over), put(last_day)]);
    assert_eq!(found(&engine, &query("")), [3]);
    assert!(engine.suggest("普工", 10, today()).unwrap().is_empty());
    assert!(!engine.suggest("缝纫", 10, today()).unwrap().is_empty());
}

#[test]
fn facets_add_up_to_the_whole_result() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &many(30));
    engine
        .apply(&(30..60).map(|number| put(vacancy(number))).collect::<Vec<_>>(), 2)
        .unwrap();
    engine.apply(&[Change::DropVacancy(id(3))], 3).unwrap();
    let answer = engine
        .search(&VacancyQuery {
            facets: true,
            limit: 5,
            ..query("包吃住")
        })
        .unwrap();
    let facets = answer.facets.unwrap();
    assert_eq!((answer.total, answer.hits.len()), (59, 5));
    for list in [
        &facets.provinces,
        &facets.counties,
        &facets.occupation_groups,
        &facets.lodging,
        &facets.meals,
        &facets.shift,
        &facets.contract,
    ] {
        assert_eq!(list.iter().map(|(_, count)| count).sum::<u64>(), 59, "{list:?}");
    }
    assert_eq!(
        facets.pay_bands.iter().map(|(_, count)| count).sum::<u64>() + facets.pay_unknown,
        59
    );
    assert_eq!(facets.provinces, [("120000".to_owned(), 30), ("620000".to_owned(), 29)]);
    assert_eq!(facets.counties[0], ("620802".to_owned(), 29));
    assert!(facets.occupation_groups.contains(&("6-05-00-00".to_owned(), 14)));
    assert_eq!(facets.no_age_limit, 29);
}
