//! Numbers, units and records in words.

use entity::codes::Role;
use entity::figure_sheet;

use super::ask::period_in_words;
use crate::domain::figures::list::{Line, Told};
use crate::domain::figures::{Figure, Indicator, Period, Unit};
use crate::domain::workers::NameCard;
use crate::web::ctx::Ctx;

/// `1234567` as `1,234,567`.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    if number < 0 {
        out.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A period.
#[must_use]
pub fn period(c: &Ctx, period: Period) -> String {
    period_in_words(c, period)
}

/// A value, or the word for there being none.
#[must_use]
pub fn value(c: &Ctx, value: Option<i64>) -> String {
    value.map_or_else(|| c.t("figures-none"), grouped)
}

/// The word of a unit.
#[must_use]
pub fn unit(c: &Ctx, unit: Unit) -> String {
    c.t(&format!("unit-{}", unit.key()))
}

/// The name of a figure.
#[must_use]
pub fn name(c: &Ctx, indicator: &Indicator) -> String {
    c.t(&indicator.words("name"))
}

/// The name of a counted figure.
#[must_use]
pub fn name_of(c: &Ctx, figure: &Figure) -> String {
    figure
        .indicator()
        .map(|indicator| name(c, indicator))
        .unwrap_or_default()
}

/// The definition of a figure.
#[must_use]
pub fn formula(c: &Ctx, indicator: &Indicator) -> String {
    c.t(&indicator.words("formula"))
}

/// A person's name: whole for those who work with people, family name and stars for those who only look at figures.
#[must_use]
pub fn person(c: &Ctx, card: &NameCard) -> String {
    if c.role() == Some(Role::Auditor) {
        card.masked.clone()
    } else {
        card.name.clone()
    }
}

/// Where the record of a line stands.
#[must_use]
pub fn record(line: &Line) -> String {
    match line.told {
        Told::Placement { .. } => format!("/placements/{}", line.entry.fact_id),
        Told::Ledger { .. } => format!("/figures/ledger-rows/{}", line.entry.fact_id),
        Told::Claim { .. } => format!("/subsidies/claims/{}", line.entry.fact_id),
        Told::Worker | Told::Gone => format!("/workers/{}", line.entry.subject_id),
    }
}

/// The proofs of a line, in words.
#[must_use]
pub fn proofs(c: &Ctx, line: &Line) -> String {
    match &line.told {
        Told::Placement { proofs, .. } if !proofs.is_empty() => {
            let words: Vec<String> = proofs
                .iter()
                .map(|proof| format!("{} {}", c.label(&proof.kind), proof.on))
                .collect();
            words.join(&c.t("list-separator"))
        }
        Told::Ledger { proved: true, .. } => c.t("figures-proof-file"),
        Told::Claim { papers, .. } if *papers > 0 => c.t1("figures-proof-papers", "n", papers),
        _ => c.t("figures-proof-none"),
    }
}

/// The period of a sheet.
#[must_use]
pub fn sheet_period(c: &Ctx, sheet: &figure_sheet::Model) -> String {
    let period = Period {
        from: sheet.from_date,
        until: sheet.until_date,
    };
    period_in_words(c, period)
}

/// The place of a sheet.
#[must_use]
pub fn sheet_place(c: &Ctx, sheet: &figure_sheet::Model) -> String {
    if sheet.place_code.is_empty() {
        c.t("figures-everywhere")
    } else {
        c.place_short(&sheet.place_code)
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        for (number, text) in [(0, "0"), (597, "597"), (48_857_900, "48,857,900"), (-1_000, "-1,000")] {
            assert_eq!(grouped(number), text);
        }
    }
}
