//! The life of a workshop, as one table. Nothing else decides whether a move exists.
//!
//! 申请 → 现场核查 → 公示 → 认定授牌 → 运行 ⇄ 停产 → 整改 → 运行 or 摘牌退出; refused, with a reason, before it is recognised.

use entity::codes::WorkshopState::{
    self, Applied, Checked, Notice, Recognised, Rectifying, Refused, Running, Stopped, Withdrawn,
};

use crate::domain::access::Action;

/// Something that moves a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The site was seen.
    Check,
    /// The public notice begins.
    Announce,
    /// It is recognised and gets its plate.
    Recognise,
    /// Work begins.
    Start,
    /// Work stops, for a season or for want of orders.
    Stop,
    /// Work goes on.
    Resume,
    /// It must mend something.
    Rectify,
    /// The plate is taken down.
    Withdraw,
    /// It is not recognised.
    Refuse,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Step; 9] = [
        Step::Check,
        Step::Announce,
        Step::Recognise,
        Step::Start,
        Step::Stop,
        Step::Resume,
        Step::Rectify,
        Step::Withdraw,
        Step::Refuse,
    ];

    /// Stable key: the audit trail has it, and the addresses of the buttons.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Step::Check => "check",
            Step::Announce => "announce",
            Step::Recognise => "recognise",
            Step::Start => "start",
            Step::Stop => "stop",
            Step::Resume => "resume",
            Step::Rectify => "rectify",
            Step::Withdraw => "withdraw",
            Step::Refuse => "refuse",
        }
    }

    /// The step of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// Who may take it: the county decides about the plate.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Step::Recognise | Step::Withdraw | Step::Refuse => Action::RecogniseWorkshops,
            _ => Action::EditWorkshops,
        }
    }

    /// Whether somebody must say why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Step::Stop | Step::Rectify | Step::Withdraw | Step::Refuse)
    }
}

/// The whole machine.
pub const MOVES: &[(WorkshopState, Step, WorkshopState)] = &[
    (Applied, Step::Check, Checked),
    (Applied, Step::Refuse, Refused),
    (Checked, Step::Announce, Notice),
    (Checked, Step::Refuse, Refused),
    (Notice, Step::Recognise, Recognised),
    // Somebody objected during the notice, and was right.
    (Notice, Step::Refuse, Refused),
    (Recognised, Step::Start, Running),
    (Running, Step::Stop, Stopped),
    (Running, Step::Rectify, Rectifying),
    (Stopped, Step::Resume, Running),
    (Stopped, Step::Rectify, Rectifying),
    (Rectifying, Step::Resume, Running),
    (Rectifying, Step::Withdraw, Withdrawn),
];

/// Where `step` leads from `from`.
#[must_use]
pub fn target(from: WorkshopState, step: Step) -> Option<WorkshopState> {
    MOVES
        .iter()
        .find(|(state, taken, _)| *state == from && *taken == step)
        .map(|(_, _, to)| *to)
}

/// The steps that lead on from a state.
#[must_use]
pub fn steps(from: WorkshopState) -> Vec<Step> {
    MOVES
        .iter()
        .filter(|(state, _, _)| *state == from)
        .map(|(_, step, _)| *step)
        .collect()
}

/// States that end it.
pub const OVER: [WorkshopState; 2] = [Withdrawn, Refused];
/// States in which it has its plate.
pub const RECOGNISED: [WorkshopState; 4] = [Recognised, Running, Stopped, Rectifying];

/// Whether a workshop in this state is at work and must meet its rule.
#[must_use]
pub const fn works(state: WorkshopState) -> bool {
    matches!(state, Running | Rectifying)
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
        assert!(MOVES.iter().all(|(from, step, _)| seen.insert((*from, *step))));
        for state in WorkshopState::ALL {
            assert!(
                *state == Applied || MOVES.iter().any(|(_, _, to)| to == state),
                "{state:?}"
            );
        }
        for step in Step::ALL {
            assert_eq!(Step::from_key(step.key()), Some(step));
            assert!(MOVES.iter().any(|(_, taken, _)| *taken == step));
        }
        assert!(OVER.iter().all(|state| steps(*state).is_empty()));
    }

    proptest! {
        /// Whatever is pressed, nothing runs that was not seen, announced and recognised, in this order.
        #[test]
        fn nothing_runs_that_was_not_recognised(pressed in proptest::collection::vec(0..Step::ALL.len(), 0..40)) {
            let mut state = Applied;
            let mut passed = vec![state];
            for step in pressed.into_iter().map(|at| Step::ALL[at]) {
                if let Some(to) = target(state, step) {
                    prop_assert!(!OVER.contains(&state));
                    state = to;
                    passed.push(to);
                }
            }
            if passed.contains(&Running) {
                prop_assert_eq!(&passed[..5], &[Applied, Checked, Notice, Recognised, Running]);
                prop_assert!(state != Refused);
            }
        }
    }
}
