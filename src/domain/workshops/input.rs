//! A workshop as somebody writes it.

use chrono::NaiveDate;
use entity::codes::WorkshopKind;
use entity::workshop;
use uuid::Uuid;

use crate::domain::error::Problem;
use crate::reference::{occupation, region};

/// Longest words, in letters.
const NAME_LETTERS: usize = 60;
const ADDRESS_LETTERS: usize = 120;
/// Most money of a project, yuan.
const MOST_YUAN: i64 = 1_000_000_000;

/// What a form fills.
#[derive(Clone, Debug)]
pub struct WorkshopInput {
    /// Name.
    pub name: String,
    /// Name after a change.
    pub later_name: String,
    /// Type.
    pub kind: WorkshopKind,
    /// Whose it is.
    pub employer_id: Option<Uuid>,
    /// Village or township.
    pub place_code: String,
    /// Street or house.
    pub address: String,
    /// Trade.
    pub occupation_code: String,
    /// Money of the eastern partner, yuan.
    pub east_yuan: Option<i64>,
    /// When it was granted.
    pub east_on: Option<NaiveDate>,
    /// The project.
    pub project_name: String,
    /// The project in the plain ledger.
    pub ledger_id: Option<Uuid>,
    /// Whom to call.
    pub contact_name: String,
    /// The phone.
    pub contact_phone: String,
    /// Day of the following month by which wages are paid.
    pub pay_day: i32,
    /// Minutes of a full day.
    pub day_minutes: i32,
    /// Day of the application.
    pub applied_on: NaiveDate,
}

impl WorkshopInput {
    /// What is wrong with it.
    #[must_use]
    pub fn problems(&self, today: NaiveDate) -> Vec<Problem> {
        let mut problems = Vec::new();
        let words = [
            ("name", &self.name, NAME_LETTERS, true),
            ("later_name", &self.later_name, NAME_LETTERS, false),
            ("address", &self.address, ADDRESS_LETTERS, false),
            ("project_name", &self.project_name, NAME_LETTERS, false),
            ("contact_name", &self.contact_name, 20, true),
            ("contact_phone", &self.contact_phone, 20, true),
        ];
        for (field, text, most, required) in words {
            let letters = text.trim().chars().count();
            if required && letters == 0 {
                problems.push(Problem::new(field, "problem-required"));
            } else if letters > most {
                problems.push(Problem::new(field, "problem-too-long").with("max", most));
            }
        }
        if self.employer_id.is_none() {
            problems.push(Problem::new("employer", "workshops-problem-employer"));
        }
        if region::county(&self.place_code).is_none() {
            problems.push(Problem::new("place", "workshops-problem-county"));
        }
        if occupation::get(&self.occupation_code).is_none() {
            problems.push(Problem::new("occupation", "problem-required"));
        }
        if self.east_yuan.is_some_and(|yuan| !(1..=MOST_YUAN).contains(&yuan)) {
            problems.push(Problem::new("east_yuan", "problem-number"));
        }
        if self.east_yuan.is_some() != self.east_on.is_some() {
            problems.push(Problem::new("east_on", "workshops-problem-east"));
        }
        if !(1..=28).contains(&self.pay_day) {
            problems.push(Problem::new("pay_day", "workshops-problem-pay-day"));
        }
        if !(60..=720).contains(&self.day_minutes) {
            problems.push(Problem::new("day_hours", "workshops-problem-hours"));
        }
        if self.applied_on > today {
            problems.push(Problem::new("applied_on", "workshops-problem-future"));
        }
        problems
    }

    /// The fields that differ from a row.
    #[must_use]
    pub fn changed(&self, before: &workshop::Model) -> Vec<&'static str> {
        let fields = [
            ("name", before.name != self.name.trim()),
            ("later_name", before.later_name != self.later_name.trim()),
            ("kind", before.kind != self.kind),
            ("employer", Some(before.employer_id) != self.employer_id),
            ("place", before.place_code != self.place_code),
            ("address", before.address != self.address.trim()),
            ("occupation", before.occupation_code != self.occupation_code),
            ("east_yuan", before.east_yuan != self.east_yuan),
            ("east_on", before.east_on != self.east_on),
            ("project_name", before.project_name != self.project_name.trim()),
            ("ledger", before.ledger_id != self.ledger_id),
            ("contact_name", before.contact_name != self.contact_name.trim()),
            ("contact_phone", before.contact_phone != self.contact_phone.trim()),
            ("pay_day", before.pay_day != self.pay_day),
            ("day_minutes", before.day_minutes != self.day_minutes),
            ("applied_on", before.applied_on != self.applied_on),
        ];
        fields
            .into_iter()
            .filter(|(_, differs)| *differs)
            .map(|(name, _)| name)
            .collect()
    }
}
