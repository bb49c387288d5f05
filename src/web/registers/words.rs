//! Registers in words.

use entity::codes::{Role, Subject};

use super::ask::Asking;
use crate::domain::figures::Period;
use crate::domain::registers::{Column, Days, Register, Row, Shape, Value, Words};
use crate::i18n::rows;
use crate::web::ctx::Ctx;
use crate::web::figures::ask::period_in_words;

/// The name of a register.
pub fn title(c: &Ctx, register: Register) -> String {
    c.t(&format!("register-{}", register.key()))
}

/// The head of a column.
pub fn head(c: &Ctx, column: &Column) -> String {
    c.t(&format!("register-column-{}", column.key))
}

/// Office, place, period and day, as they stand above a register.
pub fn line(c: &Ctx, asking: &Asking) -> String {
    let asked = &asking.wanted.asked;
    let place = match asked.place.as_deref().or(c.actor.region_code()) {
        Some(code) => c.place_short(code),
        None => c.t("figures-everywhere"),
    };
    let period = match asking.wanted.register.days() {
        Days::Today => c.t1("register-as-of", "day", c.today()),
        Days::Period => period_in_words(c, asked.period),
    };
    let args = [
        ("office", c.site.operator.clone()),
        ("place", place),
        ("period", period),
        ("day", c.today().to_string()),
    ];
    c.ta("register-line", &args)
}

/// Whether the reader sees names with stars.
pub fn names_masked(c: &Ctx) -> bool {
    c.role() == Some(Role::Auditor)
}

/// A period as it was written down.
pub fn period(c: &Ctx, text: &str) -> String {
    Period::parse(text).map_or_else(|| text.to_owned(), |period| period_in_words(c, period))
}

/// Say values in the reader's language.
pub fn with<T>(c: &Ctx, then: impl FnOnce(&Words<'_>) -> T) -> T {
    let locale = c.locale;
    let text = move |key: &str| locale.text(key);
    let label = move |list: &str, key: &str| rows::label(locale, list, key);
    then(&Words {
        text: &text,
        label: &label,
        separator: c.t("list-separator"),
        names_masked: names_masked(c),
    })
}

/// A row of a table: where its record stands, and its cells.
pub struct Line {
    pub number: u64,
    pub record: String,
    pub cells: Vec<Cell>,
}

/// A cell of a table.
pub struct Cell {
    pub text: String,
    pub head: String,
    pub class: &'static str,
}

/// How a column is set on the screen and on paper.
pub fn class(column: &Column) -> &'static str {
    match column.shape {
        Shape::Short => "few",
        Shape::Text => "mid",
        Shape::Long => "long",
        Shape::Number => "num",
        Shape::Day | Shape::Secret => "nowrap",
    }
}

/// Where a record stands.
fn record(row: &Row) -> String {
    let Some((subject, id)) = row.record else {
        return String::new();
    };
    match subject {
        Subject::Worker => format!("/workers/{id}"),
        Subject::Vacancy => format!("/manage/vacancies/{id}"),
        Subject::Placement => format!("/placements/{id}"),
        Subject::Fair => format!("/manage/fairs/{id}"),
        Subject::Batch => format!("/batches/{id}"),
        Subject::Workshop => format!("/workshops/{id}"),
        Subject::Training => format!("/trainings/{id}"),
        Subject::SubsidyClaim => format!("/subsidies/claims/{id}"),
        Subject::FollowUp => format!("/follow-ups/{id}"),
        Subject::Case => format!("/cases/{id}"),
        Subject::Plan => format!("/figures/plans/{id}"),
        Subject::Ledger => format!("/figures/ledger-rows/{id}"),
        _ => String::new(),
    }
}

/// Rows with their running numbers, from `first` on.
pub fn lines(c: &Ctx, asking: &Asking, rows: &[Row], first: u64) -> Vec<Line> {
    let places = crate::domain::registers::file::places(asking.wanted.register.columns(), &asking.columns);
    with(c, |words| {
        (first..)
            .zip(rows)
            .map(|(number, row)| Line {
                number,
                record: record(row),
                cells: places
                    .iter()
                    .zip(&asking.columns)
                    .map(|(place, column)| {
                        let value = row.values.get(*place).unwrap_or(&Value::Empty);
                        Cell {
                            text: value.words(words),
                            head: head(c, column),
                            class: class(column),
                        }
                    })
                    .collect(),
            })
            .collect()
    })
}
