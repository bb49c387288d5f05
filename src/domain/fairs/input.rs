//! What somebody writes down about a fair, and how it is judged.

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::FairKind;

use crate::domain::checks::phone::EmployerPhone;
use crate::domain::clock;
use crate::domain::error::Problem;
use crate::reference::region;

/// Longest name, in letters.
const NAME_LETTERS: usize = 60;
/// Longest address, organiser, …
const LINE_LETTERS: usize = 120;
/// Longest programme or directions.
const TEXT_LETTERS: usize = 1_000;
/// More visitors than any county has seen.
const MOST_VISITORS: i32 = 100_000;

/// A fair as planned.
#[derive(Clone, Debug)]
pub struct FairInput {
    /// Name, as on the poster.
    pub name: String,
    /// Kind.
    pub kind: FairKind,
    /// Whose people it is for.
    pub west_code: String,
    /// Whose employers it brings.
    pub east_code: String,
    /// Where it is held.
    pub place_code: String,
    /// Street and house, or the address of the broadcast.
    pub address: String,
    /// How to get there.
    pub directions: String,
    /// One line for each part of the day.
    pub programme: String,
    /// Who holds it.
    pub organiser: String,
    /// Whom everybody may call.
    pub contact_phone: String,
    /// First moment.
    pub starts_at: DateTime<Utc>,
    /// Last moment, on the same day.
    pub ends_at: DateTime<Utc>,
    /// Visitors expected.
    pub visitors_expected: i32,
}

fn length(problems: &mut Vec<Problem>, field: &str, text: &str, required: bool, most: usize) {
    if required && text.is_empty() {
        problems.push(Problem::new(field, "problem-required"));
    } else if text.chars().count() > most {
        problems.push(Problem::new(field, "problem-too-long").with("max", most));
    }
}

impl FairInput {
    /// The same without blanks around it.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        for text in [
            &mut self.name,
            &mut self.address,
            &mut self.directions,
            &mut self.programme,
            &mut self.organiser,
        ] {
            *text = text.trim().to_owned();
        }
        if let Ok(phone) = EmployerPhone::parse(&self.contact_phone) {
            phone.as_str().clone_into(&mut self.contact_phone);
        }
        self
    }

    /// What cannot be taken, on `today`.
    #[must_use]
    pub fn problems(&self, today: NaiveDate) -> Vec<Problem> {
        let mut problems = Vec::new();
        length(&mut problems, "name", &self.name, true, NAME_LETTERS);
        length(&mut problems, "organiser", &self.organiser, true, LINE_LETTERS);
        length(&mut problems, "address", &self.address, true, LINE_LETTERS);
        length(&mut problems, "directions", &self.directions, false, TEXT_LETTERS);
        length(&mut problems, "programme", &self.programme, false, TEXT_LETTERS);
        for (field, code) in [
            ("west", &self.west_code),
            ("east", &self.east_code),
            ("place", &self.place_code),
        ] {
            if region::county(code).is_none() {
                problems.push(Problem::new(field, "fairs-problem-county"));
            }
        }
        if EmployerPhone::parse(&self.contact_phone).is_err() {
            problems.push(Problem::new("contact_phone", "fairs-problem-phone"));
        }
        let day = clock::day_of(self.starts_at);
        if day < today {
            problems.push(Problem::new("day", "fairs-problem-day-past"));
        }
        if self.ends_at <= self.starts_at || clock::day_of(self.ends_at) != day {
            problems.push(Problem::new("until", "fairs-problem-hours"));
        }
        if !(1..=MOST_VISITORS).contains(&self.visitors_expected) {
            problems.push(Problem::new("visitors", "fairs-problem-visitors"));
        }
        problems
    }
}
