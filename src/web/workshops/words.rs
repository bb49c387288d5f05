//! Words that several pages about workshops share.

use entity::codes::{Role, RollState, WorkshopState};
use entity::workshop;

use crate::domain::workshops::{Roll, RollLine, Warning, days, sums};
use crate::web::ctx::Ctx;

/// Class of a workshop's badge.
pub fn badge(state: &WorkshopState) -> &'static str {
    match state {
        WorkshopState::Applied => "badge",
        WorkshopState::Checked | WorkshopState::Notice => "badge wait",
        WorkshopState::Recognised => "badge open",
        WorkshopState::Running => "badge ok",
        WorkshopState::Stopped | WorkshopState::Rectifying => "badge warn",
        WorkshopState::Withdrawn | WorkshopState::Refused => "badge stop",
    }
}

/// Class of a roll's badge.
pub fn roll_badge(state: &RollState) -> &'static str {
    match state {
        RollState::Open => "badge open",
        RollState::Closed => "badge done",
        RollState::Replaced => "badge",
    }
}

/// A warning in words.
pub fn warning(c: &Ctx, warning: &Warning) -> String {
    c.label_of("workshops-warning", warning.key())
}

/// Class of a warning's badge.
pub fn warning_badge(warning: &Warning) -> &'static str {
    match warning {
        Warning::PayLate | Warning::Below => "badge stop",
        Warning::NoRollLast => "badge warn",
        Warning::NoRollThis => "badge wait",
    }
}

/// The name as it is known today.
pub fn name(workshop: &workshop::Model) -> &str {
    if workshop.later_name.is_empty() {
        &workshop.name
    } else {
        &workshop.later_name
    }
}

/// Fen as yuan, thousands set apart: `1,234.50`.
pub fn money(fen: &i64) -> String {
    let plain = sums::yuan(*fen);
    let (yuan, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let grouped = crate::web::figures::words::grouped(yuan.parse().unwrap_or_default());
    if rest.is_empty() {
        grouped
    } else {
        format!("{grouped}.{rest}")
    }
}

/// Whole yuan, thousands set apart.
pub fn whole(yuan: &i64) -> String {
    crate::web::figures::words::grouped(*yuan)
}

/// Days at work of a line: `22.5`.
pub fn days_of(line: &RollLine) -> String {
    days::in_days(line.earned.halves)
}

/// Hours at work of a line.
pub fn hours_of(line: &RollLine) -> String {
    days::in_hours(line.earned.halves, line.earned.day_minutes)
}

/// What is due for everybody.
pub fn due(roll: &Roll) -> String {
    money(&roll.sum(|line| line.line.due_fen))
}

/// What was paid to everybody.
pub fn paid(roll: &Roll) -> String {
    money(&roll.sum(|line| line.line.paid_fen))
}

/// Whether the reader is a user of a firm, who sees no households and no numbers.
pub fn is_firm(c: &Ctx) -> bool {
    c.role() == Some(Role::Employer)
}

#[cfg(test)]
mod tests {
    #[test]
    fn money_is_set_apart() {
        assert_eq!(super::money(&123_456_789), "1,234,567.89");
        assert_eq!(super::money(&50_000), "500");
    }
}
