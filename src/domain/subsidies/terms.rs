//! What a policy asks for and what it pays, as typed data: every rule of every county is a row, never code.
//!
//! `subsidy_policy.conditions` holds a [`Conditions`], `subsidy_policy.amount` an [`Amount`], both as JSON objects whose members are the
//! fields below. Unknown members are refused, so that a condition which this version does not know is never silently left out.

use chrono::NaiveDate;
use entity::codes::{
    Contract, EvidenceKind, Insurance, Origin, PlacementKind, SubsidyBeneficiary, SubsidyCount, SubsidyHousehold,
    SubsidyOnce, SubsidyPlace,
};
use entity::subsidy_policy;
use serde::{Deserialize, Serialize};

use crate::domain::error::{DomainError, Problem, Result};

/// Days of a month of work: 稳岗 3 months are 90 days everywhere in the records.
pub const MONTH_DAYS: i32 = 30;
/// Most days that a policy can ask for: five years.
const MOST_DAYS: i32 = 1_830;
/// Most yuan of any tier.
const MOST_YUAN: i32 = 10_000_000;

/// Who and which work. An empty list or `null` asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conditions {
    /// Days at work within the period; 90 for "three months".
    pub min_days: i32,
    /// Whether one job must last so long, jobs with short gaps count on, or all days are added up.
    pub count: Option<SubsidyCount>,
    /// Longest gap between two jobs that counts on, days; for [`SubsidyCount::Chain`].
    pub gap_days: i32,
    /// Kinds of placements (就业渠道).
    pub kinds: Vec<PlacementKind>,
    /// How far from home.
    pub places: Vec<SubsidyPlace>,
    /// Codes of regions in one of which the work must be.
    pub work_in: Vec<String>,
    /// Who brought person and post together.
    pub origins: Vec<Origin>,
    /// Whoever went with an organised transfer gets nothing: the organiser paid the way.
    pub not_if_organised: bool,
    /// Kinds of households, judged on the first day that counts.
    pub households: Vec<SubsidyHousehold>,
    /// Days count from the day on which the household was listed, if that is later.
    pub from_listing: bool,
    /// Full years, at least.
    pub age_min: Option<i32>,
    /// Full years, at most.
    pub age_max: Option<i32>,
    /// Proofs of which one must be on file.
    pub proofs: Vec<EvidenceKind>,
    /// A proven stay of so many days: 30, 90 or 180.
    pub proven_days: Option<i32>,
    /// Contracts of which one must be written down.
    pub contracts: Vec<Contract>,
    /// Months for which the contract runs, as the claim's paper shows.
    pub contract_months: Option<i32>,
    /// Insurances of which one must be written down.
    pub insurances: Vec<Insurance>,
    /// People who fit, at least; for firms and brokers.
    pub min_group: Option<i32>,
}

/// Yuan for work in some places. A tier of regions stands before a tier of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceTier {
    /// Codes of provinces or other regions.
    #[serde(default)]
    pub regions: Vec<String>,
    /// How far from home, where no region is named.
    #[serde(default)]
    pub place: Option<SubsidyPlace>,
    /// Yuan.
    pub yuan: i32,
}

/// Yuan for work of some length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthTier {
    /// Months, of thirty days each.
    pub months: i32,
    /// Yuan.
    pub yuan: i32,
}

/// How much. Whole yuan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Amount {
    /// The same for everybody.
    Fixed {
        /// Yuan.
        yuan: i32,
    },
    /// By where the work is.
    ByPlace {
        /// The first that fits counts.
        tiers: Vec<PlaceTier>,
    },
    /// By how long the work lasted; the longest tier that is reached counts.
    ByLength {
        /// In any order.
        tiers: Vec<LengthTier>,
    },
    /// A share of what was earned.
    Income {
        /// Parts of a hundred.
        per_cent: i32,
    },
    /// The fare that the tickets show, up to so much by place.
    Cost {
        /// The first that fits counts.
        tiers: Vec<PlaceTier>,
    },
}

impl Amount {
    /// Days without which there is nothing: those of the shortest tier.
    #[must_use]
    pub fn least_days(&self) -> i32 {
        match self {
            Amount::ByLength { tiers } => tiers.iter().map(|tier| tier.months * MONTH_DAYS).min().unwrap_or(0),
            _ => 0,
        }
    }

