//! One made-up person: home, skills, limits, wishes, status and consent.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::super::kinds::{
    ConsentWay, Education, HouseholdBase, Limit, Monitor, PhoneOwner, Scope, Sex, Source, Want, WorkStatus,
};
use super::super::people;
use super::super::random::Random;
use super::super::records::{Consent, Household, Intent, Phone, Skill, Status, Text, Worker};
use super::super::words::{Trade, Village, WORDS};

/// What identifies one made-up person.
pub(in crate::made_up) struct Who<'a> {
    pub key: String,
    pub surname: &'a str,
    pub sex: Sex,
    pub birth: NaiveDate,
    pub sequence: u16,
    pub phone: String,
}

/// What the people of one household share.
pub(in crate::made_up) struct Home {
    pub village: &'static Village,
    pub household: Household,
}

impl Home {
    /// `lifted_per_mille` of the households were lifted out of poverty; few are monitored, as in county ledgers.
    pub(in crate::made_up) fn new(random: &mut Random, key: String, lifted_per_mille: u32) -> Self {
        let village = &WORDS.villages[WORDS.village_weights.draw(random)];
        let base = if random.chance(lifted_per_mille) {
            HouseholdBase::Lifted
        } else {
            HouseholdBase::Ordinary
        };
        let monitor = match base {
            HouseholdBase::Lifted => random.weigh(&[
                (None, 930),
                (Some(Monitor::RelapseRisk), 60),
                (Some(Monitor::SuddenHardship), 10),
            ]),
            HouseholdBase::Ordinary => random.weigh(&[
                (None, 980),
                (Some(Monitor::MarginalRisk), 14),
                (Some(Monitor::SuddenHardship), 6),
            ]),
        };
        let risk_cleared = monitor.is_some() && random.chance(450);
        Self {
            village,
            household: Household {
                key: key.into(),
                base,
                monitor,
                risk_cleared,
            },
        }
    }
}

/// A whole person.
pub(in crate::made_up) fn person(random: &mut Random, today: NaiveDate, home: &Home, who: Who) -> Worker {
    let year = people::year(who.birth);
    let age = people::age_on(who.birth, today);
    let name = people::full_name(random, who.surname, who.sex, year);
    let education = people::education(random, year);
    let (skills, trade) = skills(random, age, education);
    let limits = limits(random, age);
    let care = random
        .chance(if who.sex == Sex::Female { 210 } else { 70 })
        .then(|| Cow::Borrowed(random.pick(&WORDS.care)));
    let mut intent = intent(random, age, home.village.is_hui(), care.is_some(), trade);
    obey_limits(&mut intent, &limits);
    let status = status(random, intent.want);
    let consent = random.chance(880).then(|| consent(random));
    Worker {
        key: who.key.into(),
        name: name.into(),
        sex: who.sex,
        birth: who.birth,
        village_code: home.village.code.into(),
        village: home.village.name.into(),
        township: home.village.township.into(),
        phones: vec![Phone {
            number: who.phone.into(),
            owner: PhoneOwner::Own,
            state: people::phone_state(random),
            checked_days_ago: random.below(120),
        }],
        household: home.household.clone(),
        education,
        skills,
        limits,
        care,
        intent,
        status,
        consent,
        note: None,
        identity_sequence: who.sequence,
    }
}

/// Skills, and the trade that the person looks for: his own if he has one.
fn skills(random: &mut Random, age: u32, education: Education) -> (Vec<Skill>, &'static Trade) {
    let count = random.weigh(&[(0, 360), (1, 470), (2, 170)]);
    let mut wanted = WORDS.trade(random);
    let skills = (0..count)
        .map(|at| {
            let trade = WORDS.trade(random);
            if at == 0 {
                wanted = trade;
            }
            let certified = random.chance(if education == Education::None { 60 } else { 420 });
            Skill {
                trade: random.pick(&trade.titles).into(),
                occupation: trade.occupation.into(),
                years: random.between(1, age.saturating_sub(17).clamp(1, 22)),
                certificate: trade.certificate.filter(|_| certified).map(Cow::Borrowed),
            }
        })
        .collect();
    (skills, wanted)
}

fn limits(random: &mut Random, age: u32) -> Vec<Limit> {
    let older = if age >= 55 { 3 } else { 1 };
    let odds = [
        (Limit::NoNight, 60),
        (Limit::NoHeight, 50),
        (Limit::NoHeavy, 45),
        (Limit::NoStanding, 25),
        (Limit::NoCold, 20),
        (Limit::NoDust, 14),
        (Limit::NoNoise, 8),
        (Limit::NoOutOfProvince, 30),
    ];
    odds.into_iter()
        .filter(|(_, per_mille)| random.chance(per_mille * older))
        .map(|(limit, _)| limit)
        .collect()
}

