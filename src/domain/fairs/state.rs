//! The life of a fair and of a booth, each as one table. Nothing else decides whether a move exists.
//!
//! 筹备 → 已备案 → 报名中 → 名单锁定 → 进行中 → 已结束 → 统计上报 → 跟踪 → 归档, and cancelled from any state before 进行中.

use entity::codes::BoothState::{self, NoShow, Refused, Requested, Reviewed, SignedIn, Withdrawn};
use entity::codes::FairIntentionState::{self, GaveUp, Hired, Intended, Refused as Declined};
use entity::codes::FairState::{
    self, Archived, Booking, Cancelled, Ended, Filed, FollowUp, Locked, Planning, Reported, Running,
};

/// Something that moves a fair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The papers are filed.
    File,
    /// Everybody sees it; employers book booths, people get tickets.
    Open,
    /// The list of booths is final, and the posts stay as they are shown.
    Lock,
    /// The doors open.
    Start,
    /// The doors close.
    End,
    /// The statistics are reported, and stay as they are.
    Report,
    /// What came of it is followed.
    Follow,
    /// Ninety days have passed.
    Archive,
    /// It does not take place.
    Cancel,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Step; 9] = [
        Step::File,
        Step::Open,
        Step::Lock,
        Step::Start,
        Step::End,
        Step::Report,
        Step::Follow,
        Step::Archive,
        Step::Cancel,
    ];

    /// Stable key: the audit trail has it, and the addresses of the buttons.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Step::File => "file",
            Step::Open => "open",
            Step::Lock => "lock",
            Step::Start => "start",
            Step::End => "end",
            Step::Report => "report",
            Step::Follow => "follow",
            Step::Archive => "archive",
            Step::Cancel => "cancel",
        }
    }

    /// The step of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }
}

/// The whole machine of a fair.
pub const MOVES: &[(FairState, Step, FairState)] = &[
    (Planning, Step::File, Filed),
    (Filed, Step::Open, Booking),
    (Booking, Step::Lock, Locked),
    (Locked, Step::Start, Running),
    (Running, Step::End, Ended),
    (Ended, Step::Report, Reported),
    (Reported, Step::Follow, FollowUp),
    (FollowUp, Step::Archive, Archived),
    (Planning, Step::Cancel, Cancelled),
    (Filed, Step::Cancel, Cancelled),
    (Booking, Step::Cancel, Cancelled),
    (Locked, Step::Cancel, Cancelled),
];

/// Where `step` leads from `from`.
#[must_use]
pub fn target(from: FairState, step: Step) -> Option<FairState> {
    MOVES
        .iter()
        .find(|(state, taken, _)| *state == from && *taken == step)
        .map(|(_, _, to)| *to)
}

/// The steps that lead on from a state.
#[must_use]
pub fn steps(from: FairState) -> Vec<Step> {
    MOVES
        .iter()
        .filter(|(state, _, _)| *state == from)
        .map(|(_, step, _)| *step)
        .collect()
}

/// States in which what was planned may be changed.
pub const PLANNED: [FairState; 3] = [Planning, Filed, Booking];
/// States in which a person can get a ticket.
pub const TICKETS: [FairState; 3] = [Booking, Locked, Running];
/// States in which entries and wishes are taken: an entry that waited on a phone may come after the doors are closed.
pub const COUNTING: [FairState; 2] = [Running, Ended];
/// States of a fair that took place (已办结), which alone the figures count.
pub const FINISHED: [FairState; 4] = [Ended, Reported, FollowUp, Archived];

/// The whole machine of a booth.
pub const BOOTH_MOVES: &[(BoothState, BoothState)] = &[
    (Requested, Reviewed),
    (Requested, Refused),
    (Requested, Withdrawn),
    // An employer whose papers ran out before the day does not come.
    (Reviewed, Refused),
    (Reviewed, Withdrawn),
    (Reviewed, SignedIn),
    (Reviewed, NoShow),
];

/// Booths that take part as far as is known.
pub const BOOTHS_COMING: [BoothState; 2] = [Reviewed, SignedIn];

/// The whole machine of a wish for a post. A slip of the finger can be taken back.
pub const INTENTION_MOVES: &[(FairIntentionState, FairIntentionState)] = &[
    (Intended, Hired),
    (Intended, Declined),
    (Intended, GaveUp),
    (Hired, GaveUp),
    (Hired, Declined),
    (Declined, Intended),
    (GaveUp, Intended),
];

/// Wishes that hold a place.
pub const HOLDING: [FairIntentionState; 2] = [Intended, Hired];

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
    }

    #[test]
    fn every_state_is_reached_and_nothing_is_cancelled_once_it_runs() {
        for state in FairState::ALL {
            assert!(
                *state == Planning || MOVES.iter().any(|(_, _, to)| to == state),
                "{state:?}"
            );
        }
        for state in [Running, Ended, Reported, FollowUp, Archived, Cancelled] {
            assert_eq!(target(state, Step::Cancel), None, "{state:?}");
        }
        assert!(steps(Archived).is_empty() && steps(Cancelled).is_empty());
    }

    #[test]
    fn the_straight_way_passes_every_state_but_cancelled() {
        let mut state = Planning;
        let mut passed = vec![state];
        for step in Step::ALL.into_iter().filter(|step| *step != Step::Cancel) {
            state = target(state, step).expect("the straight way");
            passed.push(state);
        }
        assert_eq!(passed.len() + 1, FairState::ALL.len());
    }
}
