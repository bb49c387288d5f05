//! What people say of an employer, and what is wrong with it.

use chrono::NaiveDate;
use entity::codes::{EmployerKind, EmployerSize};

use crate::domain::checks::credit_code::{CreditCode, CreditCodeProblem};
use crate::domain::checks::phone::{self, EmployerPhone, PhoneProblem};
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::reference::{industry, region};

/// Longest registered name, in characters; the longest of the public register have 60.
const NAME_LENGTH: usize = 60;
/// Longest address.
const ADDRESS_LENGTH: usize = 120;
/// Longest name of a person or number of a licence.
const SHORT_LENGTH: usize = 40;
/// Level of a county in the code list of places.
const COUNTY: u8 = 3;

/// What staff say of an employer.
#[derive(Clone, Debug)]
pub struct EmployerInput {
    /// As on the licence.
    pub name: String,
    /// GB 32100, as typed.
    pub credit_code: String,
    /// What the employer is.
    pub kind: EmployerKind,
    /// GB/T 2260, a county or below.
    pub region_code: String,
    /// Street and number.
    pub address: String,
    /// GB/T 4754, or empty.
    pub industry: String,
    /// People who work there.
    pub size: Option<EmployerSize>,
    /// As on the licence, or empty.
    pub legal_representative: String,
    /// Who answers for the employer.
    pub contact_name: String,
    /// Mobile, landline or service number, as typed.
    pub contact_phone: String,
    /// Number of the licence to place or dispatch people; for agencies only.
    pub agency_licence: String,
    /// Last day of that licence.
    pub agency_licence_until: Option<NaiveDate>,
}

/// What the employer's own people may change.
#[derive(Clone, Debug)]
pub struct ContactInput {
    /// Street and number.
    pub address: String,
    /// Who answers for the employer.
    pub contact_name: String,
    /// Mobile, landline or service number, as typed.
    pub contact_phone: String,
}

/// A name in its one spelling: no invisible characters, single blanks, brackets as the public register writes them.
pub(super) fn tidy_name(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|letter| if typed::is_invisible(letter) { ' ' } else { letter })
        .collect();
    let folded = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let has_han = folded.chars().any(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter));
    if has_han {
        folded.replace('(', "（").replace(')', "）").replace(' ', "")
    } else {
        folded
    }
}

fn short(problems: &mut Vec<Problem>, field: &'static str, text: &str, most: usize) -> String {
    let text = text.trim().to_owned();
    if text.chars().count() > most {
        problems.push(Problem::new(field, "problem-too-long").with("max", most));
    }
    text
}

fn needed(problems: &mut Vec<Problem>, field: &'static str, text: &str, most: usize) -> String {
    let text = short(problems, field, text, most);
    if text.is_empty() {
        problems.push(Problem::new(field, "problem-required"));
    }
    text
}

fn phone_of(problems: &mut Vec<Problem>, text: &str) -> String {
    match EmployerPhone::parse(text) {
        Ok(phone) => phone.as_str().to_owned(),
        Err(problem) => {
            let key = match problem {
                PhoneProblem::Empty => "problem-required",
                // What begins with 1 was meant as a mobile.
                PhoneProblem::NotLandline if !phone::normalise(text).starts_with('1') => "employers-problem-landline",
                _ => "employers-problem-phone",
            };
            problems.push(Problem::new("contact_phone", key));
            text.to_owned()
        }
    }
}

/// The sentence for a credit code that is none.
fn code_problem(problem: CreditCodeProblem) -> Problem {
    let sentence = Problem::new("credit_code", problem.key());
    match problem {
        CreditCodeProblem::Length { found } => sentence.with("found", found),
        CreditCodeProblem::LookAlike { position, found } => sentence.with("position", position).with("found", found),
        CreditCodeProblem::BadChar { position } => sentence.with("position", position),
        _ => sentence,
    }
}

impl EmployerInput {
    /// Everything that is wrong with it by itself, for a form that has found problems of its own.
    #[must_use]
    pub fn problems(&self, code_may_lack: bool) -> Vec<Problem> {
        match self.clone().judged(code_may_lack) {
            Err(DomainError::Invalid(problems)) => problems,
            _ => Vec::new(),
        }
    }

