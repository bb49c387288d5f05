//! People sent to the east in 2018 to 2020, as the founding report counts them.

use chrono::{Days, NaiveDate};

use super::kinds::{Contract, EmployerKind, HouseholdBase, Insurance, LeaveReason, Origin, Proof, Sex};
use super::people::{self, Birthdays, PhoneBook};
use super::random::Random;
use super::records::{Employer, Text, Worker};
use super::words::WORDS;
use super::workers::{Home, Who, person};

/// Keeps the streams of the past apart from those of other kinds.
const KIND: u64 = 4;
/// Keeps the people of the workshops apart from those who were sent away.
const WORKSHOP_KIND: u64 = 14;

/// Departures of organised transfers (点对点输送): after the spring festival and after the two harvests of each year.
/// The last is before the founding report of 2020-01-15.
const DEPARTURES: [(i32, u32, u32); 12] = [
    (2018, 3, 6),
    (2018, 3, 20),
    (2018, 5, 15),
    (2018, 8, 28),
    (2018, 10, 25),
    (2019, 2, 21),
    (2019, 3, 12),
    (2019, 4, 16),
    (2019, 6, 25),
    (2019, 8, 27),
    (2019, 10, 29),
    (2019, 12, 3),
];

/// Somebody who was sent to the east, and all his placements there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPerson {
    /// The person as known today.
    pub worker: Worker,
    /// At least one; they do not overlap and are in order of time.
    pub placements: Vec<PastPlacement>,
}

/// A placement with an employer of the paired province.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPlacement {
    /// `key` of the employer.
    pub employer: Text,
    /// County or township code of the work place, always in the province of the employer.
    pub place_code: Text,
    /// Code of 职业分类大典 2022.
    pub occupation: Text,
    /// First day on post.
    pub started_on: NaiveDate,
    /// Last day on post; None if still there at the end of 2020.
    pub ended_on: Option<NaiveDate>,
    /// Why it ended.
    pub leave_reason: Option<LeaveReason>,
    /// Income, yuan a month.
    pub monthly_yuan: u32,
    /// What was signed.
    pub contract: Contract,
    /// Insurance.
    pub insurance: Insurance,
    /// How the person came to the post.
    pub origin: Origin,
    /// Day of the departure, if the person went with an organised transfer.
    pub departure: Option<NaiveDate>,
    /// Day on which the placement was verified.
    pub verified_on: NaiveDate,
    /// By what it was verified.
    pub proof: Proof,
}

/// `n` distinct people with placements at those of `employers` that are in Tianjin; none if there are none. All of them began
/// their first placement between 2018-03-08 and 2019-12-07, verified within that year. `today` is the day that statuses and wishes are known as of.
#[must_use]
pub fn placements_history(seed: u64, n: usize, employers: &[Employer], today: NaiveDate) -> PlacementsHistory<'_> {
    let eastern: Vec<&Employer> = employers
        .iter()
        .filter(|employer| employer.region_code.starts_with("12") && employer.kind != EmployerKind::Agency)
        .collect();
    let left = if eastern.is_empty() { 0 } else { n };
    let phones = PhoneBook::new(310_000, 90_000);
    PlacementsHistory {
        seed,
        today,
        left,
        made: 0,
        eastern,
        phones,
        birthdays: Birthdays::new(400, 450),
    }
}

/// The iterator of [`placements_history`].
#[derive(Debug)]
pub struct PlacementsHistory<'a> {
    seed: u64,
    today: NaiveDate,
    left: usize,
    made: u64,
    eastern: Vec<&'a Employer>,
    phones: PhoneBook,
    birthdays: Birthdays,
}

