use std::collections::{BTreeMap, HashSet};

use super::{FORBIDDEN, assert_lawful};
use crate::made_up::words::WORDS;
use crate::made_up::{EmployerState, PayForm, Provision, Role, Story, VacancyState, story};

fn read() -> Story {
    story().expect("the demo files are compiled in")
}

#[test]
fn the_story_has_its_people() {
    let story = read();
    let counts = (
        story.employers.len(),
        story.vacancies.len(),
        story.workers.len(),
        story.users.len(),
    );
    assert_eq!(counts, (25, 83, 47, 10));
    let mut states = BTreeMap::new();
    for vacancy in &story.vacancies {
        *states.entry(vacancy.state.key()).or_insert(0) += 1;
    }
    let told = [
        ("draft", 3),
        ("expired", 2),
        ("full", 1),
        ("paused", 3),
        ("published", 72),
        ("returned", 1),
        ("review", 1),
    ];
    assert_eq!(states, BTreeMap::from(told));
    for state in EmployerState::ALL {
        assert!(
            story.employers.iter().any(|employer| employer.state == *state),
            "no employer is {}",
            state.key()
        );
    }
    for role in Role::ALL {
        assert!(
            story.users.iter().any(|user| user.role == *role),
            "no user is {}",
            role.key()
        );
    }
}

#[test]
fn keys_are_unique_and_resolve() {
    let story = read();
    let employers: HashSet<_> = story.employers.iter().map(|employer| employer.key.as_ref()).collect();
    let workers: HashSet<_> = story.workers.iter().map(|worker| worker.key.as_ref()).collect();
    let references: HashSet<_> = story
        .vacancies
        .iter()
        .map(|vacancy| vacancy.reference.as_ref())
        .collect();
    let logins: HashSet<_> = story.users.iter().map(|user| user.login.as_ref()).collect();
    assert_eq!(employers.len(), story.employers.len());
    assert_eq!(workers.len(), story.workers.len());
    assert_eq!(references.len(), story.vacancies.len());
    assert_eq!(logins.len(), story.users.len());
    for vacancy in &story.vacancies {
        assert!(employers.contains(vacancy.employer.as_ref()), "{}", vacancy.reference);
    }
    for user in &story.users {
        assert_eq!(user.employer.is_some(), user.role == Role::Employer, "{}", user.login);
        assert!(
            user.employer.iter().all(|key| employers.contains(key.as_ref())),
            "{}",
            user.login
        );
    }
    for worker in &story.workers {
        assert!(
            worker.intent.goes_with.iter().all(|key| workers.contains(key.as_ref())),
            "{}",
            worker.key
        );
        if let Some(key) = &worker.intent.with_spouse {
            let spouse = story
                .workers
                .iter()
                .find(|other| &other.key == key)
                .expect("the spouse is in the story");
            assert_eq!(spouse.intent.with_spouse.as_ref(), Some(&worker.key));
            assert_eq!(spouse.household, worker.household);
        }
    }
}

#[test]
fn only_drafts_and_returned_ones_say_what_the_check_must_stop() {
    let story = read();
    let says = |text: &str| FORBIDDEN.iter().any(|word| text.contains(word));
    for vacancy in &story.vacancies {
        let text = format!("{} {}", vacancy.title, vacancy.description);
        if !matches!(vacancy.state, VacancyState::Draft | VacancyState::Returned) {
            assert_lawful(&text, &vacancy.reference);
        }
    }
    let stopped = story
        .vacancies
        .iter()
        .filter(|vacancy| vacancy.state == VacancyState::Draft && says(&vacancy.description));
    assert_eq!(stopped.count(), 2);
}

#[test]
fn published_vacancies_are_of_verified_employers_and_still_valid() {
    let story = read();
    for vacancy in story
        .vacancies
        .iter()
        .filter(|vacancy| vacancy.state == VacancyState::Published)
    {
        let employer = story
            .employers
            .iter()
            .find(|employer| employer.key == vacancy.employer)
            .expect("keys resolve");
        assert_eq!(employer.state, EmployerState::Verified, "{}", vacancy.reference);
        assert!(employer.verified_days_ago < Some(183), "{}", employer.key);
        assert!(
            vacancy.valid_days <= 90 && vacancy.published_days_ago < vacancy.valid_days,
            "{}",
            vacancy.reference
        );
        assert!(vacancy.filled < vacancy.headcount, "{}", vacancy.reference);
    }
}

#[test]
fn conditions_have_their_reasons_and_pay_is_honest() {
    for vacancy in &read().vacancies {
        let reference = &vacancy.reference;
        let pay = &vacancy.pay;
        assert_eq!(vacancy.age_max.is_some(), vacancy.age_reason.is_some(), "{reference}");
        assert!(vacancy.age_min >= 16, "{reference}");
        assert!(
            pay.min_yuan <= pay.max_yuan && pay.unit_min_fen <= pay.unit_max_fen,
            "{reference}"
        );
        assert_eq!(
            pay.unit_min_fen.is_none(),
            pay.form == PayForm::Month || reference == "TJ-005",
            "{reference}"
        );
        // An estimate by the hour must be what the hours give, to a twelfth.
        if let (PayForm::Hour, Some(low), Some(high)) = (pay.form, pay.unit_min_fen, pay.unit_max_fen) {
            let hours = pay.hours_per_month;
            assert!(
                pay.min_yuan * 100 <= low * hours * 13 / 12 && pay.max_yuan * 100 >= high * hours * 11 / 12,
                "{reference}"
            );
        }
        assert!(
            vacancy.lodging == Provision::Provided || !vacancy.couple_room,
            "{reference}"
        );
        assert!(
            vacancy.certificate.is_some() || !vacancy.certificate_required,
            "{reference}"
        );
    }
}

#[test]
fn nobody_has_a_real_number() {
    let story = read();
    let files = [
        include_str!("../../../demo/employers.jsonl"),
        include_str!("../../../demo/vacancies.jsonl"),
        include_str!("../../../demo/workers.jsonl"),
        include_str!("../../../demo/users.jsonl"),
    ];
    for file in files {
        let longest = file.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
        assert!(longest <= Some(12), "an identity number is in the files");
    }
    let phones = story
        .workers
        .iter()
        .flat_map(|worker| &worker.phones)
        .map(|phone| &phone.number);
    let phones = phones
        .chain(story.employers.iter().map(|employer| &employer.contact_phone))
        .chain(story.users.iter().map(|user| &user.phone));
    for phone in phones {
        assert!(phone.len() == 11 && phone.starts_with("19900"), "{phone}");
    }
    let numbers: HashSet<_> = story
        .workers
        .iter()
        .map(|worker| worker.identity_number().expose().to_owned())
        .collect();
    assert_eq!(numbers.len(), story.workers.len(), "two have the same sex and birthday");
}

#[test]
fn villages_are_of_the_list() {
    let villages: HashSet<_> = WORDS.villages.iter().map(|v| (v.code, v.name, v.township)).collect();
    for worker in &read().workers {
        let home = (&*worker.village_code, &*worker.village, &*worker.township);
        assert!(villages.contains(&home), "{home:?}");
    }
}
