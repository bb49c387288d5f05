use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use super::{assert_lawful, today};
use crate::made_up::words::WORDS;
use crate::made_up::{
    Employer, EmployerState, HouseholdBase, PastPerson, Sex, Vacancy, VacancyState, Worker, employers,
    placements_history, vacancies, workers,
};

fn firms(seed: u64) -> Vec<Employer> {
    employers(seed, 300).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_same_seed_gives_the_same_and_the_first_of_many_are_the_same_as_few(seed: u64, n in 0_usize..60) {
        let firms = firms(seed);
        prop_assert_eq!(&firms[..n], &employers(seed, n).collect::<Vec<_>>()[..]);
        let many: Vec<Vacancy> = vacancies(seed, 60, &firms).collect();
        prop_assert_eq!(&many[..n], &vacancies(seed, n, &firms).collect::<Vec<_>>()[..]);
        let many: Vec<PastPerson> = placements_history(seed, 60, &firms, today()).collect();
        prop_assert_eq!(&many[..n], &placements_history(seed, n, &firms, today()).collect::<Vec<_>>()[..]);
        let many: Vec<Worker> = workers(seed, 60, today()).collect();
        let few: Vec<Worker> = workers(seed, n, today()).collect();
        prop_assert_eq!(few.len(), n);
        // Only the very last may have lost the spouse who is not made any more.
        let whole = n.saturating_sub(1);
        prop_assert_eq!(&many[..whole], &few[..whole]);
    }

    #[test]
    fn different_seeds_differ(seed: u64) {
        let other = seed.wrapping_add(1);
        prop_assert_ne!(workers(seed, 20, today()).collect::<Vec<_>>(), workers(other, 20, today()).collect::<Vec<_>>());
        prop_assert_ne!(employers(seed, 20).collect::<Vec<_>>(), employers(other, 20).collect::<Vec<_>>());
        let firms = firms(seed);
        prop_assert_ne!(vacancies(seed, 20, &firms).collect::<Vec<_>>(), vacancies(other, 20, &firms).collect::<Vec<_>>());
    }

    #[test]
    fn spouses_are_there_and_of_one_household(seed: u64, n in 1_usize..200) {
        let all: Vec<Worker> = workers(seed, n, today()).collect();
        let by_key: HashMap<_, _> = all.iter().map(|worker| (&worker.key, worker)).collect();
        for worker in &all {
            if let Some(key) = &worker.intent.with_spouse {
                prop_assert_eq!(&by_key[key].household, &worker.household);
                prop_assert_eq!(by_key[key].intent.with_spouse.as_ref(), Some(&worker.key));
            }
        }
    }
}

#[test]
fn twenty_thousand_workers_have_the_told_shape() {
    let all: Vec<Worker> = workers(1, 20_000, today()).collect();
    let age = |worker: &Worker| today().years_since(worker.birth).expect("born before today");
    let share = |what: &dyn Fn(&Worker) -> bool| all.iter().filter(|worker| what(worker)).count() * 1000 / all.len();
    assert!(all.iter().all(|worker| (18..=64).contains(&age(worker))));
    let shares = [
        share(&|worker| worker.sex == Sex::Female),
        share(&|worker| (35..=60).contains(&age(worker))),
        share(&|worker| worker.household.base == HouseholdBase::Lifted),
        share(&|worker| worker.household.monitor.is_some()),
        share(&|worker| worker.name.starts_with('马')),
    ];
    assert_eq!(shares, [430, 641, 303, 35, 178]);
    let villages: HashSet<_> = all.iter().map(|worker| &worker.village_code).collect();
    assert_eq!(villages.len(), WORDS.villages.len());
    let numbers: HashSet<_> = all
        .iter()
        .map(|worker| worker.identity_number().expose().to_owned())
        .collect();
    assert_eq!(numbers.len(), all.len());
    assert!(
        all.iter()
            .all(|worker| worker.phones[0].number.starts_with("19900") && worker.phones[0].number.len() == 11)
    );
}

