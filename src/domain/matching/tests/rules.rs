//! Single rules whose reading matters: law, overrides, private wishes, bounds.

use super::super::*;
use super::build::*;

fn failed(result: &Assessment) -> Vec<HardCode> {
    result.blockers().map(|check| check.code).collect()
}

#[test]
fn nobody_under_sixteen_and_no_override_of_that() {
    let child = WorkerProfile {
        age: Some(15),
        ..seamstress()
    };
    let result = assess(
        &child,
        &post(1, SEWING, 5000, 6000),
        &Facts::default(),
        HardCode::ALL,
        &context(Direction::JobsForPerson),
    );
    assert_eq!(failed(&result), vec![HardCode::AgeSixteen]);
    assert!(result.gives_way.is_empty(), "no near miss with the law");
}

#[test]
fn the_young_are_kept_from_barred_work_only() {
    let young = WorkerProfile {
        age: Some(17),
        limits: vec![],
        ..seamstress()
    };
    let heavy = VacancyProfile {
        demands: vec![Demand::Heavy],
        ..post(1, SEWING, 5000, 6000)
    };
    assert_eq!(
        failed(&judge(&young, &heavy, &Facts::default())),
        vec![HardCode::YouthDemand]
    );
    assert!(judge(&young, &post(1, SEWING, 5000, 6000), &Facts::default()).eligible);
    let grown = WorkerProfile {
        age: Some(18),
        ..young
    };
    assert!(judge(&grown, &heavy, &Facts::default()).eligible);
}

#[test]
fn an_override_is_marked_and_lets_the_pair_through() {
    let nights = VacancyProfile {
        shift: Shift::Two,
        ..post(1, SEWING, 5000, 6000)
    };
    let context = context(Direction::JobsForPerson);
    let result = assess(
        &seamstress(),
        &nights,
        &Facts::default(),
        &[HardCode::Night],
        &context,
    );
    assert!(result.eligible);
    assert!(result.gives_way.is_empty());
    assert!(
        result
            .hard
            .iter()
            .any(|check| check.code == HardCode::Night && check.overridden && !check.passed)
    );
}

#[test]
fn a_typed_in_profile_needs_no_consent_on_file_and_a_record_does() {
    let record = WorkerProfile {
        consent_match: false,
        ..seamstress()
    };
    let typed = WorkerProfile {
        id: None,
        ..record.clone()
    };
    let vacancy = post(1, SEWING, 5000, 6000);
    assert_eq!(
        failed(&judge(&record, &vacancy, &Facts::default())),
        vec![HardCode::Consent]
    );
    assert!(judge(&typed, &vacancy, &Facts::default()).eligible);
}

#[test]
fn a_bed_is_needed_away_from_home_and_rent_money_will_do_unless_a_bed_was_asked_for() {
    let mut worker = seamstress();
    worker.want.lodging_required = false;
    let with = |lodging| VacancyProfile {
        lodging,
        ..post(1, SEWING, 5000, 6000)
    };
    assert!(judge(&worker, &with(Provision::Subsidy), &Facts::default()).eligible);
    assert_eq!(
        failed(&judge(&worker, &with(Provision::None), &Facts::default())),
        vec![HardCode::Lodging]
    );
    let at_home = VacancyProfile {
        place_code: "620802".into(),
        ..with(Provision::None)
    };
    assert!(judge(&worker, &at_home, &Facts::default()).eligible);
}

#[test]
fn in_the_home_township_one_sleeps_at_home() {
    let no_bed = |place: &str| VacancyProfile {
        place_code: place.into(),
        lodging: Provision::None,
        ..post(1, SEWING, 5000, 6000)
    };
    assert!(judge(&seamstress(), &no_bed(HOME_TOWNSHIP), &Facts::default()).eligible);
    let across_the_county = judge(&seamstress(), &no_bed("620802103"), &Facts::default());
    assert_eq!(failed(&across_the_county), vec![HardCode::Lodging]);
}

#[test]
fn a_lawful_age_limit_blocks_and_names_its_reason() {
    let limited = |least, most| VacancyProfile {
        age_min: least,
        age_max: most,
        age_lawful_reason: Some("a regulation".into()),
        ..post(1, SEWING, 5000, 6000)
    };
    let verdict = |least, most| {
        failed(&judge(
            &seamstress(),
            &limited(least, most),
            &Facts::default(),
        ))
    };
    assert_eq!(verdict(None, Some(47)), vec![HardCode::AgeLimit]);
    assert_eq!(verdict(Some(49), None), vec![HardCode::AgeLimit]);
    assert_eq!(verdict(Some(48), Some(48)), vec![]);
}

