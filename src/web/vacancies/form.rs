//! What is typed about a post, and what it means.

use chrono::{Days, NaiveDate};
use entity::codes::{Code, Demand, Education};
use entity::employer;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::error::Problem;
use crate::domain::vacancies::{VacancyInput, rules};
use crate::reference::region;
use crate::web::place;

/// Days that a new post is offered for unless somebody says otherwise.
const USUAL_DAYS: u64 = 60;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct VacancyForm {
    pub form_key: Uuid,
    pub version: i32,
    pub employer: String,
    /// `submit` hands the post in right after it is saved.
    pub then: String,
    pub title: String,
    pub occupation_code: String,
    pub description: String,
    pub headcount: String,
    pub place: String,
    pub address: String,
    pub pay_form: String,
    pub pay_min_yuan: String,
    pub pay_max_yuan: String,
    pub hours_per_month: String,
    pub rest_days: String,
    pub base_pay_yuan: String,
    pub piece_note: String,
    pub pay_day: String,
    pub probation_note: String,
    pub deduction_note: String,
    pub lodging: String,
    pub lodging_note: String,
    pub people_per_room: String,
    pub couple_room: String,
    pub meals: String,
    pub meals_note: String,
    pub halal_meals: String,
    pub shuttle: String,
    pub fare_refund: String,
    pub shift: String,
    pub hours_per_day: String,
    pub demands: Vec<String>,
    pub contract: String,
    pub insurance: String,
    pub education: String,
    pub certificate: String,
    pub age_min: String,
    pub age_max: String,
    pub condition_reason: String,
    pub start_date: String,
    pub term: String,
    pub term_months: String,
    pub valid_until: String,
    pub contact_name: String,
    pub contact_phone: String,
}

/// Reads fields one by one and remembers what is wrong.
struct Reader(Vec<Problem>);

impl Reader {
    fn problem(&mut self, field: &str, key: &'static str) {
        self.0.push(Problem::new(field, key));
    }

    /// A choice that must be made; the first value stands in while it is not.
    fn code<C: Code>(&mut self, field: &str, key: &str) -> C {
        C::from_key(key).unwrap_or_else(|| {
            self.problem(field, "problem-choose");
            C::ALL[0]
        })
    }

    fn number(&mut self, field: &str, text: &str) -> Option<i32> {
        let digits: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && !",，".contains(*letter))
            .map(half_width)
            .collect();
        if digits.is_empty() {
            return None;
        }
        let number = digits.parse().ok();
        if number.is_none() {
            self.problem(field, "problem-number");
        }
        number
    }

    /// A number that must be there; one stands in while it is not.
    fn needed(&mut self, field: &str, text: &str) -> i32 {
        if text.trim().is_empty() {
            self.problem(field, "problem-required");
        }
        self.number(field, text).unwrap_or(1)
    }

    /// A day as a calendar sends it, or as people write it: 2026-12-01, 2026/12/1, 2026年12月1日.
    fn day(&mut self, field: &str, text: &str) -> Option<NaiveDate> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let plain: String = text
            .chars()
            .map(half_width)
            .map(|letter| if letter.is_ascii_digit() { letter } else { '-' })
            .collect();
        let day = NaiveDate::parse_from_str(plain.trim_end_matches('-'), "%Y-%m-%d").ok();
        if day.is_none() {
            self.problem(field, "vacancies-problem-date");
        }
        day
    }
}

fn half_width(letter: char) -> char {
    match letter {
        '０'..='９' => char::from_digit(u32::from(letter) - u32::from('０'), 10).unwrap_or(letter),
        _ => letter,
    }
}

fn text(typed: &str) -> String {
    typed.trim().to_owned()
}

