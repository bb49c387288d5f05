//! The life of a claim, as one table. Nothing else decides whether a step exists.
//!
//! 草稿 → 村公示 → 乡审 → 乡公示 → 县核 → 县公示 → 待付 → 已付 → (追回); 退回 with a reason from each but the ends. A firm's claim goes from the
//! draft to the county at once: no village knows it.

use entity::codes::ClaimState::{
    self, CountyCheck, CountyNotice, Draft, Paid, Recovered, SentBack, ToPay, TownshipCheck, TownshipNotice,
    VillageNotice, Withdrawn,
};
use entity::codes::NoticeLevel;

use crate::domain::access::Action;

/// Something that moves a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The village posts its notice.
    PostVillage,
    /// The village's notice is over.
    ToTownship,
    /// A firm's claim goes to the county.
    Submit,
    /// The township has checked, and posts its notice.
    PassTownship,
    /// The township's notice is over.
    ToCounty,
    /// The county has checked and called, and posts its notice.
    PassCounty,
    /// The county's notice is over.
    Approve,
    /// The money went out.
    Pay,
    /// The money came back.
    Recover,
    /// Something is wrong.
    SendBack,
    /// It is put right and begins again.
    Redraft,
    /// Nobody wants it any more.
    Withdraw,
}

impl Step {
    /// Every step, in the order in which pages show them.
    pub const ALL: [Step; 12] = [
        Step::PostVillage,
        Step::ToTownship,
        Step::Submit,
        Step::PassTownship,
        Step::ToCounty,
        Step::PassCounty,
        Step::Approve,
        Step::Pay,
        Step::Recover,
        Step::Redraft,
        Step::SendBack,
        Step::Withdraw,
    ];

    /// Stable key: the audit trail has it, and the forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Step::PostVillage => "post-village",
            Step::ToTownship => "to-township",
            Step::Submit => "submit",
            Step::PassTownship => "pass-township",
            Step::ToCounty => "to-county",
            Step::PassCounty => "pass-county",
            Step::Approve => "approve",
            Step::Pay => "pay",
            Step::Recover => "recover",
            Step::SendBack => "send-back",
            Step::Redraft => "redraft",
            Step::Withdraw => "withdraw",
        }
    }

    /// The step of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// Who may take it.
    #[must_use]
    pub const fn action(self, from: ClaimState) -> Action {
        match self {
            Step::PostVillage | Step::ToTownship | Step::Submit | Step::Redraft | Step::Withdraw => Action::DraftClaims,
            Step::PassTownship | Step::ToCounty => Action::CheckClaims,
            Step::SendBack => match from {
                VillageNotice => Action::DraftClaims,
                TownshipCheck | TownshipNotice => Action::CheckClaims,
                _ => Action::DecideClaims,
            },
            Step::PassCounty | Step::Approve | Step::Pay | Step::Recover => Action::DecideClaims,
        }
    }

    /// The notice that it posts.
    #[must_use]
    pub const fn posts(self) -> Option<NoticeLevel> {
        match self {
            Step::PostVillage => Some(NoticeLevel::Village),
            Step::PassTownship => Some(NoticeLevel::Township),
            Step::PassCounty => Some(NoticeLevel::County),
            _ => None,
        }
    }

    /// Whether it must say why.
    #[must_use]
    pub const fn wants_reason(self) -> bool {
        matches!(self, Step::SendBack | Step::Recover | Step::Withdraw)
    }

    /// Whether the cross-checks stand before it.
    #[must_use]
    pub const fn is_checked(self) -> bool {
        matches!(self, Step::PassTownship | Step::PassCounty)
    }
}

/// Every step that exists.
pub const MOVES: &[(ClaimState, Step, ClaimState)] = &[
    (Draft, Step::PostVillage, VillageNotice),
    (Draft, Step::Submit, CountyCheck),
    (VillageNotice, Step::ToTownship, TownshipCheck),
    (TownshipCheck, Step::PassTownship, TownshipNotice),
    (TownshipNotice, Step::ToCounty, CountyCheck),
    (CountyCheck, Step::PassCounty, CountyNotice),
    (CountyNotice, Step::Approve, ToPay),
    (ToPay, Step::Pay, Paid),
    (Paid, Step::Recover, Recovered),
    (VillageNotice, Step::SendBack, SentBack),
    (TownshipCheck, Step::SendBack, SentBack),
    (TownshipNotice, Step::SendBack, SentBack),
    (CountyCheck, Step::SendBack, SentBack),
    (CountyNotice, Step::SendBack, SentBack),
    (ToPay, Step::SendBack, SentBack),
    (SentBack, Step::Redraft, Draft),
    (Draft, Step::Withdraw, Withdrawn),
    (SentBack, Step::Withdraw, Withdrawn),
];

/// States in which a notice hangs.
pub const NOTICES: [ClaimState; 3] = [VillageNotice, TownshipNotice, CountyNotice];
/// States in which papers and the account can be changed.
pub const OPEN: [ClaimState; 2] = [Draft, SentBack];
/// States of a claim whose money goes out or has gone out.
pub const GIVEN: [ClaimState; 2] = [ToPay, Paid];

/// Where a step leads.
#[must_use]
pub fn target(from: ClaimState, step: Step) -> Option<ClaimState> {
    MOVES
        .iter()
        .find(|(state, taken, _)| *state == from && *taken == step)
        .map(|(_, _, to)| *to)
}

/// The level of the notice that hangs in a state.
#[must_use]
pub const fn level(state: ClaimState) -> Option<NoticeLevel> {
    match state {
        VillageNotice => Some(NoticeLevel::Village),
        TownshipNotice => Some(NoticeLevel::Township),
        CountyNotice => Some(NoticeLevel::County),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use entity::codes::Code as _;

    use super::*;

    #[test]
    fn every_state_is_reached_and_only_two_are_ends() {
        for state in ClaimState::ALL.iter().filter(|state| **state != Draft) {
            assert!(MOVES.iter().any(|(_, _, to)| to == state), "{state:?} is never reached");
        }
        for state in ClaimState::ALL {
            let out = MOVES.iter().filter(|(from, _, _)| from == state).count();
            assert_eq!(out == 0, matches!(state, Recovered | Withdrawn), "{state:?}");
        }
    }

    #[test]
    fn nothing_is_paid_without_the_county_s_check_and_notice() {
        let before = |to| {
            MOVES
                .iter()
                .filter(move |(_, _, target)| *target == to)
                .map(|(from, _, _)| *from)
        };
        assert_eq!(before(Paid).collect::<Vec<_>>(), [ToPay]);
        assert_eq!(before(ToPay).collect::<Vec<_>>(), [CountyNotice]);
        assert_eq!(before(CountyNotice).collect::<Vec<_>>(), [CountyCheck]);
    }

    #[test]
    fn no_step_stands_twice() {
        for (at, (from, step, _)) in MOVES.iter().enumerate() {
            assert!(!MOVES[at + 1..].iter().any(|(a, b, _)| a == from && b == step));
            assert_eq!(Step::from_key(step.key()), Some(*step));
        }
    }
}
