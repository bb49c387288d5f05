//! Rows of ledgers in words.

use entity::ledger_entry;

use crate::domain::ledgers::{Field, Totals};
use crate::web::ctx::Ctx;
use crate::web::figures::words::grouped;

/// What a row says in a field.
#[must_use]
pub fn cell(c: &Ctx, row: &ledger_entry::Model, field: &Field) -> String {
    let count = |count: Option<i32>| count.map(|count| grouped(count.into()));
    let said = match field {
        Field::Until => row.until_date.map(|day| c.day(&day)),
        Field::FundSource => Some(row.fund_source.clone()),
        Field::Direction => row.direction.map(|direction| c.label(&direction)),
        Field::Who => Some(row.who.clone()),
        Field::Amount => row.amount_yuan.map(grouped),
        Field::Households => count(row.households),
        Field::Persons => count(row.persons),
        Field::PersonsLifted => count(row.persons_lifted),
        Field::Quantity => count(row.quantity).map(|quantity| format!("{quantity} {}", row.quantity_unit)),
        Field::Employer => None,
    };
    said.filter(|text| !text.is_empty())
        .unwrap_or_else(|| c.t("ledgers-nothing"))
}

/// Whether a field is a number.
#[must_use]
pub fn is_number(field: &Field) -> bool {
    matches!(
        field,
        Field::Amount | Field::Households | Field::Persons | Field::PersonsLifted | Field::Quantity
    )
}

/// The sum of a column, where it has one.
#[must_use]
pub fn sum(totals: &Totals, field: &Field) -> String {
    match field {
        Field::Amount => grouped(totals.amount_yuan),
        Field::Households => grouped(totals.households),
        Field::Persons => grouped(totals.persons),
        Field::PersonsLifted => grouped(totals.persons_lifted),
        _ => String::new(),
    }
}

/// The words of a field.
#[must_use]
pub fn label(c: &Ctx, field: &Field) -> String {
    c.t(&format!("ledgers-field-{}", field.name()))
}
