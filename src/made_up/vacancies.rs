//! Any number of made-up vacancies of given employers.

mod pay;

use std::borrow::Cow;
use std::collections::HashMap;

use super::adverts::{self, Facts};
use super::kinds::{
    Contract, Demand, Education, EmployerKind, EmployerState, Insurance, Provision, Shift, Term, VacancyState,
};
use super::random::Random;
use super::records::{Employer, Text, Vacancy};
use super::words::{Trade, WORDS};

/// Keeps the streams of vacancies apart from those of other kinds.
const KIND: u64 = 3;
const HEADCOUNTS: [(u32, u32); 10] = [
    (1, 130),
    (2, 170),
    (3, 130),
    (5, 170),
    (8, 120),
    (10, 110),
    (20, 90),
    (30, 50),
    (60, 22),
    (100, 8),
];
const TERMS: [((Term, Option<u32>), u32); 5] = [
    ((Term::Long, None), 740),
    ((Term::Season, Some(5)), 90),
    ((Term::Season, Some(8)), 60),
    ((Term::Temporary, Some(2)), 70),
    ((Term::Temporary, Some(3)), 40),
];
const SCHOOLING: [(Education, u32); 4] = [
    (Education::None, 720),
    (Education::Primary, 60),
    (Education::Junior, 160),
    (Education::Senior, 60),
];
const FARES: [&str; 3] = ["干满三个月报来时车票", "满一个月报单程路费", "凭票报销，最多400元"];
/// The longest validity that the law's "valid or updated in time" is taken to allow here, in days.
const LONGEST_VALIDITY: u32 = 90;

/// `n` vacancies of the verified ones among `employers`; none if no employer is verified. The same seed and employers give
/// the same vacancies, and the first of many are the same as few.
#[must_use]
pub fn vacancies(seed: u64, n: usize, employers: &[Employer]) -> Vacancies<'_> {
    let mut by_industry: HashMap<&str, Vec<&Employer>> = HashMap::new();
    let verified: Vec<&Employer> = employers
        .iter()
        .filter(|employer| employer.state == EmployerState::Verified)
        .collect();
    for employer in &verified {
        by_industry.entry(&employer.industry).or_default().push(employer);
    }
    let left = if verified.is_empty() { 0 } else { n };
    Vacancies {
        seed,
        left,
        made: 0,
        verified,
        by_industry,
    }
}

/// The iterator of [`vacancies`].
#[derive(Debug)]
pub struct Vacancies<'a> {
    seed: u64,
    left: usize,
    made: u64,
    verified: Vec<&'a Employer>,
    by_industry: HashMap<&'a str, Vec<&'a Employer>>,
}

