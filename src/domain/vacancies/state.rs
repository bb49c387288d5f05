//! The life of a post as one table: which step leads from which state to which. Nothing else decides whether a move exists.

use entity::codes::VacancyState::{
    self, Draft, Expired, Full, Paused, Published, Returned, Review, TakenDown, Withdrawn,
};

use crate::domain::access::Action;

/// Something that moves a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The author hands the draft in.
    Submit,
    /// A reviewer makes it public.
    Publish,
    /// A reviewer hands it back with a reason.
    Return,
    /// The employer stops for a while.
    Pause,
    /// And goes on.
    Resume,
    /// The employer takes its post back for good.
    Withdraw,
    /// Staff take an unlawful or false post away.
    TakeDown,
    /// Something that was reviewed has changed, so it is reviewed again.
    Change,
    /// The last place was taken.
    Fill,
    /// A place of a full post came free.
    Release,
    /// The last day has passed.
    Expire,
    /// Another office, which reviewed the post, reports it again with a later last day.
    Renew,
}

impl Step {
    /// Every step.
    pub const ALL: [Step; 12] = [
        Step::Submit,
        Step::Publish,
        Step::Return,
        Step::Pause,
        Step::Resume,
        Step::Withdraw,
        Step::TakeDown,
        Step::Change,
        Step::Fill,
        Step::Release,
        Step::Expire,
        Step::Renew,
    ];

    /// Stable key: the audit trail has it, and the addresses of the buttons.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Step::Submit => "submit",
            Step::Publish => "publish",
            Step::Return => "return",
            Step::Pause => "pause",
            Step::Resume => "resume",
            Step::Withdraw => "withdraw",
            Step::TakeDown => "take-down",
            Step::Change => "change",
            Step::Fill => "fill",
            Step::Release => "release",
            Step::Expire => "expire",
            Step::Renew => "renew",
        }
    }

    /// Who may take the step by hand; `None` for steps that follow from something else.
    #[must_use]
    pub const fn action(self) -> Option<Action> {
        match self {
            Step::Submit | Step::Pause | Step::Resume | Step::Withdraw => Some(Action::EditVacancies),
            Step::Publish | Step::Return | Step::TakeDown => Some(Action::ReviewVacancies),
            Step::Change | Step::Fill | Step::Release | Step::Expire | Step::Renew => None,
        }
    }

    /// Whether the step must say why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Step::Return | Step::Withdraw | Step::TakeDown)
    }
}

/// The whole machine. A post that is withdrawn or taken down stays so: it is copied into a new draft instead.
pub const MOVES: &[(VacancyState, Step, VacancyState)] = &[
    (Draft, Step::Submit, Review),
    (Draft, Step::Withdraw, Withdrawn),
    (Review, Step::Publish, Published),
    (Review, Step::Return, Returned),
    (Review, Step::Withdraw, Withdrawn),
    (Review, Step::TakeDown, TakenDown),
    (Returned, Step::Submit, Review),
    (Returned, Step::Withdraw, Withdrawn),
    (Published, Step::Pause, Paused),
    (Published, Step::Withdraw, Withdrawn),
    (Published, Step::TakeDown, TakenDown),
    (Published, Step::Change, Review),
    (Published, Step::Fill, Full),
    (Published, Step::Expire, Expired),
    (Paused, Step::Resume, Published),
    (Paused, Step::Withdraw, Withdrawn),
    (Paused, Step::TakeDown, TakenDown),
    (Paused, Step::Change, Review),
    (Paused, Step::Fill, Full),
    (Paused, Step::Expire, Expired),
    (Full, Step::Withdraw, Withdrawn),
    (Full, Step::TakeDown, TakenDown),
    (Full, Step::Change, Review),
    (Full, Step::Release, Published),
    (Full, Step::Release, Paused),
    (Full, Step::Expire, Expired),
    (Expired, Step::Renew, Published),
];

/// Where `step` leads from `from`; the first line of the table when there are two.
#[must_use]
pub fn target(from: VacancyState, step: Step) -> Option<VacancyState> {
    MOVES
        .iter()
        .find(|(state, taken, _)| *state == from && *taken == step)
        .map(|(_, _, to)| *to)
}

/// Whether the table has this very move.
#[must_use]
pub fn has(from: VacancyState, step: Step, to: VacancyState) -> bool {
    MOVES.contains(&(from, step, to))
}

/// States in which people may still be placed on the post.
pub const TAKING: [VacancyState; 2] = [Published, Paused];

/// States in which the text may be changed.
#[must_use]
pub const fn may_change(state: VacancyState) -> bool {
    matches!(state, Draft | Review | Returned | Published | Paused | Full)
}

/// Whether the text in this state is one that a reviewer has let through.
#[must_use]
pub const fn is_reviewed(state: VacancyState) -> bool {
    matches!(state, Published | Paused | Full)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use entity::codes::Code as _;

    use super::*;

    #[test]
    fn every_line_stands_once_and_only_release_has_a_choice() {
        let mut seen = HashSet::new();
        for (from, step, to) in MOVES {
            assert!(seen.insert((*from, *step, *to)));
            assert!(
                *step == Step::Release || target(*from, *step) == Some(*to),
                "{from:?} {step:?}"
            );
        }
    }

    #[test]
    fn every_state_is_reached_and_what_was_ended_by_hand_stays_ended() {
        for state in VacancyState::ALL {
            assert!(
                *state == Draft || MOVES.iter().any(|(_, _, to)| to == state),
                "{state:?}"
            );
        }
        for ended in [Withdrawn, TakenDown] {
            assert!(MOVES.iter().all(|(from, _, _)| *from != ended));
        }
    }

    #[test]
    fn nothing_becomes_public_for_the_first_time_but_through_review() {
        for (from, _, _) in MOVES.iter().filter(|(_, _, to)| *to == Published) {
            assert!(matches!(from, Review | Paused | Full | Expired), "{from:?}");
        }
    }
}
