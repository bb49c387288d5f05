//! Numbers of a post in words.

use entity::codes::{Code as _, VacancyState};

use crate::domain::vacancies::{CHANGED, Pay, TAKEN_OVER};
use crate::web::ctx::Ctx;

/// `12345` as `12,345`.
pub fn grouped(number: i32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A range of yuan: one number where both ends are the same.
pub fn range(min: i32, max: i32) -> String {
    if min == max {
        grouped(min)
    } else {
        format!("{}–{}", grouped(min), grouped(max))
    }
}

/// Fen as yuan with one decimal, rounded down: nobody is promised more than the post pays.
pub fn yuan(fen: i64) -> String {
    format!("{}.{}", fen / 100, fen % 100 / 10)
}

/// "about 20.5 yuan an hour", or that the hours are missing.
pub fn hourly(c: &Ctx, pay: &Pay) -> String {
    match (pay.hourly_fen, pay.hourly_top_fen) {
        (Some(low), Some(top)) if yuan(low) != yuan(top) => {
            c.t1("vacancies-hourly", "yuan", format!("{}–{}", yuan(low), yuan(top)))
        }
        (Some(low), _) => c.t1("vacancies-hourly", "yuan", yuan(low)),
        _ => c.t("vacancies-hourly-unknown"),
    }
}

/// The class of a state's badge.
pub fn badge(state: VacancyState) -> &'static str {
    match state {
        VacancyState::Draft => "badge",
        VacancyState::Review => "badge wait",
        VacancyState::Returned | VacancyState::Paused | VacancyState::Expired => "badge warn",
        VacancyState::Published => "badge open",
        VacancyState::Full => "badge done",
        VacancyState::Withdrawn | VacancyState::TakenDown => "badge stop",
    }
}

/// Why a move was made, in the reader's language where the service itself gave the reason.
pub fn reason(c: &Ctx, kept: &str) -> String {
    if let Some(source) = kept.strip_prefix(TAKEN_OVER) {
        return c.t1("vacancies-reason-taken-over", "source", source);
    }
    if let Some(parts) = kept.strip_prefix(CHANGED) {
        return c.t1(
            "vacancies-reason-changed",
            "parts",
            c.labels_of("vacancies-part", parts),
        );
    }
    kept.to_owned()
}

/// The words for a state's key, the key itself where it is none.
pub fn state(c: &Ctx, key: &str) -> String {
    VacancyState::from_key(key).map_or_else(|| key.to_owned(), |state| c.label(&state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_never_rounded_up() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_206), "1,206");
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(range(4_300, 4_300), "4,300");
        assert_eq!(range(4_300, 5_200), "4,300–5,200");
        assert_eq!(yuan(1_748), "17.4");
        assert_eq!(yuan(2_000), "20.0");
    }
}