impl Iterator for Vacancies<'_> {
    type Item = Vacancy;

    fn next(&mut self) -> Option<Vacancy> {
        self.left = self.left.checked_sub(1)?;
        let mut random = Random::of_item(self.seed, KIND, self.made);
        self.made += 1;
        let trade = WORDS.trade(&mut random);
        // A trade without an employer of its industry goes to whoever there is, as canteens and guards do.
        let employers = self.by_industry.get(trade.industry).unwrap_or(&self.verified);
        let employer = employers[random.index(employers.len())];
        Some(vacancy(&mut random, self.made, employer, trade))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Vacancies<'_> {}

fn vacancy(random: &mut Random, number: u64, employer: &Employer, trade: &Trade) -> Vacancy {
    let mut vacancy = plain(random, number, employer, trade);
    live(random, &mut vacancy);
    lodge(random, &mut vacancy);
    limit_age(random, trade, &mut vacancy);
    let facts = Facts {
        vacancy: &vacancy,
        trade,
    };
    let title = adverts::title(random, &facts);
    let description = adverts::description(random, &facts);
    vacancy.title = title.into();
    vacancy.description = description.into();
    vacancy
}

/// The work, its place and its pay; no bed, food, words or age limit yet.
fn plain(random: &mut Random, number: u64, employer: &Employer, trade: &Trade) -> Vacancy {
    let (place_code, address) = place(random, employer);
    let shift = random.pick(&trade.shifts);
    let (pay, minutes_per_day) = pay::pay(random, trade, &place_code);
    let (state, published_days_ago, valid_days) = life(random);
    let contract = contract(random, employer, trade);
    Vacancy {
        reference: format!("G{number:07}").into(),
        employer: employer.key.clone(),
        title: Cow::Borrowed(""),
        occupation: trade.occupation.into(),
        place_code,
        address,
        state,
        state_note: None,
        headcount: 1,
        filled: 0,
        pay,
        lodging: Provision::None,
        lodging_note: None,
        people_per_room: None,
        meals: Provision::None,
        meals_note: None,
        couple_room: false,
        halal_meals: false,
        shuttle: random.chance(150),
        fare_refund: None,
        shift,
        minutes_per_day: Some(minutes_per_day),
        demands: demands(random, trade, shift),
        contract,
        insurance: insurance(random, contract),
        education: random.weigh(&SCHOOLING),
        certificate: trade.certificate.map(Cow::Borrowed),
        certificate_required: trade.certificate_required,
        age_min: 18,
        age_max: None,
        age_reason: None,
        start_in_days: random.between(1, 25),
        term: Term::Long,
        months: None,
        valid_days,
        published_days_ago,
        description: Cow::Borrowed(""),
    }
}

/// How many are wanted and here, for how long, and why it is paused.
fn live(random: &mut Random, vacancy: &mut Vacancy) {
    vacancy.headcount = random.weigh(&HEADCOUNTS);
    vacancy.filled = match vacancy.state {
        VacancyState::Full => vacancy.headcount,
        _ => random.below(vacancy.headcount) / 2,
    };
    if vacancy.state == VacancyState::Paused {
        vacancy.state_note = Some("订单少，暂停招人".into());
    }
    (vacancy.term, vacancy.months) = random.weigh(&TERMS);
}

/// Bed, food and fare. Who works at home sleeps at home.
fn lodge(random: &mut Random, vacancy: &mut Vacancy) {
    let near_home = vacancy.place_code.starts_with("620802");
    vacancy.lodging = provision(random, if near_home { [650, 330, 20] } else { [90, 830, 80] });
    if vacancy.lodging == Provision::Provided {
        vacancy.people_per_room = Some(random.pick(&[2, 4, 4, 6, 6, 6, 8]));
        vacancy.couple_room = random.chance(170);
    }
    vacancy.meals = provision(random, [180, 600, 220]);
    vacancy.halal_meals = vacancy.meals != Provision::None && random.chance(170);
    if !near_home && random.chance(220) {
        vacancy.fare_refund = Some(random.pick(&FARES).into());
    }
}

/// At the employer's own place, or at a client's or a branch's.
fn place(random: &mut Random, employer: &Employer) -> (Text, Text) {
    if random.chance(760) {
        return (employer.region_code.clone(), employer.address.clone());
    }
    let place = &WORDS.places[WORDS.place_weights.draw(random)];
    (
        place.code.into(),
        format!("{}{}", place.name, random.pick(&WORDS.streets)).into(),
    )
}

fn provision(random: &mut Random, [none, provided, subsidy]: [u32; 3]) -> Provision {
    random.weigh(&[
        (Provision::None, none),
        (Provision::Provided, provided),
        (Provision::Subsidy, subsidy),
    ])
}

/// The trade's demands, and night work if the shift has nights.
fn demands(random: &mut Random, trade: &Trade, shift: Shift) -> Vec<Demand> {
    let nights = matches!(shift, Shift::Two | Shift::Night);
    Demand::ALL
        .iter()
        .copied()
        .filter(|demand| {
            if *demand == Demand::Night {
                nights
            } else {
                trade.demands.contains(demand) && random.chance(880)
            }
        })
        .collect()
}

fn contract(random: &mut Random, employer: &Employer, trade: &Trade) -> Contract {
    if employer.kind == EmployerKind::Agency && random.chance(700) {
        return Contract::Dispatch;
    }
    if trade.industry == "24" {
        return random.weigh(&[(Contract::Piecework, 700), (Contract::Labour, 300)]);
    }
    random.weigh(&[(Contract::Labour, 730), (Contract::Service, 270)])
}

fn insurance(random: &mut Random, contract: Contract) -> Insurance {
    match contract {
        Contract::Labour | Contract::Dispatch => random.weigh(&[(Insurance::Five, 720), (Insurance::Injury, 280)]),
        Contract::Service | Contract::Piecework => random.weigh(&[
            (Insurance::Accident, 680),
            (Insurance::Injury, 290),
            (Insurance::None, 30),
        ]),
    }
}

/// One in eight of the posts that demand height, weight or nights has an upper limit, with its reason.
fn limit_age(random: &mut Random, trade: &Trade, vacancy: &mut Vacancy) {
    let reason = if trade.demands.contains(&Demand::Height) {
        "高处作业的年龄规定"
    } else if trade.demands.contains(&Demand::Heavy) {
        "搬运重物，岗位体力等级三级"
    } else if vacancy.demands.contains(&Demand::Night) {
        "夜间连续作业，入职要体检"
    } else {
        return;
    };
    if random.chance(125) {
        vacancy.age_max = Some(random.pick(&[50, 55, 55, 58, 59]));
        vacancy.age_reason = Some(reason.into());
    }
}

/// State, days since publication, days of validity. What is published is still valid; what is expired is not.
fn life(random: &mut Random) -> (VacancyState, u32, u32) {
    use VacancyState::{Expired, Full, Paused, Published, Review};
    let state = random.weigh(&[(Published, 925), (Full, 25), (Expired, 28), (Paused, 12), (Review, 10)]);
    match state {
        Expired => {
            let valid = random.pick(&[15, 30, 45, 60]);
            (state, random.between(valid + 1, LONGEST_VALIDITY), valid)
        }
        Review => (state, 0, random.pick(&[30, 60, 90])),
        _ => {
            let ago = random.below(LONGEST_VALIDITY);
            let valid = [30, 45, 60, LONGEST_VALIDITY];
            let still_valid = valid.partition_point(|&days| days <= ago);
            (state, ago, random.pick(&valid[still_valid..]))
        }
    }
}
