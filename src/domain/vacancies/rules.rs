//! What a post must say: what even a draft needs so that it can be kept, what law demands before it is public, and who may recruit.

use chrono::{Days, NaiveDate};
use entity::codes::{EmployerState, Term};
use entity::{employer, vacancy};

use super::findings::VacancyFinding;
use super::input::VacancyInput;
use crate::domain::checks::phone::EmployerPhone;
use crate::domain::employers;
use crate::domain::error::Problem;
use crate::reference::{certificate, occupation, region};

/// Days for which a post may stand at most. 人社厅发〔2025〕60号 asks for a last day; the bound of 90 is this service's own.
pub const LONGEST_DAYS: u64 = 90;
/// Most places of one post.
const MOST_PLACES: i32 = 9_999;
/// Most that a month can pay, in yuan.
const MOST_PAY: i32 = 1_000_000;
/// Hours of a month of 31 days.
const MOST_HOURS: i32 = 744;
/// Nobody younger may work (劳动法第15条).
const YOUNGEST: i32 = 16;
/// Longest title, in letters.
const TITLE_LETTERS: usize = 60;
/// Longest note, in letters.
const NOTE_LETTERS: usize = 200;
/// Longest description, in letters.
const DESCRIPTION_LETTERS: usize = 4_000;

/// The last day that a post may have when it is published today.
#[must_use]
pub fn latest_end(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(LONGEST_DAYS)).unwrap_or(today)
}

/// What even a draft must have right.
#[must_use]
pub fn basics(input: &VacancyInput, today: NaiveDate) -> Vec<Problem> {
    let mut problems = Vec::new();
    if input.title.is_empty() {
        problems.push(Problem::new("title", "problem-required"));
    }
    lengths(input, &mut problems);
    ranges(input, &mut problems);
    if input.pay_max_yuan < input.pay_min_yuan {
        problems.push(Problem::new("pay_max_yuan", "vacancies-problem-pay-order"));
    }
    if region::nearest(&input.place_code).is_none() {
        problems.push(Problem::new("place", "vacancies-problem-place"));
    }
    if !input.occupation_code.is_empty() && occupation::get(&input.occupation_code).is_none() {
        problems.push(Problem::new("occupation_code", "problem-choose"));
    }
    if input
        .certificate
        .as_deref()
        .is_some_and(|key| certificate::get(key).is_none())
    {
        problems.push(Problem::new("certificate", "problem-choose"));
    }
    if input.age_min.is_some_and(|age| age < YOUNGEST) {
        problems.push(Problem::new("age_min", "vacancies-problem-child"));
    }
    if input
        .age_min
        .zip(input.age_max)
        .is_some_and(|(youngest, oldest)| oldest < youngest)
    {
        problems.push(Problem::new("age_max", "vacancies-problem-age-order"));
    }
    if input.valid_until > latest_end(today) {
        problems.push(Problem::new("valid_until", "vacancies-problem-valid-too-long").with("days", LONGEST_DAYS));
    }
    if !input.contact_phone.is_empty() && EmployerPhone::parse(&input.contact_phone).is_err() {
        problems.push(Problem::new("contact_phone", "vacancies-problem-phone"));
    }
    problems
}

fn lengths(input: &VacancyInput, problems: &mut Vec<Problem>) {
    let texts: [(&str, &str, usize); 10] = [
        ("title", &input.title, TITLE_LETTERS),
        ("description", &input.description, DESCRIPTION_LETTERS),
        ("address", &input.address, NOTE_LETTERS),
        ("piece_note", &input.piece_note, NOTE_LETTERS),
        ("probation_note", &input.probation_note, NOTE_LETTERS),
        ("deduction_note", &input.deduction_note, NOTE_LETTERS),
        ("lodging_note", &input.lodging_note, NOTE_LETTERS),
        ("meals_note", &input.meals_note, NOTE_LETTERS),
        ("condition_reason", &input.condition_reason, NOTE_LETTERS),
        ("contact_name", &input.contact_name, NOTE_LETTERS),
    ];
    for (field, text, most) in texts {
        if text.chars().count() > most {
            problems.push(Problem::new(field, "problem-too-long").with("max", most));
        }
    }
}