#[test]
fn five_thousand_vacancies_have_the_told_shape() {
    let firms = firms(1);
    let all: Vec<Vacancy> = vacancies(1, 5_000, &firms).collect();
    let share = |what: &dyn Fn(&Vacancy) -> bool| all.iter().filter(|vacancy| what(vacancy)).count() * 1000 / all.len();
    let shares = [
        share(&|vacancy| vacancy.place_code.starts_with("12")),
        share(&|vacancy| vacancy.place_code.starts_with("62")),
        share(&|vacancy| vacancy.state == VacancyState::Published),
    ];
    assert_eq!(shares, [654, 183, 923]);
    let distinct: HashSet<_> = all.iter().map(|vacancy| &vacancy.description).collect();
    assert!(distinct.len() > 4_950, "{} texts differ", distinct.len());
    let verified: HashSet<_> = firms
        .iter()
        .filter(|firm| firm.state == EmployerState::Verified)
        .map(|firm| &firm.key)
        .collect();
    for vacancy in &all {
        assert!(verified.contains(&vacancy.employer));
        assert_lawful(
            &format!("{} {}", vacancy.title, vacancy.description),
            &vacancy.reference,
        );
        let still_valid = vacancy.published_days_ago < vacancy.valid_days;
        assert_eq!(
            still_valid,
            vacancy.state != VacancyState::Expired,
            "{}",
            vacancy.reference
        );
        assert!(vacancy.published_days_ago <= 90 && vacancy.valid_days <= 90);
        assert_eq!(
            vacancy.state == VacancyState::Full,
            vacancy.filled == vacancy.headcount,
            "{}",
            vacancy.reference
        );
        assert!(vacancy.pay.min_yuan <= vacancy.pay.max_yuan, "{}", vacancy.reference);
        assert!(!vacancy.description.contains('{'), "{}", vacancy.description);
    }
}

#[test]
fn the_most_wanted_trade_has_ten_times_the_vacancies_of_the_thirtieth() {
    let firms = firms(1);
    let mut count: HashMap<_, usize> = HashMap::new();
    for vacancy in vacancies(7, 20_000, &firms) {
        *count.entry(vacancy.occupation).or_default() += 1;
    }
    let mut counts: Vec<usize> = count.into_values().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(counts.len(), WORDS.trades.len());
    let ratio = counts[0] / counts[29];
    assert!((8..=14).contains(&ratio), "{ratio}");
}

#[test]
fn five_hundred_and_ninety_seven_people_went_to_tianjin() {
    let firms = firms(3);
    let people: Vec<PastPerson> = placements_history(3, 597, &firms, today()).collect();
    let numbers: HashSet<_> = people
        .iter()
        .map(|person| person.worker.identity_number().expose().to_owned())
        .collect();
    assert_eq!(numbers.len(), 597);
    let report = chrono::NaiveDate::from_ymd_opt(2020, 1, 15).expect("the day of the founding report");
    for person in &people {
        assert!(person.placements[0].started_on < report && person.placements[0].verified_on < report);
        assert!(
            person
                .placements
                .iter()
                .all(|placement| placement.place_code.starts_with("12"))
        );
        for placement in &person.placements {
            assert!(
                placement
                    .ended_on
                    .is_none_or(|ended| placement.started_on <= ended && placement.verified_on <= ended)
            );
            assert_eq!(placement.ended_on.is_some(), placement.leave_reason.is_some());
        }
        let apart = person
            .placements
            .windows(2)
            .all(|pair| pair[0].ended_on.is_some_and(|ended| ended < pair[1].started_on));
        assert!(apart, "placements overlap");
    }
    let generated: HashSet<_> = workers(3, 3_000, today())
        .map(|worker| worker.identity_number().expose().to_owned())
        .collect();
    assert!(numbers.is_disjoint(&generated));
}

#[test]
fn there_are_enough_fragments_for_texts_to_differ() {
    let words = &WORDS.sentences;
    let banks = [
        &words.opening,
        &words.schedule,
        &words.pay,
        &words.lodging,
        &words.meals,
        &words.demand,
        &words.welfare,
        &words.transport,
        &words.safety,
        &words.closing,
    ];
    let sentences = banks.into_iter().flatten().map(|sentence| sentence.text);
    let fragments: HashSet<_> = sentences
        .chain(WORDS.trades.iter().flat_map(|trade| trade.duties.iter().copied()))
        .collect();
    assert!(fragments.len() >= 400, "{}", fragments.len());
}

#[test]
fn without_verified_employers_there_is_nothing() {
    assert_eq!(vacancies(1, 5, &[]).count(), 0);
    assert_eq!(placements_history(1, 5, &[], today()).count(), 0);
}