impl Iterator for PlacementsHistory<'_> {
    type Item = PastPerson;

    fn next(&mut self) -> Option<PastPerson> {
        self.left = self.left.checked_sub(1)?;
        let mut random = Random::of_item(self.seed, KIND, self.made);
        self.made += 1;
        let worker = self.worker(&mut random);
        let first = self.placement(&mut random, None);
        let again = first
            .ended_on
            .filter(|ended| *ended < date((2020, 10, 1)) && random.chance(230));
        let second = again.map(|ended| self.placement(&mut random, Some(ended)));
        Some(PastPerson {
            worker,
            placements: [Some(first), second].into_iter().flatten().collect(),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for PlacementsHistory<'_> {}

impl PlacementsHistory<'_> {
    fn worker(&mut self, random: &mut Random) -> Worker {
        // Two in three were of registered poor households: the cooperation was for them first.
        let home = Home::new(random, format!("PH{:06}", self.made), 660);
        let sex = if random.chance(610) { Sex::Male } else { Sex::Female };
        let then = date((2018, 3, 1));
        let (birth, sequence) = self.birthdays.take(people::birthday_at_age(random, then, 18, 54), sex);
        let surname = people::surname(random, home.village.is_hui());
        let who = Who {
            key: format!("P{:06}", self.made),
            surname,
            sex,
            birth,
            sequence,
            phone: self.phones.next(),
        };
        person(random, self.today, &home, who)
    }

    fn placement(&self, random: &mut Random, after: Option<NaiveDate>) -> PastPlacement {
        let employer = self.eastern[random.index(self.eastern.len())];
        let of_industry = WORDS.trades.iter().filter(|trade| trade.industry == employer.industry);
        let trade = of_industry
            .clone()
            .nth(random.index(of_industry.count().max(1)))
            .unwrap_or_else(|| WORDS.trade(random));
        let (started_on, departure) = start(random, after);
        let ended_on = end(random, started_on);
        let verified_on = verified(random, started_on);
        let contract = if random.chance(820) {
            Contract::Labour
        } else {
            Contract::Service
        };
        PastPlacement {
            employer: employer.key.clone(),
            place_code: employer.region_code.clone(),
            occupation: trade.occupation.into(),
            started_on,
            ended_on,
            leave_reason: ended_on.map(|_| leave_reason(random)),
            // Wages of 2018 to 2020 were about a fifth lower than those of the table.
            monthly_yuan: random.between(trade.pay_low, trade.pay_high) * 8 / 10 / 50 * 50,
            contract,
            insurance: if contract == Contract::Labour {
                Insurance::Five
            } else {
                Insurance::Accident
            },
            origin: origin(random, departure),
            departure,
            verified_on: ended_on.map_or(verified_on, |ended| ended.min(verified_on)),
            proof: if departure.is_some() {
                Proof::Handover
            } else {
                random.pick(&[Proof::Employer, Proof::Station, Proof::Wage])
            },
        }
    }
}

/// The first day on post: two days after a departure, or alone on any day. A second placement starts after the first ended.
fn start(random: &mut Random, after: Option<NaiveDate>) -> (NaiveDate, Option<NaiveDate>) {
    if let Some(ended) = after {
        return (ended + Days::new(random.between(2, 60).into()), None);
    }
    if random.chance(640) {
        let departure = date(random.pick(&DEPARTURES));
        return (departure + Days::new(2), Some(departure));
    }
    // 2018-03-08 and the 639 days up to 2019-12-07, so that everybody was there and verified when the report was written.
    (date((2018, 3, 8)) + Days::new(random.below(640).into()), None)
}

/// The day of the verification, one to four weeks later; those of the founding report's two years within them.
fn verified(random: &mut Random, started_on: NaiveDate) -> NaiveDate {
    let verified_on = started_on + Days::new(random.between(1, 28).into());
    let last = date((2019, 12, 31));
    if started_on <= last {
        verified_on.min(last)
    } else {
        verified_on
    }
}

/// `lifted` people of lifted households and `others` of others who were taken in by workshops near home, those of `firms`, in 2018 and 2019.
#[must_use]
pub fn workshop_history(
    seed: u64,
    (lifted, others): (usize, usize),
    firms: &[&Employer],
    today: NaiveDate,
) -> Vec<PastPerson> {
    let mut phones = PhoneBook::new(300_000, 10_000);
    let mut birthdays = Birthdays::new(450, 470);
    (0..lifted + others)
        .zip(0_u64..)
        .zip(firms.iter().cycle())
        .map(|((place, item), firm)| {
            let mut random = Random::of_item(seed, WORKSHOP_KIND, item);
            let home = Home::new(
                &mut random,
                format!("PW{item:06}"),
                if place < lifted { 1_000 } else { 0 },
            );
            let sex = if random.chance(820) { Sex::Female } else { Sex::Male };
            let birth = people::birthday_at_age(&mut random, date((2018, 3, 1)), 24, 54);
            let (birth, sequence) = birthdays.take(birth, sex);
            let who = Who {
                key: format!("PW{item:06}"),
                surname: people::surname(&mut random, home.village.is_hui()),
                sex,
                birth,
                sequence,
                phone: phones.next(),
            };
            let mut worker = person(&mut random, today, &home, who);
            if worker.household.base == HouseholdBase::Ordinary {
                worker.household.monitor = None;
                worker.household.risk_cleared = false;
            }
            PastPerson {
                worker,
                placements: vec![in_workshop(&mut random, firm)],
            }
        })
        .collect()
}

fn in_workshop(random: &mut Random, firm: &Employer) -> PastPlacement {
    let of_industry = WORDS.trades.iter().filter(|trade| trade.industry == firm.industry);
    let trade = of_industry
        .clone()
        .nth(random.index(of_industry.count().max(1)))
        .unwrap_or_else(|| WORDS.trade(random));
    let started_on = date((2018, 6, 1)) + Days::new(random.below(500).into());
    let ended_on = end(random, started_on);
    let verified_on = verified(random, started_on);
    PastPlacement {
        employer: firm.key.clone(),
        place_code: firm.region_code.clone(),
        occupation: trade.occupation.into(),
        started_on,
        ended_on,
        leave_reason: ended_on.map(|_| leave_reason(random)),
        monthly_yuan: random.between(1_500, 2_600) / 50 * 50,
        contract: Contract::Piecework,
        insurance: Insurance::Accident,
        origin: Origin::Village,
        departure: None,
        verified_on: ended_on.map_or(verified_on, |ended| ended.min(verified_on)),
        proof: random.pick(&[Proof::Wage, Proof::Employer]),
    }
}

/// One in seven leaves within the first three months, most stay for half a year and more, and one in four is still there.
fn end(random: &mut Random, started_on: NaiveDate) -> Option<NaiveDate> {
    let days = random.weigh(&[
        (Some((3, 85)), 140),
        (Some((90, 180)), 240),
        (Some((181, 420)), 380),
        (None, 240),
    ]);
    let last = date((2020, 12, 31));
    days.map(|(low, high)| started_on + Days::new(random.between(low, high).into()))
        .filter(|ended| *ended < last)
}

fn leave_reason(random: &mut Random) -> LeaveReason {
    use LeaveReason::{Changed, ContractEnd, Family, Illness, WentHome};
    random.weigh(&[
        (WentHome, 380),
        (ContractEnd, 250),
        (Changed, 190),
        (Family, 140),
        (Illness, 40),
    ])
}

fn origin(random: &mut Random, departure: Option<NaiveDate>) -> Origin {
    use Origin::{Agency, Fair, Friends, Own, Station, Village};
    match departure {
        Some(_) => random.weigh(&[(Station, 560), (Village, 240), (Fair, 200)]),
        None => random.weigh(&[(Friends, 430), (Station, 260), (Own, 160), (Agency, 90), (Fair, 60)]),
    }
}

fn date((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the dates of this file are in the calendar")
}
