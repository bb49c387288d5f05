//! Every code has its sentence in both languages, and every sentence gets the values that it asks for.

use std::collections::{BTreeMap, BTreeSet};

use fluent_templates::fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_templates::langid;

use super::super::*;
use super::build::*;

const CHINESE: &str = include_str!("../../../../locales/zh-CN/matching.ftl");
const ENGLISH: &str = include_str!("../../../../locales/en/matching.ftl");

/// Keys of a message file and the names of the values that each uses.
fn messages(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut current = "";
    for line in text.lines() {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            let (key, _) = line
                .split_once(" = ")
                .expect("a line that starts a message has a key");
            assert!(
                found.insert(key, BTreeSet::new()).is_none(),
                "{key} is written twice"
            );
            current = key;
        }
        for part in line.split('$').skip(1).filter(|_| !line.starts_with('#')) {
            let name = part
                .split(|c: char| !c.is_ascii_lowercase())
                .next()
                .unwrap_or_default();
            found.entry(current).or_default().insert(name);
        }
    }
    found
}

fn needed() -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = Side::ALL
        .into_iter()
        .map(|side| side.key().to_owned())
        .collect();
    for code in HardCode::ALL {
        keys.extend([
            code.key().into(),
            code.short_key().into(),
            code.failed_key(),
            code.failed_short_key(),
        ]);
    }
    for code in ReasonCode::ALL {
        keys.extend([code.key().to_owned(), code.short_key().to_owned()]);
    }
    for shell in [
        "match-score",
        "match-required-met",
        "match-missing-short",
        "match-overridden",
    ] {
        keys.insert(shell.to_owned());
    }
    keys
}

#[test]
fn both_languages_have_exactly_the_messages_that_are_needed() {
    for text in [CHINESE, ENGLISH] {
        let keys: BTreeSet<String> = messages(text).into_keys().map(String::from).collect();
        assert_eq!(keys, needed());
    }
}

/// Pairs that together say everything that can be said.
fn everything() -> Vec<Assessment> {
    let plain = seamstress();
    let mut demanding = WorkerProfile {
        limits: vec![
            Limit::NoStanding,
            Limit::NoHeight,
            Limit::NoCold,
            Limit::NoHeavy,
            Limit::NoDust,
            Limit::NoNoise,
            Limit::NoOutOfProvince,
        ],
        care_duty: true,
        intent_expires: Some(TODAY),
        ..seamstress()
    };
    demanding.want.near_home_only = true;
    demanding.want.with_spouse = true;
    demanding.want.halal_wanted = true;
    let mut young = WorkerProfile {
        age: Some(17),
        care_duty: true,
        ..WorkerProfile::default()
    };
    young.home_code = HOME_VILLAGE.into();
    young.want.night_shift_ok = Some(true);
    young.want.earliest_date = day(3, 30);
    young.want.stay_months = Some(2);
    let closed = WorkerProfile {
        age: Some(15),
        consent_match: false,
        open_placement: true,
        intent_expires: TODAY.pred_opt(),
        want: Want {
            kinds: vec![Kind::None],
            ..demanding.want.clone()
        },
        ..demanding.clone()
    };
    let mut usual = plain.clone();
    usual.want.pay_min = None;
    usual.want.with_spouse = true;
    usual.skills[0].trade = CUTTING.into();
    usual.certificates = vec!["health".into()];
    let workers = [plain, demanding, young, closed, usual];
    let results = workers.iter().flat_map(|worker| {
        posts()
            .into_iter()
            .map(|(vacancy, facts)| judge(worker, &vacancy, &facts))
    });
    results.collect()
}

fn posts() -> Vec<(VacancyProfile, Facts)> {
    let all_demands = vec![
        Demand::Standing,
        Demand::Height,
        Demand::Cold,
        Demand::Heavy,
        Demand::Dust,
        Demand::Noise,
    ];
    let village = Facts {
        same_village: 3,
        same_township: 1,
        retention: Some(Retention { kept: 9, total: 10 }),
        ..Facts::default()
    };
    let leaving = Facts {
        retention: Some(Retention { kept: 2, total: 10 }),
        ..Facts::default()
    };
    let near = VacancyProfile {
        place_code: HOME_TOWNSHIP.into(),
        ..post(1, SEWING, 4000, 4800)
    };
    let kind = VacancyProfile {
        education: Some(Education::Primary),
        certificates: vec!["health".into()],
        couple_room: true,
        halal_meals: true,
        term_months: Some(6),
        age_max: Some(50),
        ..post(2, SEWING, 5200, 6000)
    };
    let harsh = VacancyProfile {
        lodging: Provision::None,
        meals: Provision::None,
        shift: Shift::Three,
        demands: all_demands,
        education: Some(Education::Senior),
        age_max: Some(40),
        hourly_fen: None,
        open: false,
        employer_verified: false,
        employer_blacklisted: true,
        valid_until: TODAY.pred_opt(),
        places_left: 0,
        place_code: SHANGHAI.into(),
        ..post(3, PACKING, 3000, 3500)
    };
    let some = VacancyProfile {
        lodging: Provision::Subsidy,
        meals: Provision::Subsidy,
        shift: Shift::Flexible,
        ..post(4, SHOES, 5000, 5500)
    };
    let shared = post(5, SEWING, 5200, 6000);
    vec![
        (near, village),
        (kind, village),
        (harsh, leaving),
        (some, Facts::default()),
        (shared, Facts::default()),
    ]
}

/// What was really said: message keys with the values given.
fn said() -> Vec<(String, Args)> {
    let mut said = Vec::new();
    for result in everything() {
        for check in result.hard {
            said.push((check.key().into_owned(), check.args.clone()));
            said.push((check.short_key().into_owned(), check.args));
        }
        for reason in result.soft {
            said.push((reason.key().to_owned(), reason.args.clone()));
            said.push((reason.short_key().to_owned(), reason.args));
        }
    }
    said
}

#[test]
fn every_code_can_really_be_said() {
    let said: BTreeSet<String> = said().into_iter().map(|(key, _)| key).collect();
    let silent: Vec<String> = needed()
        .into_iter()
        .filter(|key| !key.starts_with("match-") && !said.contains(key))
        .collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn every_sentence_gets_its_values_in_both_languages() {
    for (language, text) in [(langid!("zh-CN"), CHINESE), (langid!("en"), ENGLISH)] {
        let resource = FluentResource::try_new(text.to_owned()).expect("the file is valid Fluent");
        let mut bundle = FluentBundle::new(vec![language]);
        bundle.set_use_isolating(false);
        bundle
            .add_resource(resource)
            .expect("no message is written twice");
        for (key, values) in said() {
            let mut args = FluentArgs::new();
            for (name, value) in &values {
                let value = match value {
                    Arg::Int(number) => FluentValue::from(*number),
                    Arg::Text(text) => FluentValue::from(text.as_str()),
                };
                args.set(name.as_ref(), value);
            }
            let pattern = bundle
                .get_message(&key)
                .and_then(|message| message.value())
                .expect("each key has a text");
            let mut errors = Vec::new();
            let sentence = bundle.format_pattern(pattern, Some(&args), &mut errors);
            assert!(errors.is_empty(), "{key}: {errors:?}");
            assert!(
                !sentence.trim().is_empty() && !sentence.contains('{'),
                "{key}: {sentence}"
            );
        }
    }
}
