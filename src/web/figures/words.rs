//! Numbers, units and records in words.

use chrono::NaiveDate;
use entity::codes::{EvidenceKind, Role, Subject};
use entity::figure_sheet;

use super::ask::period_in_words;
use crate::domain::figures::list::{FairPart, Line, Told};
use crate::domain::figures::{About, Figure, Indicator, Period, Unit};
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
        Told::Training { id, .. } => format!("/trainings/{id}"),
        Told::Wish {
            record: (Subject::Application, id),
            ..
        } => format!("/applications/{id}"),
        Told::Wish { record: (_, id), .. } | Told::Fair { id, .. } => format!("/manage/fairs/{id}"),
        Told::Batch { id, .. } | Told::Passenger { batch: id, .. } => format!("/batches/{id}"),
        Told::Workshop { .. } => format!("/workshops/{}", line.entry.fact_id),
        Told::Claim { .. } => format!("/subsidies/claims/{}", line.entry.fact_id),
        Told::Worker | Told::Gone => format!("/workers/{}", line.entry.subject_id),
    }
}

/// How the list of a figure is laid out, on screen and in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// People at work.
    People,
    /// Trainings and job fairs, and people in them.
    Events,
    /// Money of a subsidy, and who got it.
    Claims,
    /// Records that stand for themselves.
    Records,
}

impl Shape {
    /// The shape for what a figure lists.
    pub fn of(about: About) -> Shape {
        match about {
            About::Placement | About::Worker | About::Passenger => Shape::People,
            About::Training | About::Fair | About::Visitor | About::Wish => Shape::Events,
            About::Claim => Shape::Claims,
            About::Ledger | About::Batch | About::Workshop => Shape::Records,
        }
    }
}

/// First and last day of the work of a line; the day that counts, where it is not work.
pub fn days_of_work(line: &Line) -> (NaiveDate, Option<NaiveDate>) {
    match line.told {
        Told::Placement {
            started_on, ended_on, ..
        } => (started_on, ended_on),
        _ => (line.entry.on_day, None),
    }
}

/// What the record of a line is called, where it has a name of its own.
pub fn title(line: &Line) -> Option<&str> {
    match &line.told {
        Told::Placement {
            employer_name: name, ..
        }
        | Told::Passenger {
            employer_name: name, ..
        }
        | Told::Training { title: name, .. }
        | Told::Ledger { name, .. }
        | Told::Fair { name, .. }
        | Told::Wish { title: name, .. }
        | Told::Batch { name, .. }
        | Told::Workshop { name, .. }
        | Told::Claim { policy_name: name, .. } => Some(name),
        Told::Worker | Told::Gone => None,
    }
}

/// Who got the money of a claim: the person, or the firm by its name.
pub fn claimant(c: &Ctx, line: &Line) -> String {
    match (&line.person, &line.told) {
        (Some(card), _) => person(c, card),
        (None, Told::Claim { payee_name, .. }) => payee_name.clone(),
        (None, _) => c.t("figures-gone"),
    }
}

/// The period that a claim is for.
pub fn period_of_claim(c: &Ctx, line: &Line) -> String {
    match &line.told {
        Told::Claim { period, .. } => crate::web::subsidies::words::period(c, period),
        _ => String::new(),
    }
}

/// What kind of record a line stands for, or in which state it is.
pub fn kind(c: &Ctx, line: &Line) -> String {
    match &line.told {
        Told::Placement { kind, .. } => c.label(kind),
        Told::Ledger { kind, .. } => c.label(kind),
        Told::Training { kind, .. } => c.label(kind),
        Told::Fair { part, .. } => of_fair(c, part),
        Told::Wish {
            record: (subject, _), ..
        } => c.t(wish(*subject)),
        Told::Batch { .. } | Told::Passenger { .. } => c.t("batches-title"),
        Told::Workshop { state, .. } => c.label(state),
        Told::Claim { state, .. } => c.label(state),
        Told::Worker | Told::Gone => "—".to_owned(),
    }
}

/// The line stands for heads that were counted at a talk, beside the names.
pub fn is_heads(line: &Line) -> bool {
    line.person.is_none() && line.entry.amount != 1 && matches!(line.told, Told::Training { .. })
}

/// By what somebody said that he wants a post.
fn wish(subject: Subject) -> &'static str {
    if subject == Subject::Fair {
        "figures-proof-wish"
    } else {
        "figures-proof-application"
    }
}

/// What of a job fair a line is about.
fn of_fair(c: &Ctx, part: &FairPart) -> String {
    match part {
        FairPart::Whole(kind) => c.label(kind),
        FairPart::Booth(name) | FairPart::Post(name) => name.clone(),
        FairPart::Entry(number) | FairPart::Wish(number) => c.t1("figures-ticket", "number", number),
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
        Told::Training {
            hours,
            certificate,
            papers,
            ..
        } => of_training(c, *hours, certificate, *papers),
        Told::Wish {
            record: (subject, _), ..
        } => c.t(wish(*subject)),
        Told::Fair { part, .. } => c.t(match part {
            FairPart::Whole(_) => "figures-proof-fair",
            FairPart::Booth(_) => "figures-proof-booth",
            FairPart::Post(_) => "figures-proof-post",
            FairPart::Entry(_) => "figures-proof-entry",
            FairPart::Wish(_) => "figures-proof-wish",
        }),
        Told::Batch { lists, .. } if *lists > 0 => c.t1("figures-proof-lists", "n", lists),
        Told::Passenger { signed_on, .. } => format!("{} {signed_on}", c.label(&EvidenceKind::HandOverList)),
        Told::Workshop { proved: true, .. } => c.t("figures-proof-workshop"),
        Told::Claim { papers, .. } if *papers > 0 => c.t1("figures-proof-papers", "n", papers),
        _ => c.t("figures-proof-none"),
    }
}

/// Roll, certificate and papers of a training.
fn of_training(c: &Ctx, hours: Option<(i64, i64)>, certificate: &str, papers: i64) -> String {
    let mut words = Vec::new();
    if let Some((there, all)) = hours {
        words.push(c.t2("figures-proof-roll", "there", there, "all", all));
    }
    if !certificate.is_empty() {
        words.push(c.t1("figures-proof-certificate", "number", certificate));
    }
    if hours.is_none() {
        words.push(c.t1("figures-proof-papers", "n", papers));
    }
    words.join(&c.t("list-separator"))
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
