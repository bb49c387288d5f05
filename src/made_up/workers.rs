//! Any number of made-up workers of 崆峒区, household by household.

mod person;

use std::collections::VecDeque;

use chrono::NaiveDate;

pub(super) use person::{Home, Who, person};

use super::kinds::{PhoneOwner, Sex, Want};
use super::people::{self, Birthdays, PhoneBook};
use super::random::Random;
use super::records::{Text, Worker};

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
        let spouse_is_cut = |key: &Text| self.left == 0 && self.ready.iter().any(|other| &other.key == key);
        if worker.intent.with_spouse.as_ref().is_some_and(spouse_is_cut) {
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
        let sex = if random.chance(680) { Sex::Male } else { Sex::Female };
        let birth = people::birthday(&mut random, self.today);
        let age = people::age_on(birth, self.today);
        let surname = people::surname(&mut random, home.village.is_hui());
        let mut head = self.person(&mut random, &home, surname, sex, birth);
        let head_phone = head.phones[0].number.clone();
        if age >= 23 && random.chance(450) {
            let other = if sex == Sex::Male { Sex::Female } else { Sex::Male };
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
            let sex = if random.chance(560) { Sex::Male } else { Sex::Female };
            let birth = people::birthday_at_age(&mut random, self.today, 18, age - 22);
            let child = self.person(&mut random, &home, surname, sex, birth);
            if age >= 55 && random.chance(280) {
                borrow_phone(&mut head, &child.phones[0].number, PhoneOwner::Child);
            }
            self.ready.push_back(child);
        }
        self.ready.push_front(head);
    }

    fn person(&mut self, random: &mut Random, home: &Home, surname: &str, sex: Sex, birth: NaiveDate) -> Worker {
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

/// Puts a relative's telephone in place of the person's own.
fn borrow_phone(worker: &mut Worker, number: &Text, owner: PhoneOwner) {
    let phone = &mut worker.phones[0];
    phone.number.clone_from(number);
    phone.owner = owner;
}