    /// The same in one spelling. `code_may_lack` is for employers whom another office reported without a code.
    ///
    /// # Errors
    /// [`DomainError::Invalid`] with every problem.
    pub(super) fn judged(self, code_may_lack: bool) -> Result<Self> {
        let mut problems = Vec::new();
        let name = tidy_name(&self.name);
        if !(2..=NAME_LENGTH).contains(&name.chars().count()) {
            problems.push(Problem::new("name", "employers-problem-name").with("max", NAME_LENGTH));
        }
        let credit_code = match CreditCode::parse(&self.credit_code) {
            Ok(code) => code.as_str().to_owned(),
            Err(CreditCodeProblem::Empty) if code_may_lack => String::new(),
            Err(problem) => {
                problems.push(code_problem(problem));
                String::new()
            }
        };
        match region::get(&self.region_code) {
            None => problems.push(Problem::new("region_code", "problem-place-unknown")),
            Some(place) if place.level < COUNTY => {
                problems.push(Problem::new("region_code", "employers-problem-place-county"));
            }
            Some(_) => {}
        }
        if !self.industry.is_empty() && industry::get(&self.industry).is_none() {
            problems.push(Problem::new("industry", "problem-choose"));
        }
        let agency_licence = short(&mut problems, "agency_licence", &self.agency_licence, SHORT_LENGTH);
        if self.kind != EmployerKind::Agency && (!agency_licence.is_empty() || self.agency_licence_until.is_some()) {
            problems.push(Problem::new("agency_licence", "employers-problem-not-agency"));
        }
        let judged = Self {
            name,
            credit_code,
            address: short(&mut problems, "address", &self.address, ADDRESS_LENGTH),
            legal_representative: short(
                &mut problems,
                "legal_representative",
                &self.legal_representative,
                SHORT_LENGTH,
            ),
            contact_name: needed(&mut problems, "contact_name", &self.contact_name, SHORT_LENGTH),
            contact_phone: phone_of(&mut problems, &self.contact_phone),
            agency_licence,
            ..self
        };
        if problems.is_empty() {
            Ok(judged)
        } else {
            Err(DomainError::Invalid(problems))
        }
    }
}

impl ContactInput {
    /// The same in one spelling.
    ///
    /// # Errors
    /// [`DomainError::Invalid`] with every problem.
    pub(super) fn judged(self) -> Result<Self> {
        let mut problems = Vec::new();
        let judged = Self {
            address: needed(&mut problems, "address", &self.address, ADDRESS_LENGTH),
            contact_name: needed(&mut problems, "contact_name", &self.contact_name, SHORT_LENGTH),
            contact_phone: phone_of(&mut problems, &self.contact_phone),
        };
        if problems.is_empty() {
            Ok(judged)
        } else {
            Err(DomainError::Invalid(problems))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checks::credit_code::CodeKind;

    fn input() -> EmployerInput {
        EmployerInput {
            name: " 天津河西 (桃源里) 为老服务中心\u{200B} ".into(),
            credit_code: CreditCode::synthetic(1, CodeKind::Enterprise).as_str().to_lowercase(),
            kind: EmployerKind::Enterprise,
            region_code: "120103".into(),
            address: String::new(),
            industry: "Q".into(),
            size: None,
            legal_representative: String::new(),
            contact_name: "赵经理".into(),
            contact_phone: "022-2837 0000".into(),
            agency_licence: String::new(),
            agency_licence_until: None,
        }
    }

    #[test]
    fn one_spelling_is_kept() {
        let judged = input().judged(false).unwrap();
        assert_eq!(judged.name, "天津河西（桃源里）为老服务中心");
        assert_eq!(
            judged.credit_code,
            CreditCode::synthetic(1, CodeKind::Enterprise).as_str()
        );
        assert_eq!(judged.contact_phone, "022-28370000");
        assert_eq!(tidy_name("  Tianjin  Care (Hexi) Ltd "), "Tianjin Care (Hexi) Ltd");
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let bad = EmployerInput {
            name: "店".into(),
            credit_code: "91120103MA05XXXX1O".into(),
            region_code: "120000".into(),
            industry: "ZZ".into(),
            contact_name: "  ".into(),
            contact_phone: "28370000".into(),
            agency_licence: "津人服 1 号".into(),
            ..input()
        };
        let Err(DomainError::Invalid(problems)) = bad.judged(false) else {
            panic!("taken")
        };
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "name",
                "credit_code",
                "region_code",
                "industry",
                "agency_licence",
                "contact_name",
                "contact_phone"
            ]
        );
    }

    #[test]
    fn only_an_employer_of_another_office_may_lack_its_code() {
        let without = || EmployerInput {
            credit_code: " ".into(),
            ..input()
        };
        assert!(without().judged(true).is_ok());
        assert!(without().judged(false).is_err());
    }
}
