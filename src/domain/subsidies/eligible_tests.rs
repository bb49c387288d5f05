use entity::codes::SubsidyBeneficiary;
use proptest::prelude::*;

use super::*;
use crate::domain::subsidies::terms::{Conditions, LengthTier};

const HOME: &str = "620802103204";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn terms(once: SubsidyOnce, conditions: Conditions, amount: Amount) -> Terms {
    Terms {
        beneficiary: SubsidyBeneficiary::Person,
        once,
        home_code: "620802".into(),
        valid_from: day("2024-01-01"),
        valid_until: None,
        cap_yuan: None,
        per_person: true,
        conditions,
        amount,
    }
}

fn job(work: &str, from: &str, until: Option<&str>) -> Job {
    Job {
        id: Uuid::new_v4(),
        kind: PlacementKind::PairedEast,
        place: super::super::facts::place_of(HOME, work),
        place_code: work.into(),
        employer_id: Some(Uuid::nil()),
        employer_name: "某厂".into(),
        origin: Origin::Worker,
        started_on: day(from),
        ended_on: until.map(day),
        pay_month_yuan: Some(4_500),
        contract: Some(Contract::Labour),
        insurance: Some(Insurance::Five),
        proofs: vec![EvidenceKind::WageSlip],
        proven_days: 90,
        verified: true,
        state: PlacementState::OnPost,
        full_time: true,
    }
}

fn person(jobs: Vec<Job>) -> PersonFacts {
    PersonFacts {
        id: Uuid::new_v4(),
        home_code: HOME.into(),
        birth_date: Some(day("1974-03-12")),
        status: WorkerStatus::Away,
        households: vec![Household {
            base: HouseholdBase::Lifted,
            monitor: None,
            from: day("2014-01-01"),
            to: None,
        }],
        jobs,
    }
}

fn tier(regions: &[&str], place: Option<SubsidyPlace>, yuan: i32) -> PlaceTier {
    PlaceTier {
        regions: regions.iter().map(|code| (*code).to_owned()).collect(),
        place,
        yuan,
    }
}

/// 崇信 2024: at least three months; 陕/宁 400, other provinces 600, other city 300, other county 200; not with an organised transfer.
fn chongxin() -> Terms {
    let conditions = Conditions {
        min_days: 90,
        count: Some(SubsidyCount::Sum),
        not_if_organised: true,
        households: vec![SubsidyHousehold::Lifted, SubsidyHousehold::Monitored],
        ..Conditions::default()
    };
    let tiers = vec![
        tier(&["610000", "640000"], None, 400),
        tier(&[], Some(SubsidyPlace::OtherProvince), 600),
        tier(&[], Some(SubsidyPlace::SameProvince), 300),
        tier(&[], Some(SubsidyPlace::SameCity), 200),
    ];
    terms(SubsidyOnce::Year, conditions, Amount::ByPlace { tiers })
}

fn says(terms: &Terms, person: &PersonFacts, key: &str, as_of: &str) -> Verdict {
    let period = Period::parse(terms, key).expect("a period");
    judge(terms, person, period, day(as_of), Shown::default())
}

fn yuan(verdict: &Verdict) -> Option<i32> {
    match verdict {
        Verdict::Yes(award) => Some(award.amount_yuan),
        _ => None,
    }
}

#[test]
fn travel_money_goes_by_the_place() {
    let terms = chongxin();
    let paid = |work| {
        yuan(&says(
            &terms,
            &person(vec![job(work, "2025-01-10", Some("2025-06-01"))]),
            "2025",
            "2025-12-01",
        ))
    };
    assert_eq!(paid("120103"), Some(600));
    assert_eq!(paid("610102"), Some(400));
    assert_eq!(paid("620102"), Some(300));
    assert_eq!(paid("620825"), Some(200));
    assert_eq!(paid("620802"), None, "no tier for work at home");
}

#[test]
fn a_no_names_every_reason() {
    let terms = chongxin();
    let mut short = job("120103", "2025-01-10", Some("2025-02-01"));
    short.origin = Origin::Fair;
    short.verified = false;
    let mut someone = person(vec![short]);
    someone.households.clear();
    someone.status = WorkerStatus::Dead;
    let Verdict::No(reasons) = says(&terms, &someone, "2025", "2025-12-01") else {
        panic!("a no");
    };
    assert!(
        reasons.contains(&Reason::Dead)
            && reasons.contains(&Reason::Organised)
            && reasons.contains(&Reason::Unverified)
    );
    assert!(
        reasons.iter().any(|reason| matches!(reason, Reason::Household { .. })),
        "{reasons:?}"
    );
}

