//! What is typed about a row, and how it is judged.

use entity::codes::{Code, Direction, LedgerKind};
use entity::ledger_entry;
use sea_orm::ConnectionTrait;

use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::ledgers::{self, Input};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::files::Upload;
use crate::web::place;

/// Every field as typed.
#[derive(Clone, Debug, Default)]
pub struct RowForm {
    pub form_key: String,
    pub version: i32,
    pub kind: String,
    pub on: String,
    pub until: String,
    pub place: String,
    pub name: String,
    pub fund_source: String,
    pub direction: String,
    pub who: String,
    pub amount_yuan: String,
    pub households: String,
    pub persons: String,
    pub persons_lifted: String,
    pub quantity: String,
    pub quantity_unit: String,
    pub employer: String,
    pub note: String,
}

impl RowForm {
    /// The fields of a sent form.
    #[must_use]
    pub fn of_upload(upload: &Upload) -> Self {
        let field = |name| upload.field(name).to_owned();
        Self {
            form_key: field("form_key"),
            version: upload.field("version").parse().unwrap_or_default(),
            kind: field("kind"),
            on: field("on"),
            until: field("until"),
            place: field("place"),
            name: field("name"),
            fund_source: field("fund_source"),
            direction: field("direction"),
            who: field("who"),
            amount_yuan: field("amount_yuan"),
            households: field("households"),
            persons: field("persons"),
            persons_lifted: field("persons_lifted"),
            quantity: field("quantity"),
            quantity_unit: field("quantity_unit"),
            employer: field("employer"),
            note: field("note"),
        }
    }

    /// The fields of a row that stands.
    #[must_use]
    pub fn of_row(row: &ledger_entry::Model, employer: String) -> Self {
        fn text<T: ToString>(value: Option<T>) -> String {
            value.map(|value| value.to_string()).unwrap_or_default()
        }
        Self {
            form_key: String::new(),
            version: row.version,
            kind: row.kind.key().to_owned(),
            on: row.on_date.to_string(),
            until: text(row.until_date),
            place: region::short_name(&row.place_code),
            name: row.name.clone(),
            fund_source: row.fund_source.clone(),
            direction: row
                .direction
                .map(|direction| direction.key().to_owned())
                .unwrap_or_default(),
            who: row.who.clone(),
            amount_yuan: text(row.amount_yuan),
            households: text(row.households),
            persons: text(row.persons),
            persons_lifted: text(row.persons_lifted),
            quantity: text(row.quantity),
            quantity_unit: row.quantity_unit.clone(),
            employer,
            note: row.note.clone(),
        }
    }

    /// What was meant, or what cannot be understood. What is missing is for the domain to say.
    pub async fn read(&self, c: &Ctx, db: &impl ConnectionTrait) -> Result<Input> {
        let mut problems = Vec::new();
        let day = |field: &str, text: &str, problems: &mut Vec<Problem>| {
            let day = text.trim().parse().ok();
            if day.is_none() && !text.trim().is_empty() {
                problems.push(Problem::new(field, "ledgers-problem-date"));
            }
            day
        };
        let on_date = day("on", &self.on, &mut problems);
        let until_date = day("until", &self.until, &mut problems);
        let place_code = place::read_own(c, "place", &self.place).map_err(|problem| problems.push(problem));
        let employer_id = match self.employer.trim() {
            "" => None,
            name => {
                let found = ledgers::employer_named(db, &c.actor, name).await?;
                if found.is_none() {
                    problems.push(Problem::new("employer", "ledgers-problem-employer"));
                }
                found
            }
        };
        let amount_yuan = number("amount_yuan", &self.amount_yuan, &mut problems);
        let households = number("households", &self.households, &mut problems);
        let persons = number("persons", &self.persons, &mut problems);
        let persons_lifted = number("persons_lifted", &self.persons_lifted, &mut problems);
        let quantity = number("quantity", &self.quantity, &mut problems);
        let place_code = match place_code {
            Ok(code) if problems.is_empty() => code,
            _ => return Err(DomainError::Invalid(problems)),
        };
        Ok(Input {
            kind: LedgerKind::from_key(&self.kind),
            on_date,
            until_date,
            place_code,
            name: self.name.clone(),
            fund_source: self.fund_source.clone(),
            direction: Direction::from_key(&self.direction),
            who: self.who.clone(),
            amount_yuan,
            households,
            persons,
            persons_lifted,
            quantity,
            quantity_unit: self.quantity_unit.clone(),
            employer_id,
            note: self.note.clone(),
        })
    }
}

/// A whole number as people type it: `31,230,000`, `1 206`.
fn number<T: std::str::FromStr>(field: &str, text: &str, problems: &mut Vec<Problem>) -> Option<T> {
    let digits: String = text
        .chars()
        .filter(|letter| !matches!(letter, ',' | '，' | ' '))
        .collect();
    if digits.is_empty() {
        return None;
    }
    let number = digits.parse().ok();
    if number.is_none() {
        problems.push(Problem::new(field, "problem-number"));
    }
    number
}
