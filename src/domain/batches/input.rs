//! What somebody writes down about a transfer, and how it is judged.

use chrono::{DateTime, Duration, Utc};
use entity::codes::BatchMode;
use uuid::Uuid;

use crate::domain::checks::phone::EmployerPhone;
use crate::domain::error::Problem;
use crate::reference::region;

/// Longest number, in letters.
const NUMBER_LETTERS: usize = 30;
/// Longest name, address, payer.
const LINE_LETTERS: usize = 80;
/// Longest note.
const NOTE_LETTERS: usize = 200;
/// Longest way, in days: three days by train, with a day to spare.
const LONGEST_DAYS: i64 = 4;
/// Cost beyond which a number is a slip of the pen, in yuan.
const MOST_COST: i32 = 10_000_000;

/// A transfer as planned.
#[derive(Clone, Debug)]
pub struct BatchInput {
    /// Number, as on its papers.
    pub number: String,
    /// Coach, train, flight, tickets.
    pub mode: BatchMode,
    /// County of the people.
    pub from_code: String,
    /// Where they leave.
    pub from_place: String,
    /// District of the employers.
    pub to_code: String,
    /// Where they get off.
    pub to_place: String,
    /// When they leave.
    pub departs_at: DateTime<Utc>,
    /// When they should be there.
    pub arrives_at: DateTime<Utc>,
    /// The account of the leader.
    pub leader_id: Option<Uuid>,
    /// The leader's name.
    pub leader_name: String,
    /// The leader's phone.
    pub leader_phone: String,
    /// Who meets them.
    pub meeting_name: String,
    /// The phone there.
    pub meeting_phone: String,
    /// Cost of the whole transfer, in yuan, once it is known.
    pub cost_yuan: Option<i32>,
    /// Who pays.
    pub payer: String,
    /// Which insurance covers the way.
    pub insurance_note: String,
}

fn length(problems: &mut Vec<Problem>, field: &str, text: &str, required: bool, most: usize) {
    if required && text.is_empty() {
        problems.push(Problem::new(field, "problem-required"));
    } else if text.chars().count() > most {
        problems.push(Problem::new(field, "problem-too-long").with("max", most));
    }
}

impl BatchInput {
    /// The same without blanks around it.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        for text in [
            &mut self.number,
            &mut self.from_place,
            &mut self.to_place,
            &mut self.leader_name,
            &mut self.meeting_name,
            &mut self.payer,
            &mut self.insurance_note,
        ] {
            *text = text.trim().to_owned();
        }
        for phone in [&mut self.leader_phone, &mut self.meeting_phone] {
            *phone = phone.trim().to_owned();
            if let Ok(read) = EmployerPhone::parse(phone) {
                read.as_str().clone_into(phone);
            }
        }
        self
    }

    /// What cannot be taken.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        length(&mut problems, "number", &self.number, true, NUMBER_LETTERS);
        length(&mut problems, "from_place", &self.from_place, true, LINE_LETTERS);
        length(&mut problems, "to_place", &self.to_place, true, LINE_LETTERS);
        length(&mut problems, "leader_name", &self.leader_name, true, LINE_LETTERS);
        length(&mut problems, "meeting_name", &self.meeting_name, true, LINE_LETTERS);
        length(&mut problems, "payer", &self.payer, false, LINE_LETTERS);
        length(
            &mut problems,
            "insurance_note",
            &self.insurance_note,
            false,
            NOTE_LETTERS,
        );
        for (field, code) in [("from", &self.from_code), ("to", &self.to_code)] {
            if region::county(code).is_none() {
                problems.push(Problem::new(field, "batches-problem-county"));
            }
        }
        for (field, phone) in [
            ("leader_phone", &self.leader_phone),
            ("meeting_phone", &self.meeting_phone),
        ] {
            if EmployerPhone::parse(phone).is_err() {
                problems.push(Problem::new(field, "batches-problem-phone"));
            }
        }
        let way = self.arrives_at - self.departs_at;
        if way <= Duration::zero() || way > Duration::days(LONGEST_DAYS) {
            problems.push(Problem::new("arrives_at", "batches-problem-way"));
        }
        if self.cost_yuan.is_some_and(|cost| !(0..=MOST_COST).contains(&cost)) {
            problems.push(Problem::new("cost_yuan", "batches-problem-cost"));
        }
        problems
    }
}