#[test]
fn care_duty_keeps_near_home() {
    let carer = WorkerProfile {
        care_duty: true,
        ..seamstress()
    };
    assert_eq!(
        failed(&judge(
            &carer,
            &post(1, SEWING, 5000, 6000),
            &Facts::default()
        )),
        vec![HardCode::CareDuty]
    );
    let workshop = VacancyProfile {
        place_code: HOME_TOWNSHIP.into(),
        ..post(1, SEWING, 5000, 6000)
    };
    assert!(judge(&carer, &workshop, &Facts::default()).eligible);
}

#[test]
fn two_who_go_together_need_two_places() {
    let mut worker = seamstress();
    worker.want.with_spouse = true;
    let last = VacancyProfile {
        places_left: 1,
        couple_room: true,
        ..post(1, SEWING, 5000, 6000)
    };
    assert_eq!(
        failed(&judge(&worker, &last, &Facts::default())),
        vec![HardCode::PlacesLeft]
    );
}

#[test]
fn an_employers_wish_about_age_is_shown_and_changes_nothing() {
    let plain = post(1, SEWING, 5000, 6000);
    let limited = VacancyProfile {
        age_max: Some(45),
        ..plain.clone()
    };
    let (before, after) = (
        judge(&seamstress(), &plain, &Facts::default()),
        judge(&seamstress(), &limited, &Facts::default()),
    );
    assert_eq!(
        (after.eligible, after.score),
        (before.eligible, before.score)
    );
    assert!(
        after
            .hard
            .iter()
            .any(|check| check.code == HardCode::AgeLimit && !check.passed)
    );
    let blank = VacancyProfile {
        age_lawful_reason: Some("  ".into()),
        ..limited
    };
    assert!(judge(&seamstress(), &blank, &Facts::default()).eligible);
}

#[test]
fn stale_wishes_ask_for_a_call_and_block_nothing() {
    let worker = WorkerProfile {
        intent_expires: TODAY.pred_opt(),
        ..seamstress()
    };
    let result = judge(&worker, &post(1, SEWING, 5000, 6000), &Facts::default());
    assert!(result.eligible);
    assert!(
        result
            .hard
            .iter()
            .any(|check| check.code == HardCode::IntentFresh && !check.passed)
    );
}

#[test]
fn private_wishes_order_jobs_for_the_person_but_not_people_for_the_post() {
    let mut worker = seamstress();
    let vacancy = post(1, SEWING, 5000, 6000);
    let score = |worker: &WorkerProfile, direction| {
        assess(
            worker,
            &vacancy,
            &Facts::default(),
            &[],
            &context(direction),
        )
        .score
    };
    let plain = score(&worker, Direction::PeopleForPost);
    worker.want.halal_wanted = true;
    worker.want.with_spouse = true;
    assert_eq!(score(&worker, Direction::PeopleForPost), plain);
    assert!(score(&worker, Direction::JobsForPerson) < plain);
}

#[test]
fn the_best_points_away_from_home_sum_to_exactly_one_hundred() {
    let mut worker = seamstress();
    worker.skills[0].level = SkillLevel::Technician;
    worker.want.with_spouse = true;
    worker.want.halal_wanted = true;
    let vacancy = VacancyProfile {
        hourly_fen: Some(4000),
        couple_room: true,
        halal_meals: true,
        term_months: Some(9),
        ..post(1, SEWING, 9000, 9000)
    };
    let facts = Facts {
        same_village: 9,
        same_township: 9,
        retention: Some(Retention {
            kept: 50,
            total: 50,
        }),
        ..Facts::default()
    };
    let result = judge(&worker, &vacancy, &facts);
    let points: i32 = result.soft.iter().map(|reason| reason.points).sum();
    assert_eq!(weights::BASE + points, 100);
    assert_eq!(result.score, 100);
}

#[test]
fn unknown_fields_are_refused_and_the_exchange_form_is_read() {
    let text = r#"{"sex":"female","age":48,"home_code":"620802","education":"junior",
        "skills":[{"trade":"6-05-01-03","years":6.5,"certificate":null}],
        "want":{"places":["12"],"trades":["6-05-01-03"],"pay_min":4500,"lodging_required":true,"meals_wanted":true,
        "night_shift_ok":false,"near_home_only":false,"with_spouse":false,"limits":["no_cold"]}}"#;
    let worker: WorkerProfile = serde_json::from_str(text).expect("the form of the design is read");
    assert_eq!(worker.want.limits, vec![Limit::NoCold]);
    assert!(serde_json::from_str::<WorkerProfile>(r#"{"religion":"x"}"#).is_err());
    assert!(serde_json::from_str::<VacancyProfile>(r#"{"sex":"male"}"#).is_err());
}

#[test]
fn an_assessment_survives_storage() {
    let result = judge(
        &seamstress(),
        &post(1, SEWING, 5000, 6000),
        &Facts::default(),
    );
    let text = serde_json::to_string(&result).expect("plain data is written");
    assert_eq!(
        serde_json::from_str::<Assessment>(&text).expect("and read again"),
        result
    );
}
