//! The made-up records against the code lists and the checks of the service itself.

use super::today;
use crate::domain::checks::id_number::IdNumber;
use crate::domain::checks::person_name::PersonName;
use crate::domain::checks::wording::{Field, Severity, examine};
use crate::made_up::words::WORDS;
use crate::made_up::{Vacancy, VacancyState, Worker, employers, story, vacancies, workers};
use crate::reference::{industry, occupation, region};

fn all_workers() -> Vec<Worker> {
    let story = story().expect("the demo files are compiled in");
    story.workers.into_iter().chain(workers(1, 2_000, today())).collect()
}

fn all_vacancies() -> Vec<Vacancy> {
    let firms: Vec<_> = employers(1, 300).collect();
    let story = story().expect("the demo files are compiled in");
    story.vacancies.into_iter().chain(vacancies(1, 1_000, &firms)).collect()
}

#[test]
fn every_code_is_in_its_list() {
    for village in &WORDS.villages {
        assert_eq!(region::name(village.code), village.name, "{}", village.code);
        let township = region::township(village.code).map(|township| township.name);
        assert_eq!(township, Some(village.township), "{}", village.code);
    }
    for trade in &WORDS.trades {
        assert!(occupation::get(trade.occupation).is_some(), "{}", trade.occupation);
        assert!(industry::get(trade.industry).is_some(), "{}", trade.industry);
    }
    for vacancy in all_vacancies() {
        assert!(occupation::get(&vacancy.occupation).is_some(), "{}", vacancy.reference);
        assert!(region::get(&vacancy.place_code).is_some(), "{}", vacancy.reference);
    }
    for employer in story()
        .expect("the demo files are compiled in")
        .employers
        .into_iter()
        .chain(employers(1, 300))
    {
        assert!(region::get(&employer.region_code).is_some(), "{}", employer.key);
        assert!(industry::get(&employer.industry).is_some(), "{}", employer.key);
    }
    for worker in all_workers() {
        let work_place = worker.status.place_code.iter();
        for code in worker.intent.places.iter().chain(work_place) {
            assert!(region::get(code).is_some(), "{}: {code}", worker.key);
        }
        assert!(
            worker
                .skills
                .iter()
                .all(|skill| occupation::get(&skill.occupation).is_some()),
            "{}",
            worker.key
        );
    }
}

#[test]
fn names_and_identity_numbers_pass_the_checks() {
    for worker in all_workers() {
        assert!(PersonName::parse(&worker.name).is_ok(), "{}", worker.name);
        let number = worker.identity_number();
        assert!(IdNumber::parse(number.expose(), today()).is_ok(), "{}", worker.key);
    }
}

#[test]
fn the_wording_check_stops_only_the_three_made_for_it() {
    let stopped: Vec<_> = all_vacancies()
        .into_iter()
        .filter(|vacancy| {
            let findings = examine(&[(Field::Title, &vacancy.title), (Field::Duties, &vacancy.description)]);
            findings.iter().any(|finding| finding.severity != Severity::Warn)
        })
        .map(|vacancy| (vacancy.reference, vacancy.state))
        .collect();
    let told = [
        ("TJ-068", VacancyState::Draft),
        ("TJ-069", VacancyState::Draft),
        ("TJ-070", VacancyState::Returned),
    ];
    assert_eq!(stopped, told.map(|(reference, state)| (reference.into(), state)));
}
