//! Any number of made-up employers.

use super::kinds::{EmployerKind, EmployerState, Sex, Size};
use super::people::{self, PhoneBook};
use super::random::Random;
use super::records::Employer;
use super::words::WORDS;

/// Keeps the streams of employers apart from those of other kinds.
const KIND: u64 = 2;

/// `n` employers. The same seed gives the same employers, and the first of many are the same as few.
#[must_use]
pub fn employers(seed: u64, n: usize) -> Employers {
    Employers {
        seed,
        left: n,
        made: 0,
        phones: PhoneBook::new(210_000, 90_000),
    }
}

/// The iterator of [`employers`].
#[derive(Debug)]
pub struct Employers {
    seed: u64,
    left: usize,
    made: u64,
    phones: PhoneBook,
}

impl Iterator for Employers {
    type Item = Employer;

    fn next(&mut self) -> Option<Employer> {
        self.left = self.left.checked_sub(1)?;
        let mut random = Random::of_item(self.seed, KIND, self.made);
        self.made += 1;
        Some(employer(&mut random, self.made, self.phones.next()))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Employers {}

fn employer(random: &mut Random, number: u64, contact_phone: String) -> Employer {
    // By the trades wanted, so that employers are as many as their vacancies ask for.
    let industry = WORDS.trade(random).industry;
    let place = &WORDS.places[WORDS.place_weights.draw(random)];
    let (name, kind) = name(random, place.name, industry);
    let legal_rep = person(random);
    let contact_name = if random.chance(250) {
        legal_rep.clone()
    } else {
        person(random)
    };
    let state = state(random);
    let verified_days_ago = match state {
        EmployerState::Registered | EmployerState::Checking => None,
        EmployerState::Verified => Some(random.below(175)),
        EmployerState::Due => Some(random.between(184, 240)),
        EmployerState::Suspended | EmployerState::Blacklisted => Some(random.between(60, 300)),
    };
    let is_agency = kind == EmployerKind::Agency;
    Employer {
        key: format!("E{number:06}").into(),
        name: name.into(),
        kind,
        region_code: place.code.into(),
        address: format!("{}{}", place.name, random.pick(&WORDS.streets)).into(),
        industry: industry.into(),
        size: random.weigh(&[
            (Size::Tiny, 260),
            (Size::Small, 390),
            (Size::Middle, 270),
            (Size::Large, 80),
        ]),
        legal_rep: legal_rep.into(),
        contact_name: contact_name.into(),
        contact_phone: contact_phone.into(),
        state,
        verified_days_ago,
        state_reason: match state {
            EmployerState::Suspended => Some("招聘说的与实际不符，停用整改".into()),
            EmployerState::Blacklisted => Some("欠薪，劳动监察立案后列入黑名单".into()),
            _ => None,
        },
        licence_no: is_agency.then(|| format!("派遣证（示例）第{number:06}号").into()),
        licence_until_days: is_agency.then(|| random.between(30, 1000)),
        about: None,
    }
}

fn state(random: &mut Random) -> EmployerState {
    use EmployerState::{Blacklisted, Checking, Due, Registered, Suspended, Verified};
    random.weigh(&[
        (Verified, 920),
        (Due, 32),
        (Checking, 22),
        (Registered, 14),
        (Suspended, 8),
        (Blacklisted, 4),
    ])
}

/// Place, a brand of three characters, and a tail that tells industry and kind. Three characters drawn at random are
/// unlikely to be the name of any real firm.
fn name(random: &mut Random, place: &str, industry: &str) -> (String, EmployerKind) {
    let firm = &WORDS.firm;
    let tail = firm
        .tails
        .iter()
        .find(|(of, _)| *of == industry)
        .map_or("服务有限公司", |(_, tails)| random.pick(tails));
    let city = place.split_once(['省', '市']).map_or(place, |(city, _)| city);
    let brand = firm.brand.each_ref().map(|part| random.pick(part)).concat();
    (format!("{city}{brand}{tail}"), kind(tail))
}

fn kind(tail: &str) -> EmployerKind {
    if tail.contains("合作社") {
        EmployerKind::Cooperative
    } else if tail.contains("派遣") || tail.contains("人力资源") {
        EmployerKind::Agency
    } else if tail.contains("公司") || tail.ends_with('厂') {
        EmployerKind::Enterprise
    } else if tail.starts_with("养老") || tail.ends_with("院") || tail.ends_with("公寓") {
        EmployerKind::Organisation
    } else {
        EmployerKind::HouseholdBusiness
    }
}

fn person(random: &mut Random) -> String {
    let sex = if random.chance(600) { Sex::Male } else { Sex::Female };
    let birth_year = random.pick(&[1966, 1971, 1975, 1979, 1983, 1988, 1993]);
    let surname = people::surname(random, false);
    people::full_name(random, surname, sex, birth_year)
}
