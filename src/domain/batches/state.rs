//! The life of a transfer and of a passenger, each as one table. Nothing else decides whether a move exists.
//!
//! 拟定 → 收集名单 → 锁定 → 已出发 → 已到达 → 已交接 → 结清; put off and called off until the vehicles leave.

use entity::codes::BatchMode;
use entity::codes::BatchState::{
    self, Arrived, Cancelled, Collecting, Departed, Drafted, HandedOver, Locked, Postponed, Settled,
};
use entity::codes::PassengerState as P;
use entity::passenger;

/// Something that moves a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// People are put on the list.
    Collect,
    /// The list is final.
    Lock,
    /// The list is opened again.
    Unlock,
    /// The vehicles leave.
    Depart,
    /// The vehicles are there.
    Arrive,
    /// Every employer has signed for its people.
    HandOver,
    /// What it cost is known, nothing is open.
    Settle,
    /// Not on this day.
    Postpone,
    /// There is a new day.
    Resume,
    /// It does not take place.
    Cancel,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Step; 10] = [
        Step::Collect,
        Step::Lock,
        Step::Depart,
        Step::Arrive,
        Step::HandOver,
        Step::Settle,
        Step::Resume,
        Step::Unlock,
        Step::Postpone,
        Step::Cancel,
    ];

    /// Stable key: the audit trail has it, and the addresses of the buttons.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Step::Collect => "collect",
            Step::Lock => "lock",
            Step::Unlock => "unlock",
            Step::Depart => "depart",
            Step::Arrive => "arrive",
            Step::HandOver => "hand-over",
            Step::Settle => "settle",
            Step::Postpone => "postpone",
            Step::Resume => "resume",
            Step::Cancel => "cancel",
        }
    }

    /// The step of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// Whether it wants a reason, which the passengers are told.
    #[must_use]
    pub const fn wants_reason(self) -> bool {
        matches!(self, Step::Postpone | Step::Cancel)
    }

    /// Whether it happened at an hour that is written down.
    #[must_use]
    pub const fn has_hour(self) -> bool {
        matches!(self, Step::Depart | Step::Arrive)
    }
}

/// The whole machine of a transfer.
pub const MOVES: &[(BatchState, Step, BatchState)] = &[
    (Drafted, Step::Collect, Collecting),
    (Collecting, Step::Lock, Locked),
    (Locked, Step::Unlock, Collecting),
    (Locked, Step::Depart, Departed),
    (Departed, Step::Arrive, Arrived),
    (Arrived, Step::HandOver, HandedOver),
    (HandedOver, Step::Settle, Settled),
    (Collecting, Step::Postpone, Postponed),
    (Locked, Step::Postpone, Postponed),
    (Postponed, Step::Resume, Collecting),
    (Drafted, Step::Cancel, Cancelled),
    (Collecting, Step::Cancel, Cancelled),
    (Locked, Step::Cancel, Cancelled),
    (Postponed, Step::Cancel, Cancelled),
];

/// Where `step` leads from `from`.
#[must_use]
pub fn target(from: BatchState, step: Step) -> Option<BatchState> {
    MOVES
        .iter()
        .find(|(state, taken, _)| *state == from && *taken == step)
        .map(|(_, _, to)| *to)
}

/// The steps that lead on from a state, the ordinary one first.
#[must_use]
pub fn steps(from: BatchState) -> Vec<Step> {
    Step::ALL
        .into_iter()
        .filter(|step| target(from, *step).is_some())
        .collect()
}

/// States in which people are put on the list.
pub const COLLECTING: [BatchState; 2] = [Drafted, Collecting];
/// States in which the plan, the seats and the papers may still be changed.
pub const CHANGEABLE: [BatchState; 4] = [Drafted, Collecting, Locked, Postponed];
/// States in which a mark of the departure is taken: one that waited on a phone may come after the vehicles left.
pub const AT_DEPARTURE: [BatchState; 3] = [Locked, Departed, Arrived];
/// States in which a mark of the arrival is taken.
pub const AT_ARRIVAL: [BatchState; 2] = [Departed, Arrived];
/// States in which costs and people at the other end may still be written down.
pub const OPEN: [BatchState; 8] = [
    Drafted, Collecting, Locked, Departed, Arrived, HandedOver, Postponed, Cancelled,
];

