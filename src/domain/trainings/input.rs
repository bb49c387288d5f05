//! What somebody writes down about a training, and how it is judged.

use chrono::NaiveDate;
use entity::codes::{LabourBrand, SkillLevel, TrainingKind};

use super::rules;
use crate::domain::error::Problem;
use crate::reference::{certificate, occupation, region};

/// Longest title, in letters.
const TITLE_LETTERS: usize = 60;
/// Longest number, institution, address, reason …
const LINE_LETTERS: usize = 120;
/// More hours than any course of a county has.
const MOST_HOURS: i32 = 2_000;
/// Hours of one day.
const DAY_HOURS: std::ops::RangeInclusive<i32> = 1..=8;
/// More people than any hall holds.
const MOST_SEATS: i32 = 1_000;
/// More yuan than any seat costs.
const MOST_COST: i32 = 100_000;
/// Longest training, in days.
const MOST_DAYS: i64 = 366;

/// A training as planned.
#[derive(Clone, Debug)]
pub struct TrainingInput {
    /// Number of the class.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// Kind.
    pub kind: TrainingKind,
    /// Trade that is taught; empty for a talk.
    pub occupation_code: String,
    /// Skill level that it leads to.
    pub level: SkillLevel,
    /// Brand, if it carries one.
    pub brand: Option<LabourBrand>,
    /// Who teaches.
    pub institution: String,
    /// The teacher.
    pub teacher: String,
    /// Who pays.
    pub funding_source: String,
    /// Cost of one seat, yuan.
    pub seat_cost_yuan: Option<i32>,
    /// Whose people it is for.
    pub for_code: String,
    /// Where it is held.
    pub place_code: String,
    /// Street and house.
    pub address: String,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day.
    pub last_day: NaiveDate,
    /// Hours in all.
    pub hours: i32,
    /// Hours of one day.
    pub hours_per_day: i32,
    /// Seats.
    pub seats: i32,
    /// Why there are more than the local rule allows.
    pub seats_reason: String,
    /// Number of the plan that was filed.
    pub plan_number: String,
    /// Day on which it was filed.
    pub plan_filed_on: Option<NaiveDate>,
    /// Why it was filed late.
    pub filing_reason: String,
    /// Hours that somebody must have been there for, in percent.
    pub required_percent: i32,
    /// Certificate that is given; empty for none.
    pub certificate_kind: String,
}

fn length(problems: &mut Vec<Problem>, field: &str, text: &str, required: bool, most: usize) {
    if required && text.is_empty() {
        problems.push(Problem::new(field, "problem-required"));
    } else if text.chars().count() > most {
        problems.push(Problem::new(field, "problem-too-long").with("max", most));
    }
}

impl TrainingInput {
    /// The same without blanks around it; what a talk does not have is left out.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        for text in [
            &mut self.number,
            &mut self.title,
            &mut self.institution,
            &mut self.teacher,
            &mut self.funding_source,
            &mut self.address,
            &mut self.seats_reason,
            &mut self.plan_number,
            &mut self.filing_reason,
        ] {
            *text = text.trim().to_owned();
        }
        if !rules::is_class(self.kind) {
            self.certificate_kind = String::new();
            self.level = SkillLevel::None;
            self.last_day = self.first_day;
            self.hours_per_day = self.hours;
        }
        self
    }

    /// What cannot be taken, on `today`.
    #[must_use]
    pub fn problems(&self, today: NaiveDate) -> Vec<Problem> {
        let mut problems = Vec::new();
        length(&mut problems, "number", &self.number, true, LINE_LETTERS);
        length(&mut problems, "title", &self.title, true, TITLE_LETTERS);
        length(&mut problems, "institution", &self.institution, true, LINE_LETTERS);
        length(&mut problems, "teacher", &self.teacher, false, LINE_LETTERS);
        length(&mut problems, "funding", &self.funding_source, false, LINE_LETTERS);
        length(&mut problems, "address", &self.address, true, LINE_LETTERS);
        length(&mut problems, "seats_reason", &self.seats_reason, false, LINE_LETTERS);
        length(&mut problems, "plan_number", &self.plan_number, false, LINE_LETTERS);
        length(&mut problems, "filing_reason", &self.filing_reason, false, LINE_LETTERS);
        for (field, code) in [("for", &self.for_code), ("place", &self.place_code)] {
            if region::county(code).is_none() {
                problems.push(Problem::new(field, "trainings-problem-county"));
            }
        }
        self.of_class(&mut problems);
        self.of_days(&mut problems);
        self.of_seats(&mut problems);
        if self.plan_filed_on.is_some_and(|day| day > today) {
            problems.push(Problem::new("plan_filed_on", "trainings-problem-paper-future"));
        }
        problems
    }

    fn of_class(&self, problems: &mut Vec<Problem>) {
        if rules::is_class(self.kind) && self.occupation_code.is_empty() {
            problems.push(Problem::new("trade", "problem-required"));
        }
        if !self.occupation_code.is_empty() && occupation::get(&self.occupation_code).is_none() {
            problems.push(Problem::new("trade", "problem-trade-unknown").with("words", &self.occupation_code));
        }
        if !self.certificate_kind.is_empty() && certificate::get(&self.certificate_kind).is_none() {
            problems.push(Problem::new("certificate", "problem-choose"));
        }
        if !(1..=100).contains(&self.required_percent) {
            problems.push(Problem::new("required", "trainings-problem-percent"));
        }
    }

    fn of_days(&self, problems: &mut Vec<Problem>) {
        let days = (self.last_day - self.first_day).num_days();
        if !(0..MOST_DAYS).contains(&days) {
            problems.push(Problem::new("last_day", "trainings-problem-last-day"));
        }
        if !(1..=MOST_HOURS).contains(&self.hours) {
            problems.push(Problem::new("hours", "trainings-problem-hours"));
        } else if !DAY_HOURS.contains(&self.hours_per_day) {
            let field = if rules::is_class(self.kind) {
                "hours_per_day"
            } else {
                "hours"
            };
            problems.push(Problem::new(field, "trainings-problem-day-hours").with("max", DAY_HOURS.end()));
        } else if i64::from(self.hours_per_day) * (days + 1) < i64::from(self.hours) {
            problems.push(Problem::new("hours", "trainings-problem-hours-fit"));
        }
    }

    fn of_seats(&self, problems: &mut Vec<Problem>) {
        if !(1..=MOST_SEATS).contains(&self.seats) {
            problems.push(Problem::new("seats", "trainings-problem-seats").with("max", MOST_SEATS));
        }
        let most = rules::seats_most(self.kind, &self.place_code, self.first_day);
        if self.seats > most && self.seats_reason.is_empty() {
            problems.push(Problem::new("seats_reason", "trainings-problem-seats-reason").with("max", most));
        }
        if self.seat_cost_yuan.is_some_and(|cost| !(0..=MOST_COST).contains(&cost)) {
            problems.push(Problem::new("cost", "problem-number"));
        }
    }
}