fn ranges(input: &VacancyInput, problems: &mut Vec<Problem>) {
    let numbers: [(&str, Option<i32>, i32, i32); 11] = [
        ("headcount", Some(input.headcount), 1, MOST_PLACES),
        ("pay_min_yuan", Some(input.pay_min_yuan), 1, MOST_PAY),
        ("pay_max_yuan", Some(input.pay_max_yuan), 1, MOST_PAY),
        ("base_pay_yuan", input.base_pay_yuan, 0, MOST_PAY),
        ("hours_per_month", input.hours_per_month, 1, MOST_HOURS),
        ("hours_per_day", input.hours_per_day, 1, 24),
        ("rest_days", input.rest_days, 0, 31),
        ("pay_day", input.pay_day, 1, 31),
        ("people_per_room", input.people_per_room, 1, 50),
        ("age_max", input.age_max, YOUNGEST, 99),
        ("term_months", input.term_months, 1, 120),
    ];
    for (field, number, least, most) in numbers {
        if number.is_some_and(|number| number < least || number > most) {
            problems.push(
                Problem::new(field, "vacancies-problem-range")
                    .with("min", least)
                    .with("max", most),
            );
        }
    }
}

/// What law demands of a public post beyond the basics (人力资源市场暂行条例第24条; 网络招聘服务管理规定): the employer, the number, the conditions,
/// the work, the place, the pay and how long it holds. Hours are asked for because pay without hours hides what an hour is worth.
#[must_use]
pub fn facts(input: &VacancyInput, today: NaiveDate) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut need = |missing: bool, field: &str, key: &'static str| {
        if missing {
            problems.push(Problem::new(field, key));
        }
    };
    need(input.occupation_code.is_empty(), "occupation_code", "problem-choose");
    need(
        input.description.is_empty(),
        "description",
        "vacancies-problem-description",
    );
    need(
        region::county(&input.place_code).is_none(),
        "place",
        "vacancies-problem-place-county",
    );
    need(
        input.hours_per_month.is_none(),
        "hours_per_month",
        "vacancies-problem-hours",
    );
    need(
        input.contact_name.is_empty(),
        "contact_name",
        "vacancies-problem-contact",
    );
    need(
        input.contact_phone.is_empty(),
        "contact_phone",
        "vacancies-problem-contact",
    );
    need(
        input.age_max.is_some_and(|age| age < 60) && input.condition_reason.is_empty(),
        "condition_reason",
        "vacancies-problem-age-reason",
    );
    need(
        input.term != Term::Long && input.term_months.is_none(),
        "term_months",
        "vacancies-problem-months",
    );
    need(input.valid_until < today, "valid_until", "vacancies-problem-valid-past");
    problems
}

/// A finding as a problem of the form: the phrase, the law and what to do, in both languages, of which the page shows one.
#[must_use]
pub fn as_problem(finding: &VacancyFinding) -> Problem {
    let key = if finding.excerpt.is_empty() {
        "vacancies-problem-law"
    } else {
        "vacancies-problem-wording"
    };
    Problem::new(finding.field, key)
        .with("excerpt", &finding.excerpt)
        .with("law", finding.law)
        .with("zh", finding.zh)
        .with("en", finding.en)
}

/// A held finding that nobody has let through yet, as a problem.
#[must_use]
pub fn as_held_problem(finding: &VacancyFinding) -> Problem {
    let key = if finding.excerpt.is_empty() {
        "vacancies-problem-held-law"
    } else {
        "vacancies-problem-held"
    };
    Problem {
        key,
        ..as_problem(finding)
    }
}

/// Why this employer may not have posts published today; `None` if it may. With `trusted` the check of another office counts as ours, as long
/// as we have not stopped the employer ourselves.
#[must_use]
pub fn employer_problem(employer: &employer::Model, trusted: bool, today: NaiveDate) -> Option<&'static str> {
    let stopped = matches!(employer.state, EmployerState::Suspended | EmployerState::Blacklisted);
    if trusted && !stopped {
        return None;
    }
    employers::is_fit_to_publish(employer, today).err()
}

/// Whether a post and its employer both came from another office, which examined them.
#[must_use]
pub fn is_trusted(post: &vacancy::Model, employer: &employer::Model) -> bool {
    !post.source.is_empty() && !employer.source.is_empty()
}
