//! The result for one pair: plain data that can be stored with a recommendation and worded again years later.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::codes::{HardCode, ReasonCode, Severity, Side};

/// A value inside a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A whole number: yuan a month, people, days, years of age.
    Int(i64),
    /// A date (ISO), a decimal, or a key that the message chooses by.
    Text(String),
}

impl From<i32> for Arg {
    fn from(value: i32) -> Self {
        Self::Int(value.into())
    }
}

impl From<u32> for Arg {
    fn from(value: u32) -> Self {
        Self::Int(value.into())
    }
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

/// Named values of a message.
pub type Args = BTreeMap<Cow<'static, str>, Arg>;

/// Builds [`Args`] from pairs.
pub(super) fn args<const N: usize>(pairs: [(&'static str, Arg); N]) -> Args {
    pairs
        .into_iter()
        .map(|(name, value)| (Cow::Borrowed(name), value))
        .collect()
}

/// One hard condition that applies to the pair. Conditions that do not apply are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HardCheck {
    /// Which condition.
    pub code: HardCode,
    /// Whether it is met.
    pub passed: bool,
    /// Whether staff set it aside; only ever true when it is not met and may be overridden.
    pub overridden: bool,
    /// What a failure means.
    pub severity: Severity,
    /// Values of the message.
    pub args: Args,
}

impl HardCheck {
    /// Whether it stands against the pair.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Required && !self.passed && !self.overridden
    }

    /// The key of its message: `hard-lodging` when met, `hard-lodging-failed` when not.
    #[must_use]
    pub fn key(&self) -> Cow<'static, str> {
        if self.passed {
            Cow::Borrowed(self.code.key())
        } else {
            Cow::Owned(self.code.failed_key())
        }
    }

    /// The key of its one-line form.
    #[must_use]
    pub fn short_key(&self) -> Cow<'static, str> {
        if self.passed {
            Cow::Borrowed(self.code.short_key())
        } else {
            Cow::Owned(self.code.failed_short_key())
        }
    }
}

/// One soft reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which reason.
    pub code: ReasonCode,
    /// Points that it adds; negative for a wish not met, 0 when it is shown only.
    pub points: i32,
    /// Values of the message.
    pub args: Args,
}

impl Reason {
    /// The key of its message, e.g. `reason-trade-same`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.code.key()
    }

    /// The key of its one-line form.
    #[must_use]
    pub const fn short_key(&self) -> &'static str {
        self.code.short_key()
    }
}

/// One thing that stands between the two in a near miss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivesWay {
    /// The condition that is not met.
    pub code: HardCode,
    /// Whom to ask first.
    pub side: Side,
    /// Values of the message.
    pub args: Args,
}

impl GivesWay {
    /// The key of its message, the same as that of the failed condition.
    #[must_use]
    pub fn key(&self) -> String {
        self.code.failed_key()
    }

    /// The key of its one-line form.
    #[must_use]
    pub fn short_key(&self) -> String {
        self.code.failed_short_key()
    }
}

/// Everything said about one pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The hard conditions that apply, in a fixed order.
    pub hard: Vec<HardCheck>,
    /// The soft reasons, strongest first.
    pub soft: Vec<Reason>,
    /// 0 to 100. Also given when the pair is not eligible, to order near misses.
    pub score: i32,
    /// No required condition stands against the pair.
    pub eligible: bool,
    /// In a near miss exactly the failed conditions; empty otherwise.
    pub gives_way: Vec<GivesWay>,
    /// Version of the table of weights.
    pub version: Cow<'static, str>,
}

impl Assessment {
    /// The failed conditions that block.
    pub fn blockers(&self) -> impl Iterator<Item = &HardCheck> {
        self.hard.iter().filter(|check| check.blocks())
    }

    /// Required conditions met, and all that apply: "7/7".
    #[must_use]
    pub fn required_met(&self) -> (usize, usize) {
        let required = || {
            self.hard
                .iter()
                .filter(|check| check.severity == Severity::Required)
        };
        (
            required().filter(|check| check.passed).count(),
            required().count(),
        )
    }
}
