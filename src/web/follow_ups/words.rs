//! Promises, days and differences in words.

use entity::codes::{FollowUpState, PhoneState};
use entity::follow_up;

use crate::domain::follow_ups::{CallRow, Difference};
use crate::domain::placements::Offer;
use crate::web::ctx::Ctx;
use crate::web::vacancies::words as pay_words;

/// What was promised, in one line.
#[must_use]
pub fn promise(c: &Ctx, offer: &Offer) -> String {
    let mut words = vec![
        c.t1(
            "follow-ups-promise-pay",
            "pay",
            pay_words::range(offer.pay_min_yuan, offer.pay_max_yuan),
        ),
        c.t1("follow-ups-promise-bed", "what", c.label(&offer.lodging)),
        c.t1("follow-ups-promise-food", "what", c.label(&offer.meals)),
        c.label(&offer.shift),
    ];
    if let Some(hours) = offer.hours_per_month {
        words.push(c.t1("follow-ups-promise-hours", "n", hours));
    }
    words.join(" · ")
}

/// Which days of the plan are due, in words.
#[must_use]
pub fn plan_days(c: &Ctx, row: &CallRow) -> String {
    if row.plan_days.is_empty() {
        return c.t("follow-ups-day-outside");
    }
    let days: Vec<String> = row
        .plan_days
        .iter()
        .map(|day| c.t1("follow-ups-day-n", "n", day))
        .collect();
    days.join(&c.t("list-separator"))
}

/// The day of one call.
#[must_use]
pub fn day_of(c: &Ctx, call: &follow_up::Model) -> String {
    match call.day {
        Some(day) => c.t1("follow-ups-day-n", "n", day),
        None => c.t("follow-ups-day-outside"),
    }
}

/// A difference in words.
#[must_use]
pub fn difference(c: &Ctx, difference: &Difference) -> String {
    match difference {
        Difference::PayBelow {
            promised: Some(promised),
            told: Some(told),
        } => c.t2(
            difference.key(),
            "promised",
            pay_words::grouped(*promised),
            "told",
            pay_words::grouped(*told),
        ),
        _ => c.t(difference.key()),
    }
}

/// What became of a call, in one word.
#[must_use]
pub fn outcome(c: &Ctx, call: &follow_up::Model) -> String {
    match (call.state, call.on_post) {
        (FollowUpState::Done, Some(true)) => c.t("follow-ups-on-post"),
        (FollowUpState::Done, _) => c.t("follow-ups-has-left"),
        (FollowUpState::Open, _) if call.attempts > 0 => c.t1("follow-ups-attempts", "n", call.attempts),
        (state, _) => c.label(&state),
    }
}

/// Class of its badge.
#[must_use]
pub fn badge(call: &follow_up::Model) -> &'static str {
    match (call.state, call.on_post) {
        (FollowUpState::Done, Some(true)) => "badge ok",
        (FollowUpState::Done, _) => "badge done",
        (FollowUpState::Open, _) if call.attempts > 0 => "badge warn",
        (FollowUpState::Open, _) => "badge wait",
        (FollowUpState::Cancelled, _) => "badge",
    }
}

/// What can become of a call that fails.
pub const FAILED: [PhoneState; 4] = [
    PhoneState::NoAnswer,
    PhoneState::Suspended,
    PhoneState::Vacant,
    PhoneState::Wrong,
];
