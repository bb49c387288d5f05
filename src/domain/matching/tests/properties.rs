//! Properties that hold for every pair, realistic or not.

use proptest::prelude::*;
use uuid::Uuid;

use super::super::*;
use super::build::*;
use super::generate::{direction, facts, overrides, vacancy, worker};

proptest! {
    #[test]
    fn the_same_question_has_the_same_answer_within_bounds(
        worker in worker(), vacancy in vacancy(), facts in facts(), overrides in overrides(), direction in direction(),
    ) {
        let context = context(direction);
        let first = assess(&worker, &vacancy, &facts, &overrides, &context);
        prop_assert_eq!(&first, &assess(&worker, &vacancy, &facts, &overrides, &context));
        prop_assert!((0..=100).contains(&first.score));
        let points: i32 = first.soft.iter().map(|reason| reason.points).sum();
        prop_assert_eq!(first.score, (weights::BASE + points).clamp(0, 100));
    }

    #[test]
    fn eligible_means_that_nothing_required_stands_against_it(
        worker in worker(), vacancy in vacancy(), facts in facts(), overrides in overrides(),
    ) {
        let result = assess(&worker, &vacancy, &facts, &overrides, &context(Direction::JobsForPerson));
        let standing: Vec<HardCode> = result
            .hard
            .iter()
            .filter(|check| check.severity == Severity::Required && !check.passed && !check.overridden)
            .map(|check| check.code)
            .collect();
        prop_assert_eq!(result.eligible, standing.is_empty());
        for check in result.hard.iter().filter(|check| check.overridden) {
            prop_assert!(overrides.contains(&check.code) && check.code.may_be_overridden() && !check.passed);
        }
        let can_give_way = standing.len() <= 2 && standing.iter().all(|code| code.side().is_some());
        let listed: Vec<HardCode> = result.gives_way.iter().map(|way| way.code).collect();
        prop_assert_eq!(listed, if can_give_way { standing } else { Vec::new() });
    }

    #[test]
    fn more_pay_never_lowers_the_score_or_shuts_a_person_out(
        worker in worker(), vacancy in vacancy(), facts in facts(), more in 1..4000, which in 0..3_u8,
    ) {
        let mut better = vacancy.clone();
        match which {
            0 => better.pay_min = better.pay_min.map(|yuan| yuan + more),
            1 => better.pay_max = better.pay_max.map(|yuan| yuan + more),
            _ => better.hourly_fen = Some(better.hourly_fen.unwrap_or(0) + more),
        }
        let (before, after) = (judge(&worker, &vacancy, &facts), judge(&worker, &better, &facts));
        prop_assert!(after.score >= before.score);
        prop_assert!(after.eligible || !before.eligible);
    }

    #[test]
    fn another_person_from_home_never_lowers_the_score(
        worker in worker(), vacancy in vacancy(), facts in facts(), village in 0_u32..3, township in 0_u32..3,
    ) {
        let more = Facts {
            same_village: facts.same_village + village,
            same_township: facts.same_township + township,
            ..facts
        };
        prop_assert!(judge(&worker, &vacancy, &more).score >= judge(&worker, &vacancy, &facts).score);
    }

    /// Who the person is must not move him up or down a list that is made for an employer.
    #[test]
    fn sex_age_village_body_faith_and_family_are_in_no_score_toward_an_employer(
        worker in worker(), vacancy in vacancy(), facts in facts(), other in worker(), age in 18..60,
    ) {
        let score = |worker: &WorkerProfile| {
            assess(worker, &vacancy, &facts, &[], &context(Direction::PeopleForPost)).score
        };
        let mut changed = WorkerProfile {
            sex: Some(Sex::Male),
            age: Some(age),
            care_duty: other.care_duty,
            limits: other.limits.clone(),
            ..worker.clone()
        };
        changed.want.halal_wanted = other.want.halal_wanted;
        changed.want.with_spouse = other.want.with_spouse;
        changed.want.limits.clone_from(&other.limits);
        let before = score(&WorkerProfile { sex: Some(Sex::Female), ..worker });
        prop_assert_eq!(score(&changed), before);
    }

    /// The village counts through people already there (facts) and nothing else; the township only through the
    /// worker's own wish to be near home.
    #[test]
    fn the_home_village_is_in_no_score(
        worker in worker(), vacancy in vacancy(), direction in direction(),
        villages in (201_u32..260, 201_u32..260), townships in (100_u32..110, 100_u32..110),
    ) {
        let facts = Facts::default();
        let score = |township: u32, village: u32| {
            let home_code = format!("620802{township}{village}");
            let worker = WorkerProfile { home_code, ..worker.clone() };
            assess(&worker, &vacancy, &facts, &[], &context(direction)).score
        };
        prop_assert_eq!(score(townships.0, villages.0), score(townships.0, villages.1));
        let asked_near = worker.want.near_home_only || worker.want.kinds.iter().any(|kind| kind.is_near());
        if !asked_near {
            prop_assert_eq!(score(townships.0, villages.0), score(townships.1, villages.1));
        }
    }

    #[test]
    fn the_order_does_not_depend_on_the_order_of_asking(
        worker in worker(), mut posts in prop::collection::vec((vacancy(), facts()), 1..12),
    ) {
        for (number, (vacancy, _)) in (1_u128..).zip(&mut posts) {
            vacancy.id = Uuid::from_u128(number);
        }
        let list = |posts: &[(VacancyProfile, Facts)]| {
            let pairs = posts.iter().map(|(vacancy, facts)| (vacancy, facts));
            shortlist(&worker, pairs, &context(Direction::JobsForPerson))
        };
        let forward = list(&posts);
        posts.reverse();
        prop_assert_eq!(&forward, &list(&posts));
        prop_assert_eq!(forward.eligible.len() + forward.near_misses.len() + forward.set_aside, posts.len());
    }
}
