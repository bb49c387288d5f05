//! The life of a training and of a seat, each as one table, and what guards each step as a third. Nothing else decides whether a move exists.
//!
//! 计划 → 已备案 → 报名中 → 开班 → 考核 → 结业 for a class; a talk has no exam and goes from 开班 to its end. Cancelled before it runs.

use entity::codes::SeatState::{self, Certified, Completed, Enrolled, Failed, Waiting, Withdrawn};
use entity::codes::TrainingState::{self, Cancelled, Closed, Enrolling, Examined, Filed, Planned, Running};

/// Something that moves a training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The plan is filed.
    File,
    /// Seats are given; everybody sees it.
    Open,
    /// It begins.
    Start,
    /// A class is over and its exam is written down.
    Examine,
    /// A talk is over.
    Finish,
    /// The certificates of a class are issued.
    Close,
    /// It does not take place.
    Cancel,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Step; 7] = [
        Step::File,
        Step::Open,
        Step::Start,
        Step::Examine,
        Step::Finish,
        Step::Close,
        Step::Cancel,
    ];

    /// Stable key: the audit trail has it, and the addresses of the buttons.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Step::File => "file",
            Step::Open => "open",
            Step::Start => "start",
            Step::Examine => "examine",
            Step::Finish => "finish",
            Step::Close => "close",
            Step::Cancel => "cancel",
        }
    }

    /// The step of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }
}

/// The whole machine of a training.
pub const MOVES: &[(TrainingState, Step, TrainingState)] = &[
    (Planned, Step::File, Filed),
    (Filed, Step::Open, Enrolling),
    (Enrolling, Step::Start, Running),
    (Running, Step::Examine, Examined),
    (Running, Step::Finish, Closed),
    (Examined, Step::Close, Closed),
    (Planned, Step::Cancel, Cancelled),
    (Filed, Step::Cancel, Cancelled),
    (Enrolling, Step::Cancel, Cancelled),
];

/// What must be true before a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guard {
    /// The plan has a number and a day.
    PlanNumber,
    /// The plan was filed in time, or there is a reason.
    PlanInTime,
    /// Somebody has a seat.
    Somebody,
    /// The first day has come.
    FirstDay,
    /// The last day has come.
    LastDay,
    /// The roll of every half day was called for everybody.
    EveryDayMarked,
    /// Somebody was there, by name or counted.
    HeadsCounted,
    /// Everybody who attended enough has a result.
    EveryResult,
    /// Everybody who passed has a certificate, where the training gives one.
    EveryCertificate,
    /// Everybody is told why.
    Notice,
    /// Only for a class.
    IsClass,
    /// Only for a talk.
    IsTalk,
}

/// Which guards stand before which step.
pub const GUARDS: &[(Step, Guard)] = &[
    (Step::File, Guard::PlanNumber),
    (Step::File, Guard::PlanInTime),
    (Step::Start, Guard::Somebody),
    (Step::Start, Guard::FirstDay),
    (Step::Examine, Guard::IsClass),
    (Step::Examine, Guard::LastDay),
    (Step::Examine, Guard::EveryDayMarked),
    (Step::Finish, Guard::IsTalk),
    (Step::Finish, Guard::LastDay),
    (Step::Finish, Guard::HeadsCounted),
    (Step::Close, Guard::EveryResult),
    (Step::Close, Guard::EveryCertificate),
    (Step::Cancel, Guard::Notice),
];

/// The guards of a step.
pub fn guards(step: Step) -> impl Iterator<Item = Guard> {
    GUARDS
        .iter()
        .filter(move |(guarded, _)| *guarded == step)
        .map(|(_, guard)| *guard)
}

/// Where `step` leads from `from`.
#[must_use]
pub fn target(from: TrainingState, step: Step) -> Option<TrainingState> {
    MOVES
        .iter()
        .find(|(state, taken, _)| *state == from && *taken == step)
        .map(|(_, _, to)| *to)
}

/// The steps that lead on from a state, for a class or for a talk.
#[must_use]
pub fn steps(from: TrainingState, class: bool) -> Vec<Step> {
    let other = if class { Guard::IsTalk } else { Guard::IsClass };
    MOVES
        .iter()
        .filter(|(state, step, _)| *state == from && guards(*step).all(|guard| guard != other))
        .map(|(_, step, _)| *step)
        .collect()
}

/// States in which what was planned may be changed.
pub const PLANS: [TrainingState; 3] = [Planned, Filed, Enrolling];
/// States in which days may be added and dropped.
pub const DAYS: [TrainingState; 4] = [Planned, Filed, Enrolling, Running];
/// States after a training took place.
pub const HELD: [TrainingState; 2] = [Examined, Closed];
/// States of a training that everybody sees.
pub const ANNOUNCED: [TrainingState; 2] = [Enrolling, Running];

/// The whole machine of a seat. A result that was written down wrongly is put right until the certificate is issued.
pub const SEAT_MOVES: &[(SeatState, SeatState)] = &[
    (Waiting, Enrolled),
    (Waiting, Withdrawn),
    (Enrolled, Withdrawn),
    (Enrolled, Completed),
    (Enrolled, Failed),
    (Completed, Failed),
    (Failed, Completed),
    (Completed, Certified),
];

/// Seats that are taken.
pub const TAKEN: [SeatState; 4] = [Enrolled, Completed, Failed, Certified];
/// Seats of people who may still sit in the class.
pub const HOLDING: [SeatState; 5] = [Enrolled, Waiting, Completed, Failed, Certified];

/// Whether the table has a move of a seat.
#[must_use]
pub fn seat_moves(from: SeatState, to: SeatState) -> bool {
    SEAT_MOVES.contains(&(from, to))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use entity::codes::Code as _;

    use super::*;

    #[test]
    fn every_line_stands_once_and_each_step_leads_to_one_state() {
        let mut seen = HashSet::new();
        for (from, step, to) in MOVES {
            assert!(seen.insert((*from, *step)));
            assert_eq!(target(*from, *step), Some(*to));
        }
        for step in Step::ALL {
            assert!(MOVES.iter().any(|(_, taken, _)| *taken == step));
            assert_eq!(Step::from_key(step.key()), Some(step));
        }
        assert_eq!(GUARDS.iter().collect::<HashSet<_>>().len(), GUARDS.len());
    }

    #[test]
    fn every_state_is_reached_and_nothing_is_cancelled_once_it_runs() {
        for state in TrainingState::ALL {
            assert!(
                *state == Planned || MOVES.iter().any(|(_, _, to)| to == state),
                "{state:?}"
            );
        }
        for state in [Running, Examined, Closed, Cancelled] {
            assert_eq!(target(state, Step::Cancel), None, "{state:?}");
        }
        for class in [true, false] {
            assert!(steps(Closed, class).is_empty() && steps(Cancelled, class).is_empty());
        }
        assert_eq!(steps(Running, true), [Step::Examine]);
        assert_eq!(steps(Running, false), [Step::Finish]);
    }

    #[test]
    fn who_withdrew_or_has_a_certificate_stays_so() {
        for to in SeatState::ALL {
            assert!(!seat_moves(Withdrawn, *to) && !seat_moves(Certified, *to));
        }
        for state in SeatState::ALL {
            assert_eq!(HOLDING.contains(state), *state != Withdrawn);
        }
    }
}
