//! What the law has to say about one post: the wording, the pay and the conditions, each with its article and what to do instead.

use chrono::NaiveDate;
use entity::codes::{Contract, Insurance, PayForm};
use entity::vacancy;

use super::input::VacancyInput;
use super::minimum_wage::hourly_minimum_fen;
use crate::domain::checks::wording::pay::{PayBasis, PayOffer, PayRule, pay_findings};
use crate::domain::checks::wording::{self, Field, RuleId, Severity};

/// Letters of the text that are shown on either side of a phrase.
const AROUND: usize = 12;
/// Age from which an upper limit needs no second look: the age of retirement that most men had until 2025.
const NO_LIMIT_FROM: i32 = 60;
/// Age of majority, under which the law asks for more (劳动法第58条).
const OF_AGE: i32 = 18;

/// One objection to a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VacancyFinding {
    /// Stable key of the rule.
    pub rule: &'static str,
    /// What it does to the post.
    pub severity: Severity,
    /// Statutes and articles.
    pub law: &'static str,
    /// One plain sentence in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// Name of the form field.
    pub field: &'static str,
    /// The phrase as written; empty where the objection is to a number or a choice.
    pub excerpt: String,
    /// The text right before the phrase.
    pub before: String,
    /// The text right after it.
    pub after: String,
}

/// What the law says about a post on a day, the gravest first.
#[must_use]
pub fn findings(post: &vacancy::Model, today: NaiveDate) -> Vec<VacancyFinding> {
    findings_in(&VacancyInput::of(post), today)
}

/// The same for a post that is not kept yet.
#[must_use]
pub fn findings_in(input: &VacancyInput, today: NaiveDate) -> Vec<VacancyFinding> {
    let mut found = of_wording(input);
    found.extend(of_pay(input, today));
    found.extend(of_conditions(input));
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

/// The texts that are published, each with its part and its form field.
fn texts(input: &VacancyInput) -> [(Field, &'static str, &str); 9] {
    [
        (Field::Title, "title", &input.title),
        (Field::Duties, "description", &input.description),
        (Field::Pay, "piece_note", &input.piece_note),
        (Field::Pay, "probation_note", &input.probation_note),
        (Field::Pay, "deduction_note", &input.deduction_note),
        (Field::Living, "lodging_note", &input.lodging_note),
        (Field::Living, "meals_note", &input.meals_note),
        (Field::Conditions, "condition_reason", &input.condition_reason),
        (Field::Other, "address", &input.address),
    ]
}

fn of_wording(input: &VacancyInput) -> Vec<VacancyFinding> {
    let texts = texts(input);
    let parts: Vec<(Field, &str)> = texts.iter().map(|(field, _, text)| (*field, *text)).collect();
    wording::examine(&parts)
        .into_iter()
        .map(|found| {
            // A finding names the part; where a part has several texts, the phrase itself tells which.
            let here = texts.iter().find(|(field, _, text)| {
                *field == found.field && text.get(found.start..found.end) == Some(found.excerpt.as_str())
            });
            let (field, text) = here.map_or(("description", ""), |(_, name, text)| (*name, *text));
            VacancyFinding {
                before: last_letters(text.get(..found.start).unwrap_or_default()),
                after: text.get(found.end..).unwrap_or_default().chars().take(AROUND).collect(),
                ..of_rule(found.rule, field, found.excerpt)
            }
        })
        .collect()
}

fn last_letters(text: &str) -> String {
    let letters = text.chars().count();
    text.chars().skip(letters.saturating_sub(AROUND)).collect()
}

fn of_rule(rule: RuleId, field: &'static str, excerpt: String) -> VacancyFinding {
    VacancyFinding {
        rule: rule.key(),
        severity: rule.severity(),
        law: rule.law(),
        zh: rule.zh(),
        en: rule.en(),
        field,
        excerpt,
        before: String::new(),
        after: String::new(),
    }
}

/// The range is always told by the month, so anything but a plain wage is a sum that says nothing without its hours.
fn of_pay(input: &VacancyInput, today: NaiveDate) -> Vec<VacancyFinding> {
    let plain = input.pay_form == PayForm::Month && input.base_pay_yuan.is_none();
    let offer = PayOffer {
        basis: if plain { PayBasis::Monthly } else { PayBasis::Composite },
        low_yuan: u32::try_from(input.pay_min_yuan).ok(),
        high_yuan: u32::try_from(input.pay_max_yuan).ok(),
        hours_per_month: input.hours_per_month.and_then(|hours| u32::try_from(hours).ok()),
        hours_per_day: None,
    };
    // Work on contract (承揽) is paid by the result; the minimum wage is that of employment.
    let minimum = if input.contract == Contract::Piecework {
        None
    } else {
        hourly_minimum_fen(&input.place_code, today, input.hours_per_month).and_then(|fen| u64::try_from(fen).ok())
    };
    pay_findings(&offer, minimum)
        .into_iter()
        .map(|found| VacancyFinding {
            rule: found.rule.key(),
            severity: found.severity,
            law: found.rule.law(),
            zh: found.rule.zh(),
            en: found.rule.en(),
            field: match found.rule {
                PayRule::NotStated | PayRule::BelowMinimum => "pay_min_yuan",
                PayRule::MaxBelowMin => "pay_max_yuan",
                PayRule::HoursMissing | PayRule::HoursOverLegal | PayRule::HoursImpossible => "hours_per_month",
            },
            excerpt: String::new(),
            before: String::new(),
            after: String::new(),
        })
        .collect()
}

/// Limits that stand in numbers and choices instead of words.
fn of_conditions(input: &VacancyInput) -> Vec<VacancyFinding> {
    let mut found = Vec::new();
    if input.age_max.is_some_and(|age| age < NO_LIMIT_FROM) {
        found.push(of_rule(RuleId::AgeLimit, "age_max", String::new()));
    }
    if input.age_min.is_some_and(|age| age < OF_AGE) {
        found.push(of_rule(RuleId::AgeMinor, "age_min", String::new()));
    }
    let employed = matches!(input.contract, Contract::Labour | Contract::Dispatch);
    if employed && matches!(input.insurance, Insurance::None) {
        // A choice in a list is a question to staff, not a sentence that sends people away: it is shown, not held.
        found.push(VacancyFinding {
            severity: Severity::Warn,
            ..of_rule(RuleId::ContractWaiver, "insurance", String::new())
        });
    }
    found
}
