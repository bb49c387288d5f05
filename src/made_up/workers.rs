//! Any number of made-up workers of 崆峒区, household by household.

use std::borrow::Cow;
use std::collections::VecDeque;

use chrono::NaiveDate;

use super::kinds::{
    ConsentWay, Education, HouseholdBase, Limit, Monitor, PhoneOwner, Scope, Sex, Source, Want,
    WorkStatus,
};
use super::people::{self, Birthdays, PhoneBook};
use super::random::Random;
use super::records::{Consent, Household, Intent, Phone, Skill, Status, Text, Worker};
use super::words::{Trade, Village, WORDS};

/// Keeps the streams of workers apart from those of other kinds.
const KIND: u64 = 1;

/// `n` workers as seen on `today`. The same seed and day give the same workers, and the first of many are the same as few.
#[must_use]
pub fn workers(seed: u64, n: usize, today: NaiveDate) -> Workers {
    Workers {
        seed,
        today,
        left: n,
        made: 0,
        households: 0,
        ready: VecDeque::new(),
        phones: PhoneBook::new(400_000, 600_000),
        birthdays: Birthdays::new(0, 400),
    }
}

/// The iterator of [`workers`].
#[derive(Debug)]
pub struct Workers {
    seed: u64,
    today: NaiveDate,
    left: usize,
    made: u64,
    households: u64,
    ready: VecDeque<Worker>,
    phones: PhoneBook,
    birthdays: Birthdays,
}

impl Iterator for Workers {
    type Item = Worker;

    fn next(&mut self) -> Option<Worker> {
        self.left = self.left.checked_sub(1)?;
        if self.ready.is_empty() {
            self.make_household();
        }
        let mut worker = self.ready.pop_front()?;
        // The spouse of the very last worker may not be made any more.
        let spouse_is_cut =
            |key: &Text| self.left == 0 && self.ready.iter().any(|other| &other.key == key);
        if worker
            .intent
            .with_spouse
            .as_ref()
            .is_some_and(spouse_is_cut)
        {
            worker.intent.with_spouse = None;
        }
        Some(worker)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Workers {}

impl Workers {
    /// One to three workers who share village, category and sometimes a telephone.
    fn make_household(&mut self) {
        let mut random = Random::of_item(self.seed, KIND, self.households);
        self.households += 1;
        let home = Home::new(&mut random, format!("H{:07}", self.households), 300);
        let sex = if random.chance(680) {
            Sex::Male
        } else {
            Sex::Female
        };
        let birth = people::birthday(&mut random, self.today);
        let age = people::age_on(birth, self.today);
        let surname = people::surname(&mut random, home.village.is_hui());
        let mut head = self.person(&mut random, &home, surname, sex, birth);
        let head_phone = head.phones[0].number.clone();
        if age >= 23 && random.chance(450) {
            let other = if sex == Sex::Male {
                Sex::Female
            } else {
                Sex::Male
            };
            let (low, high) = (age.saturating_sub(4).max(20), (age + 3).min(64));
            let birth = people::birthday_at_age(&mut random, self.today, low, high);
            let surname = people::surname(&mut random, home.village.is_hui());
            let mut spouse = self.person(&mut random, &home, surname, other, birth);
            if random.chance(240) {
                borrow_phone(&mut spouse, &head_phone, PhoneOwner::Spouse);
            }
            if random.chance(300) && head.intent.want == Want::Away {
                spouse.intent.want = Want::Away;
                head.intent.with_spouse = Some(spouse.key.clone());
                spouse.intent.with_spouse = Some(head.key.clone());
            }
            self.ready.push_back(spouse);
        }
        if age >= 42 && random.chance(330) {
            let sex = if random.chance(560) {
                Sex::Male
            } else {
                Sex::Female
            };
            let birth = people::birthday_at_age(&mut random, self.today, 18, age - 22);
            let child = self.person(&mut random, &home, surname, sex, birth);
            if age >= 55 && random.chance(280) {
                borrow_phone(&mut head, &child.phones[0].number, PhoneOwner::Child);
            }
            self.ready.push_back(child);
        }
        self.ready.push_front(head);
    }

    fn person(
        &mut self,
        random: &mut Random,
        home: &Home,
        surname: &str,
        sex: Sex,
        birth: NaiveDate,
    ) -> Worker {
        self.made += 1;
        let (birth, sequence) = self.birthdays.take(birth, sex);
        let key = format!("W{:07}", self.made);
        let phone = self.phones.next();
        person(
            random,
            self.today,
            home,
            Who {
                key,
                surname,
                sex,
                birth,
                sequence,
                phone,
            },
        )
    }
}

/// What identifies one made-up person.
pub(super) struct Who<'a> {
    pub key: String,
    pub surname: &'a str,
    pub sex: Sex,
    pub birth: NaiveDate,
    pub sequence: u16,
    pub phone: String,
}

/// What the people of one household share.
pub(super) struct Home {
    pub village: &'static Village,
    pub household: Household,
}

impl Home {
    /// `lifted_per_mille` of the households were lifted out of poverty; few are monitored, as in county ledgers.
    pub(super) fn new(random: &mut Random, key: String, lifted_per_mille: u32) -> Self {
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

/// Puts a relative's telephone in place of the person's own.
fn borrow_phone(worker: &mut Worker, number: &Text, owner: PhoneOwner) {
    let phone = &mut worker.phones[0];
    phone.number.clone_from(number);
    phone.owner = owner;
}

/// A whole person.
pub(super) fn person(random: &mut Random, today: NaiveDate, home: &Home, who: Who) -> Worker {
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
        township_code: home.village.township_code.into(),
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
            let certified = random.chance(if education == Education::None {
                60
            } else {
                420
            });
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

fn intent(random: &mut Random, age: u32, hui: bool, care: bool, trade: &'static Trade) -> Intent {
    let want = if care {
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
    };
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
        stated_by: random.weigh(&[
            (Source::Liaison, 620),
            (Source::Own, 270),
            (Source::Station, 110),
        ]),
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
                    "310000", "320000", "330000", "610000", "640000", "650000", "150000", "110000",
                    "620000",
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
    let way = random.weigh(&[
        (Signature, 640),
        (OnBehalf, 160),
        (Voice, 120),
        (Message, 80),
    ]);
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