/// The whole machine of a passenger. What a tap of the roll call did, another tap takes back; what has a consequence for the hiring does not.
pub const PASSENGER_MOVES: &[(P, P)] = &[
    (P::NotArrived, P::Boarded),
    (P::Boarded, P::NotArrived),
    // Somebody whom nobody marked at the departure stands there at the arrival.
    (P::NotArrived, P::Arrived),
    (P::Arrived, P::NotArrived),
    (P::Boarded, P::Arrived),
    (P::Arrived, P::Boarded),
    (P::Boarded, P::LeftMidway),
    (P::Arrived, P::HandedOver),
    (P::Arrived, P::Refused),
];

/// Whether the table has this move.
#[must_use]
pub fn passes(from: P, to: P) -> bool {
    PASSENGER_MOVES.iter().any(|(a, b)| *a == from && *b == to)
}

/// States that only a roll call moves.
pub const ROLLED: [P; 3] = [P::NotArrived, P::Boarded, P::Arrived];
/// States of passengers of whom somebody must still say what became of them, once the vehicles have left.
pub const UNDER_WAY: [P; 2] = [P::Boarded, P::Arrived];

/// Where the two roll calls put somebody.
#[must_use]
pub const fn rolled(at_departure: bool, at_arrival: bool) -> P {
    match (at_departure, at_arrival) {
        (_, true) => P::Arrived,
        (true, false) => P::Boarded,
        (false, false) => P::NotArrived,
    }
}

/// The papers that somebody still lacks, as keys. A coach needs no ticket.
#[must_use]
pub fn lacking(passenger: &passenger::Model, mode: BatchMode) -> Vec<&'static str> {
    let wanted = [
        ("id-card", passenger.has_id_card),
        ("health", passenger.has_health),
        ("contract", passenger.has_contract),
        ("ticket", passenger.has_ticket || mode == BatchMode::Coach),
    ];
    wanted
        .into_iter()
        .filter(|(_, there)| !there)
        .map(|(key, _)| key)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use entity::codes::Code as _;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_line_stands_once_and_every_state_is_reached() {
        let mut seen = HashSet::new();
        for (from, step, to) in MOVES {
            assert!(seen.insert((*from, *step)));
            assert_eq!(target(*from, *step), Some(*to));
            assert_eq!(Step::from_key(step.key()), Some(*step));
        }
        for state in BatchState::ALL {
            assert!(
                *state == Drafted || MOVES.iter().any(|(_, _, to)| to == state),
                "{state:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn whatever_is_tried_the_vehicles_leave_only_with_a_final_list_and_do_not_come_back(tried in prop::collection::vec(0..10_usize, 0..40)) {
            let mut state = Drafted;
            let mut left = false;
            for at in tried {
                let step = Step::ALL[at];
                let Some(to) = target(state, step) else { continue };
                if step == Step::Depart {
                    prop_assert_eq!(state, Locked);
                    left = true;
                }
                if left {
                    prop_assert!([Departed, Arrived, HandedOver, Settled].contains(&to), "{:?}", to);
                }
                prop_assert!(state != Settled && state != Cancelled);
                state = to;
            }
        }

        #[test]
        fn whatever_is_tried_nobody_is_handed_over_who_did_not_arrive(tried in prop::collection::vec(0..6_usize, 0..40)) {
            let mut state = P::NotArrived;
            for at in tried {
                let to = P::ALL[at];
                if !passes(state, to) {
                    continue;
                }
                if matches!(to, P::HandedOver | P::Refused) {
                    prop_assert_eq!(state, P::Arrived);
                }
                prop_assert!(ROLLED.contains(&state));
                state = to;
            }
        }

        #[test]
        fn whatever_two_roll_calls_say_one_move_leads_there(before in any::<(bool, bool)>(), after in any::<(bool, bool)>()) {
            let (from, to) = (rolled(before.0, before.1), rolled(after.0, after.1));
            prop_assert!(from == to || passes(from, to), "{:?} {:?}", from, to);
        }
    }
}
