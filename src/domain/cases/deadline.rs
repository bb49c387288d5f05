//! The clock of a case: by when somebody must take the next step. The days are the office's own promise, not law; law's own terms are longer
//! (labour inspection settles within 60 working days, Regulation on Labour Security Supervision, article 17).

use chrono::{Days, NaiveDate};
use entity::codes::{CaseKind, CaseState};

/// Days until somebody must have begun, by how much it hurts to wait.
const fn first_days(kind: CaseKind) -> u64 {
    match kind {
        CaseKind::Injury | CaseKind::Wages => 1,
        CaseKind::FalseAdvert | CaseKind::Dispute | CaseKind::Living => 2,
        CaseKind::Contract | CaseKind::ChangeJob | CaseKind::Papers | CaseKind::Homesick | CaseKind::Other => 3,
    }
}

/// Days between two steps of somebody who has it in hand.
const IN_HAND_DAYS: u64 = 7;
/// Days after which an office that has it is asked.
const REFERRED_DAYS: u64 = 15;

/// The day by which the next step is due for a case that came into `state` on `today`, or of which a step was taken then.
#[must_use]
pub fn due_on(kind: CaseKind, state: CaseState, today: NaiveDate) -> NaiveDate {
    let days = match state {
        CaseState::Open => first_days(kind),
        CaseState::InHand => IN_HAND_DAYS,
        CaseState::Referred => REFERRED_DAYS,
        CaseState::Solved | CaseState::Closed => 0,
    };
    today + Days::new(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_longer_for_wages_than_for_papers() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let due = |kind| due_on(kind, CaseState::Open, today);
        assert_eq!(due(CaseKind::Wages).to_string(), "2026-11-24");
        assert!(due(CaseKind::Papers) > due(CaseKind::Wages));
        assert_eq!(
            due_on(CaseKind::Wages, CaseState::Referred, today).to_string(),
            "2026-12-08"
        );
    }
}