/// Who cares for somebody stays near; the old are asked for less far.
fn want(random: &mut Random, age: u32, care: bool) -> Want {
    if care {
        random.weigh(&[
            (Want::Near, 400),
            (Want::Workshop, 330),
            (Want::None, 150),
            (Want::Away, 120),
        ])
    } else if age >= 60 {
        random.weigh(&[
            (Want::Near, 420),
            (Want::Away, 270),
            (Want::Welfare, 170),
            (Want::None, 140),
        ])
    } else {
        random.weigh(&[
            (Want::Away, 760),
            (Want::Near, 130),
            (Want::Workshop, 40),
            (Want::Business, 25),
            (Want::None, 45),
        ])
    }
}

fn intent(random: &mut Random, age: u32, hui: bool, care: bool, trade: &'static Trade) -> Intent {
    let want = want(random, age, care);
    let away = want == Want::Away;
    let mut trades = vec![Cow::Borrowed(random.pick(&trade.titles))];
    for _ in 0..random.below(3) {
        let other = WORDS.trade(random);
        trades.push(random.pick(&other.titles).into());
    }
    let full = trade.pay_low / 100 * 100;
    Intent {
        want,
        places: if away {
            places(random)
        } else {
            vec![Cow::Borrowed("620802")]
        },
        trades,
        pay_min_yuan: random.chance(860).then(|| {
            if away {
                full
            } else {
                (full * 6 / 10).clamp(1500, 4000) / 100 * 100
            }
        }),
        lodging_required: away && random.chance(900),
        meals_wanted: random.chance(if away { 820 } else { 300 }),
        halal_meals_wanted: hui && random.chance(780),
        night_shift_ok: random
            .chance(800)
            .then(|| random.chance(if age < 45 { 700 } else { 380 })),
        with_spouse: None,
        goes_with: Vec::new(),
        months: random.chance(260).then(|| random.between(2, 11)),
        earliest_in_days: random.pick(&[1, 3, 5, 7, 7, 10, 15, 15, 30, 60]),
        training_wish: random.chance(180).then(|| {
            random
                .pick(&["养老护理", "电焊", "叉车", "缝纫", "面点", "家政", "电工"])
                .into()
        }),
        stated_days_ago: random.below(130),
        stated_by: random.weigh(&[(Source::Liaison, 620), (Source::Own, 270), (Source::Station, 110)]),
    }
}

/// A wish never contradicts what the person says no to.
fn obey_limits(intent: &mut Intent, limits: &[Limit]) {
    if limits.contains(&Limit::NoOutOfProvince) && intent.want == Want::Away {
        intent.places = vec![Cow::Borrowed("620000")];
    }
    if limits.contains(&Limit::NoNight) {
        intent.night_shift_ok = Some(false);
    }
}

/// One or two places, Tianjin as a whole first of all.
fn places(random: &mut Random) -> Vec<Text> {
    let mut places: Vec<Text> = Vec::with_capacity(2);
    if random.chance(620) {
        places.push("120000".into());
    } else {
        places.push(
            random
                .pick(&["120103", "120111", "120116", "120110", "120112", "120114"])
                .into(),
        );
    }
    if random.chance(300) {
        places.push(
            random
                .pick(&[
                    "310000", "320000", "330000", "610000", "640000", "650000", "150000", "110000", "620000",
                ])
                .into(),
        );
    }
    places
}

fn status(random: &mut Random, want: Want) -> Status {
    let kind = match want {
        Want::None => WorkStatus::NoWish,
        Want::Away => random.weigh(&[
            (WorkStatus::Seeking, 560),
            (WorkStatus::WorkingAway, 410),
            (WorkStatus::WorkingNear, 30),
        ]),
        _ => random.weigh(&[
            (WorkStatus::Seeking, 640),
            (WorkStatus::WorkingNear, 340),
            (WorkStatus::WorkingAway, 20),
        ]),
    };
    let place_code = match kind {
        WorkStatus::WorkingAway => Some(WORDS.places[WORDS.place_weights.draw(random)].code.into()),
        WorkStatus::WorkingNear => Some("620802".into()),
        _ => None,
    };
    let source = random.weigh(&[
        (Source::Liaison, 640),
        (Source::Own, 200),
        (Source::Station, 90),
        (Source::Employer, 70),
    ]);
    Status {
        kind,
        as_of_days_ago: random.below(75),
        source,
        place_code,
    }
}

fn consent(random: &mut Random) -> Consent {
    use ConsentWay::{Message, OnBehalf, Signature, Voice};
    let way = random.weigh(&[(Signature, 640), (OnBehalf, 160), (Voice, 120), (Message, 80)]);
    let days_ago = random.below(200);
    let scopes = if random.chance(830) {
        vec![Scope::Match, Scope::ShareWithEmployer]
    } else {
        vec![Scope::Match]
    };
    let witness = matches!(way, OnBehalf | Voice).then_some(Cow::Borrowed("村劳务信息员"));
    let withdrawn_days_ago = random.chance(12).then(|| random.below(days_ago + 1));
    Consent {
        way,
        days_ago,
        scopes,
        witness,
        withdrawn_days_ago,
    }
}