    fn yuan(&self) -> Vec<i32> {
        match self {
            Amount::Fixed { yuan } => vec![*yuan],
            Amount::ByPlace { tiers } | Amount::Cost { tiers } => tiers.iter().map(|tier| tier.yuan).collect(),
            Amount::ByLength { tiers } => tiers.iter().map(|tier| tier.yuan).collect(),
            Amount::Income { per_cent } => vec![*per_cent],
        }
    }
}

/// A policy as the engine reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Who gets the money.
    pub beneficiary: SubsidyBeneficiary,
    /// How often.
    pub once: SubsidyOnce,
    /// Whose people.
    pub home_code: String,
    /// First day of the policy.
    pub valid_from: NaiveDate,
    /// Last day of the policy.
    pub valid_until: Option<NaiveDate>,
    /// Most yuan of one claim.
    pub cap_yuan: Option<i32>,
    /// For firms: so much for each person, or once for all.
    pub per_person: bool,
    /// Who and which work.
    pub conditions: Conditions,
    /// How much.
    pub amount: Amount,
}

impl Terms {
    /// The terms of a row.
    ///
    /// # Errors
    /// [`DomainError::Internal`] if the row was written by something that does not know these terms.
    pub fn of(policy: &subsidy_policy::Model) -> Result<Self> {
        let unread = |error: serde_json::Error| DomainError::Internal(format!("policy {}: {error}", policy.id));
        Ok(Self {
            beneficiary: policy.beneficiary,
            once: policy.once,
            home_code: policy.home_code.clone(),
            valid_from: policy.valid_from,
            valid_until: policy.valid_until,
            cap_yuan: policy.cap_yuan,
            per_person: policy.per_person,
            conditions: serde_json::from_value(policy.conditions.clone()).map_err(unread)?,
            amount: serde_json::from_value(policy.amount.clone()).map_err(unread)?,
        })
    }

    /// Days without which there is nothing.
    #[must_use]
    pub fn least_days(&self) -> i32 {
        self.conditions.min_days.max(self.amount.least_days())
    }

    /// Whether only work outside the home county counts.
    #[must_use]
    pub fn away_only(&self) -> bool {
        let near = [SubsidyPlace::SameCounty, SubsidyPlace::SameTownship];
        !self.conditions.places.is_empty() && !self.conditions.places.iter().any(|place| near.contains(place))
    }

    /// What is wrong with the terms, each with the field of the form.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let asked = &self.conditions;
        if !(0..=MOST_DAYS).contains(&asked.min_days) {
            problems.push(Problem::new("min_days", "subsidies-problem-days").with("most", MOST_DAYS));
        }
        if let (Some(least), Some(most)) = (asked.age_min, asked.age_max)
            && least > most
        {
            problems.push(Problem::new("age_max", "subsidies-problem-ages"));
        }
        let amounts = self.amount.yuan();
        if amounts.is_empty() {
            problems.push(Problem::new("rule", "subsidies-problem-no-tier"));
        }
        if amounts.iter().any(|yuan| !(1..=MOST_YUAN).contains(yuan)) {
            problems.push(Problem::new("rule", "subsidies-problem-yuan"));
        }
        match &self.amount {
            Amount::Income { per_cent } if *per_cent > 100 => {
                problems.push(Problem::new("per_cent", "subsidies-problem-per-cent"));
            }
            Amount::Income { .. } if self.cap_yuan.is_none() => {
                problems.push(Problem::new("cap_yuan", "subsidies-problem-cap"));
            }
            Amount::ByPlace { tiers } | Amount::Cost { tiers }
                if tiers.iter().any(|tier| tier.regions.is_empty() && tier.place.is_none()) =>
            {
                problems.push(Problem::new("rule", "subsidies-problem-tier-place"));
            }
            Amount::ByLength { tiers } if tiers.iter().any(|tier| !(1..=60).contains(&tier.months)) => {
                problems.push(Problem::new("rule", "subsidies-problem-tier-months"));
            }
            _ => {}
        }
        if self.valid_until.is_some_and(|until| until < self.valid_from) {
            problems.push(Problem::new("valid_until", "subsidies-problem-until"));
        }
        if self.cap_yuan.is_some_and(|yuan| !(1..=MOST_YUAN).contains(&yuan)) {
            problems.push(Problem::new("cap_yuan", "subsidies-problem-yuan"));
        }
        problems
    }
}