fn shown(number: Option<i32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn ticked(on: bool) -> String {
    if on { "yes".to_owned() } else { String::new() }
}

impl VacancyForm {
    /// An empty form of an employer: its place and its contact are there already.
    pub fn empty(firm: &employer::Model, key: Uuid, today: NaiveDate) -> Self {
        Self {
            form_key: key,
            employer: firm.id.to_string(),
            place: region::full_name(&firm.region_code),
            address: firm.address.clone(),
            contact_name: firm.contact_name.clone(),
            contact_phone: firm.contact_phone.clone(),
            valid_until: today
                .checked_add_days(Days::new(USUAL_DAYS))
                .unwrap_or(today)
                .to_string(),
            ..Self::default()
        }
    }

    /// The form of a post as it is kept.
    pub fn of(input: &VacancyInput, version: i32) -> Self {
        Self {
            form_key: Uuid::nil(),
            version,
            employer: String::new(),
            then: String::new(),
            title: input.title.clone(),
            occupation_code: input.occupation_code.clone(),
            description: input.description.clone(),
            headcount: input.headcount.to_string(),
            place: region::full_name(&input.place_code),
            address: input.address.clone(),
            pay_form: input.pay_form.key().to_owned(),
            pay_min_yuan: input.pay_min_yuan.to_string(),
            pay_max_yuan: input.pay_max_yuan.to_string(),
            hours_per_month: shown(input.hours_per_month),
            rest_days: shown(input.rest_days),
            base_pay_yuan: shown(input.base_pay_yuan),
            piece_note: input.piece_note.clone(),
            pay_day: shown(input.pay_day),
            probation_note: input.probation_note.clone(),
            deduction_note: input.deduction_note.clone(),
            lodging: input.lodging.key().to_owned(),
            lodging_note: input.lodging_note.clone(),
            people_per_room: shown(input.people_per_room),
            couple_room: ticked(input.couple_room),
            meals: input.meals.key().to_owned(),
            meals_note: input.meals_note.clone(),
            halal_meals: ticked(input.halal_meals),
            shuttle: ticked(input.shuttle),
            fare_refund: ticked(input.fare_refund),
            shift: input.shift.key().to_owned(),
            hours_per_day: shown(input.hours_per_day),
            demands: input.demands.iter().map(|demand| demand.key().to_owned()).collect(),
            contract: input.contract.key().to_owned(),
            insurance: input.insurance.key().to_owned(),
            education: input
                .education
                .map(|education| education.key().to_owned())
                .unwrap_or_default(),
            certificate: input.certificate.clone().unwrap_or_default(),
            age_min: shown(input.age_min),
            age_max: shown(input.age_max),
            condition_reason: input.condition_reason.clone(),
            start_date: input.start_date.map(|day| day.to_string()).unwrap_or_default(),
            term: input.term.key().to_owned(),
            term_months: shown(input.term_months),
            valid_until: input.valid_until.to_string(),
            contact_name: input.contact_name.clone(),
            contact_phone: input.contact_phone.clone(),
        }
    }

    /// What it means.
    ///
    /// # Errors
    /// Everything that is wrong with it at once, each field once.
    pub fn read(&self, today: NaiveDate) -> Result<VacancyInput, Vec<Problem>> {
        let mut reader = Reader(Vec::new());
        let place_code = place::read("place", &self.place, None).unwrap_or_else(|problem| {
            reader.0.push(problem);
            String::new()
        });
        let valid_until = reader.day("valid_until", &self.valid_until);
        if self.valid_until.trim().is_empty() {
            reader.problem("valid_until", "problem-required");
        }
        let pay_min_yuan = reader.needed("pay_min_yuan", &self.pay_min_yuan);
        let input = VacancyInput {
            title: text(&self.title),
            occupation_code: text(&self.occupation_code),
            description: text(&self.description),
            headcount: reader.needed("headcount", &self.headcount),
            place_code,
            address: text(&self.address),
            pay_form: reader.code("pay_form", &self.pay_form),
            pay_min_yuan,
            pay_max_yuan: reader
                .number("pay_max_yuan", &self.pay_max_yuan)
                .unwrap_or(pay_min_yuan),
            hours_per_month: reader.number("hours_per_month", &self.hours_per_month),
            rest_days: reader.number("rest_days", &self.rest_days),
            base_pay_yuan: reader.number("base_pay_yuan", &self.base_pay_yuan),
            piece_note: text(&self.piece_note),
            pay_day: reader.number("pay_day", &self.pay_day),
            probation_note: text(&self.probation_note),
            deduction_note: text(&self.deduction_note),
            lodging: reader.code("lodging", &self.lodging),
            lodging_note: text(&self.lodging_note),
            people_per_room: reader.number("people_per_room", &self.people_per_room),
            couple_room: !self.couple_room.is_empty(),
            meals: reader.code("meals", &self.meals),
            meals_note: text(&self.meals_note),
            halal_meals: !self.halal_meals.is_empty(),
            shuttle: !self.shuttle.is_empty(),
            fare_refund: !self.fare_refund.is_empty(),
            shift: reader.code("shift", &self.shift),
            hours_per_day: reader.number("hours_per_day", &self.hours_per_day),
            demands: Demand::ALL
                .iter()
                .copied()
                .filter(|demand| self.demands.iter().any(|key| key == demand.key()))
                .collect(),
            contract: reader.code("contract", &self.contract),
            insurance: reader.code("insurance", &self.insurance),
            education: Education::from_key(&self.education),
            certificate: Some(text(&self.certificate)).filter(|key| !key.is_empty()),
            age_min: reader.number("age_min", &self.age_min),
            age_max: reader.number("age_max", &self.age_max),
            condition_reason: text(&self.condition_reason),
            start_date: reader.day("start_date", &self.start_date),
            term: reader.code("term", &self.term),
            term_months: reader.number("term_months", &self.term_months),
            valid_until: valid_until.unwrap_or(today),
            contact_name: text(&self.contact_name),
            contact_phone: text(&self.contact_phone),
        };
        let mut problems = reader.0;
        if problems.is_empty() {
            return Ok(input);
        }
        let more: Vec<Problem> = rules::basics(&input, today)
            .into_iter()
            .filter(|new| problems.iter().all(|known| known.field != new.field))
            .collect();
        problems.extend(more);
        Err(problems)
    }
}