#[test]
fn whoever_still_works_gets_the_day() {
    let terms = chongxin();
    let someone = person(vec![job("120103", "2025-03-01", None)]);
    let verdict = says(&terms, &someone, "2025", "2025-04-10");
    let Verdict::NotYet { on, .. } = verdict else {
        panic!("{verdict:?}")
    };
    assert_eq!(on, day("2025-05-30"), "ninety days after the first of March");
    assert_eq!(yuan(&says(&terms, &someone, "2025", "2025-05-30")), Some(600));
    assert!(
        matches!(
            says(
                &terms,
                &person(vec![job("120103", "2025-11-01", None)]),
                "2025",
                "2025-11-20"
            ),
            Verdict::No(_)
        ),
        "the year ends before the ninetieth day"
    );
}

#[test]
fn a_household_that_was_listed_later_counts_from_the_listing() {
    let mut terms = chongxin();
    let mut someone = person(vec![job("120103", "2025-01-01", Some("2025-12-01"))]);
    someone.households[0].base = HouseholdBase::General;
    someone.households[0].to = Some(day("2025-06-01"));
    someone.households.push(Household {
        base: HouseholdBase::General,
        monitor: Some(Monitor::Sudden),
        from: day("2025-06-01"),
        to: None,
    });
    assert!(matches!(says(&terms, &someone, "2025", "2025-12-01"), Verdict::No(_)));
    terms.conditions.from_listing = true;
    let Verdict::Yes(award) = says(&terms, &someone, "2025", "2025-12-01") else {
        panic!("a yes")
    };
    assert_eq!(award.jobs[0].from, day("2025-06-01"));
}

#[test]
fn the_first_time_is_the_first_job_only() {
    let conditions = Conditions {
        min_days: 90,
        ..Conditions::default()
    };
    let terms = terms(SubsidyOnce::First, conditions, Amount::Fixed { yuan: 3_000 });
    let first = person(vec![job("120103", "2025-01-10", Some("2025-06-01"))]);
    assert_eq!(yuan(&says(&terms, &first, "life", "2025-12-01")), Some(3_000));
    let again = person(vec![
        job("120103", "2019-01-10", Some("2019-03-01")),
        job("120103", "2025-01-10", Some("2025-06-01")),
    ]);
    let verdict = says(&terms, &again, "life", "2025-12-01");
    assert!(
        matches!(&verdict, Verdict::No(reasons) if reasons.contains(&Reason::NotFirst { since: day("2019-01-10") })),
        "{verdict:?}"
    );
}

#[test]
fn jobs_add_up_as_the_policy_says() {
    let jobs = || {
        person(vec![
            job("120103", "2025-01-01", Some("2025-02-15")),
            job("120103", "2025-03-01", Some("2025-04-20")),
        ])
    };
    let counted = |count, gap_days| {
        let conditions = Conditions {
            min_days: 90,
            count,
            gap_days,
            ..Conditions::default()
        };
        yuan(&says(
            &terms(SubsidyOnce::Year, conditions, Amount::Fixed { yuan: 500 }),
            &jobs(),
            "2025",
            "2025-12-01",
        ))
    };
    assert_eq!(counted(Some(SubsidyCount::OneJob), 0), None);
    assert_eq!(counted(Some(SubsidyCount::Sum), 0), Some(500), "45 + 50 days");
    assert_eq!(counted(Some(SubsidyCount::Chain), 30), Some(500));
    assert_eq!(counted(Some(SubsidyCount::Chain), 10), None, "fourteen days between");
}

#[test]
fn a_broker_needs_a_group_and_is_paid_a_head() {
    let conditions = Conditions {
        min_days: 90,
        min_group: Some(5),
        origins: vec![Origin::Agency],
        ..Conditions::default()
    };
    let mut terms = terms(SubsidyOnce::Year, conditions, Amount::Fixed { yuan: 100 });
    terms.beneficiary = SubsidyBeneficiary::Broker;
    let people = |count: usize| -> Vec<PersonFacts> {
        (0..count)
            .map(|_| {
                let mut one = job("120103", "2025-01-10", Some("2025-06-01"));
                one.origin = Origin::Agency;
                person(vec![one])
            })
            .collect()
    };
    let period = Period::parse(&terms, "2025").expect("a year");
    let at = |count| {
        judge_firm(
            &terms,
            Uuid::nil(),
            &people(count),
            period,
            day("2025-12-01"),
            Shown::default(),
        )
    };
    assert_eq!(yuan(&at(6)), Some(600));
    assert!(matches!(at(4), Verdict::No(reasons) if reasons[0] == Reason::Group { have: 4, need: 5 }));
}

