//! Names, birthdays and telephones of made-up people.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate};

use super::kinds::{Education, PhoneState, Sex};
use super::random::Random;
use super::words::WORDS;

/// Ages of rural workers in bands with their weights: most are 35 to 60, as in the county ledgers.
const AGES: [((u32, u32), u32); 6] = [
    ((18, 24), 75),
    ((25, 34), 155),
    ((35, 44), 255),
    ((45, 54), 305),
    ((55, 60), 155),
    ((61, 64), 55),
];

/// How many identity numbers there are for one birthday and sex.
pub(super) const PER_BIRTHDAY: u16 = 500;

pub(super) fn surname(random: &mut Random, hui: bool) -> &'static str {
    let weights = if hui {
        &WORDS.surname_weights_hui
    } else {
        &WORDS.surname_weights
    };
    WORDS.surnames[weights.draw(random)]
}

/// A full name as people of that sex and year of birth have them.
pub(super) fn full_name(random: &mut Random, surname: &str, sex: Sex, birth_year: i32) -> String {
    let names = WORDS
        .given
        .iter()
        .rfind(|names| names.sex == sex && names.born_from <= birth_year)
        .expect("the compiled-in name file begins at 1940 for both sexes");
    let mut name = String::with_capacity(12);
    name.push_str(surname);
    if random.chance(380) {
        name.push_str(random.pick(&names.whole));
    } else {
        let first = random.pick(&names.first);
        let second = random.pick(&names.second);
        name.push_str(first);
        // 建建 is a child's name; one of the two is name enough.
        if first != second {
            name.push_str(second);
        }
    }
    name
}

/// A birthday of somebody who is between 18 and 64 on `day`.
pub(super) fn birthday(random: &mut Random, day: NaiveDate) -> NaiveDate {
    let (low, high) = random.weigh(&AGES);
    birthday_at_age(random, day, low, high)
}

/// A birthday of somebody whose age on `day` is from `low` to `high`.
pub(super) fn birthday_at_age(random: &mut Random, day: NaiveDate, low: u32, high: u32) -> NaiveDate {
    let age = random.between(low, high);
    // 365 days a year would make leap days add up to a younger age; the quarter day keeps the age true, and a birthday
    // falls inside the year before the birthday of age + 1.
    let days = age * 1461 / 4 + random.below(364) + 1;
    day - Days::new(days.into())
}

/// Age in full years on `day`.
pub(super) fn age_on(birth: NaiveDate, day: NaiveDate) -> u32 {
    day.years_since(birth).unwrap_or(0)
}

pub(super) fn education(random: &mut Random, birth_year: i32) -> Education {
    use Education::{Bachelor, College, Junior, None, Primary, Senior};
    let weights: &[(Education, u32)] = match birth_year {
        ..=1969 => &[(None, 260), (Primary, 470), (Junior, 230), (Senior, 40)],
        1970..=1984 => &[(None, 80), (Primary, 380), (Junior, 440), (Senior, 80), (College, 20)],
        1985..=1997 => &[
            (None, 8),
            (Primary, 120),
            (Junior, 540),
            (Senior, 200),
            (College, 110),
            (Bachelor, 22),
        ],
        _ => &[
            (Primary, 20),
            (Junior, 400),
            (Senior, 340),
            (College, 200),
            (Bachelor, 40),
        ],
    };
    random.weigh(weights)
}

pub(super) fn phone_state(random: &mut Random) -> PhoneState {
    use PhoneState::{Dead, NoAnswer, Reached, SwitchedOff, Unverified, Wrong};
    random.weigh(&[
        (Reached, 610),
        (Unverified, 190),
        (NoAnswer, 80),
        (Dead, 60),
        (SwitchedOff, 35),
        (Wrong, 25),
    ])
}

/// Hands out telephone numbers of the form 19900xxxxxx, none twice until its block is used up.
#[derive(Debug)]
pub(super) struct PhoneBook {
    first: u32,
    size: u32,
    given: u32,
}

impl PhoneBook {
    /// Not a multiple of 2, 3 or 5, so steps of this length visit every number of a block whose size has only those factors.
    const STEP: u32 = 7919;

    /// A block of `size` numbers from 19900`first` on. The blocks of the generator and of the story do not touch.
    pub(super) const fn new(first: u32, size: u32) -> Self {
        Self { first, size, given: 0 }
    }

    pub(super) fn next(&mut self) -> String {
        let at = u64::from(self.given) * u64::from(Self::STEP) % u64::from(self.size);
        self.given += 1;
        format!("19900{:06}", u64::from(self.first) + at)
    }
}

/// Counts people of one sex and birthday, so that no two get the same identity number.
#[derive(Debug)]
pub(super) struct Birthdays {
    taken: HashMap<(NaiveDate, Sex), u16>,
    first: u16,
    end: u16,
}

impl Birthdays {
    /// Sequences from `first` up to but not including `end`.
    pub(super) fn new(first: u16, end: u16) -> Self {
        Self {
            taken: HashMap::new(),
            first,
            end,
        }
    }

    /// The next free number of `birth`, or of an earlier day if that day is used up.
    pub(super) fn take(&mut self, mut birth: NaiveDate, sex: Sex) -> (NaiveDate, u16) {
        loop {
            let next = self.taken.entry((birth, sex)).or_insert(self.first);
            if *next < self.end {
                *next += 1;
                return (birth, *next - 1);
            }
            birth = birth - Days::new(1);
        }
    }
}

/// Year of birth, for tables by generation.
pub(super) fn year(birth: NaiveDate) -> i32 {
    birth.year()
}