#[test]
fn fares_go_by_the_tickets_and_income_by_the_pay() {
    let tiers = vec![
        tier(&[], Some(SubsidyPlace::OtherProvince), 800),
        tier(&[], Some(SubsidyPlace::SameProvince), 500),
    ];
    let fare = terms(SubsidyOnce::Year, Conditions::default(), Amount::Cost { tiers });
    let someone = person(vec![job("120103", "2025-01-01", Some("2025-06-30"))]);
    let period = Period::parse(&fare, "2025").expect("a year");
    let paid = |cost_yuan| {
        yuan(&judge(
            &fare,
            &someone,
            period,
            day("2025-12-01"),
            Shown {
                cost_yuan,
                ..Shown::default()
            },
        ))
    };
    assert_eq!(
        (paid(Some(312)), paid(Some(1_312)), paid(None)),
        (Some(312), Some(800), Some(800))
    );
    let mut income = terms(SubsidyOnce::Year, Conditions::default(), Amount::Income { per_cent: 6 });
    assert_eq!(
        yuan(&says(&income, &someone, "2025", "2025-12-01")),
        Some(1_620),
        "six months of 4,500, of which 6 %"
    );
    income.cap_yuan = Some(1_000);
    assert_eq!(yuan(&says(&income, &someone, "2025", "2025-12-01")), Some(1_000));
}

fn later(from: &str, days: u16) -> String {
    (day(from) + Days::new(days.into())).to_string()
}

proptest! {
    #[test]
    fn longer_work_is_never_paid_less(first in 1u16..360, more in 0u16..200, low in 1i32..500, high in 500i32..5_000) {
        let tiers = vec![LengthTier { months: 3, yuan: low }, LengthTier { months: 6, yuan: high }, LengthTier { months: 12, yuan: high * 2 }];
        let terms = terms(SubsidyOnce::Life, Conditions::default(), Amount::ByLength { tiers });
        let paid = |days| yuan(&says(&terms, &person(vec![job("120103", "2025-01-01", Some(&later("2025-01-01", days)))]), "life", "2027-12-01"));
        prop_assert!(paid(first).unwrap_or(0) <= paid(first + more).unwrap_or(0));
        prop_assert_eq!(paid(first).is_some(), first >= 90);
    }

    #[test]
    fn nobody_gets_more_than_the_cap(days in 1u16..700, pay in 0i32..30_000, per_cent in 1i32..=100, cap in 1i32..6_000) {
        let mut terms = terms(SubsidyOnce::Life, Conditions::default(), Amount::Income { per_cent });
        terms.cap_yuan = Some(cap);
        let mut work = job("120103", "2025-01-01", Some(&later("2025-01-01", days)));
        work.pay_month_yuan = Some(pay);
        let verdict = says(&terms, &person(vec![work]), "life", "2027-12-01");
        prop_assert!(yuan(&verdict).is_some_and(|yuan| (0..=cap).contains(&yuan)), "{:?}", verdict);
    }

    #[test]
    fn the_day_of_a_not_yet_is_the_first_day_of_a_yes(start in 0u16..360, passed in 0u16..89) {
        let terms = terms(SubsidyOnce::Life, Conditions { min_days: 90, ..Conditions::default() }, Amount::Fixed { yuan: 500 });
        let from = later("2025-01-01", start);
        let someone = person(vec![job("120103", &from, None)]);
        let verdict = says(&terms, &someone, "life", &later(&from, passed));
        let Verdict::NotYet { on, .. } = verdict else { return Err(TestCaseError::fail(format!("{verdict:?}"))) };
        prop_assert!(yuan(&says(&terms, &someone, "life", &on.to_string())).is_some());
        let eve = on.pred_opt().expect("a day");
        prop_assert!(yuan(&says(&terms, &someone, "life", &eve.to_string())).is_none());
    }

    #[test]
    fn one_more_job_never_takes_an_added_up_claim_away(from in 0u16..200, days in 0u16..150, work in prop::sample::select(vec!["120103", "610102", "620102"])) {
        let terms = chongxin();
        let mut someone = person(vec![job("120103", "2025-01-10", Some("2025-05-01"))]);
        let before = yuan(&says(&terms, &someone, "2025", "2025-12-01"));
        let start = later("2025-01-01", from);
        someone.jobs.push(job(work, &start, Some(&later(&start, days))));
        let after = yuan(&says(&terms, &someone, "2025", "2025-12-01"));
        prop_assert!(before.is_some() && after.is_some());
    }

    #[test]
    fn a_period_is_read_as_it_is_written(ahead in 0u32..3_000) {
        let today = day("2024-01-01") + Days::new(ahead.into());
        for once in [SubsidyOnce::Year, SubsidyOnce::Quarter, SubsidyOnce::Life, SubsidyOnce::First] {
            let terms = terms(once, Conditions::default(), Amount::Fixed { yuan: 1 });
            let period = Period::of(&terms, today).expect("a period");
            prop_assert!(period.from <= today && today <= period.until);
            prop_assert_eq!(Period::parse(&terms, &period.to_string()), Some(period));
            let offered = Period::offered(&terms, today);
            prop_assert_eq!(offered.first(), Some(&period));
        }
    }
}
