//! What was promised against what the person says. A difference is shown beside the promise and suggests a case.

use entity::codes::{CaseKind, PayKept, Provision};
use entity::follow_up;

use crate::domain::placements::Offer;

/// Days within which a written contract must be signed (Labour Contract Law, article 10) and insurance registered (Social Insurance Law,
/// article 58). Before them, "not yet" is no difference.
const PAPER_DAYS: i64 = 30;

/// What a person said that can differ from a promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How pay came.
    pub paid: Option<PayKept>,
    /// Pay of a month, yuan.
    pub pay_month_yuan: Option<i32>,
    /// A written contract is signed.
    pub contract: Option<bool>,
    /// Insured.
    pub insured: Option<bool>,
    /// The bed is as promised.
    pub lodging: Option<bool>,
    /// The food is as promised.
    pub meals: Option<bool>,
}

impl From<&follow_up::Model> for Facts {
    fn from(row: &follow_up::Model) -> Self {
        Self {
            paid: row.paid,
            pay_month_yuan: row.pay_month_yuan,
            contract: row.contract,
            insured: row.insured,
            lodging: row.lodging,
            meals: row.meals,
        }
    }
}

/// One thing that is not as promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// No pay came.
    Unpaid,
    /// Less than the lowest pay that was promised, yuan a month. Both are empty where only "less" was said.
    PayBelow {
        /// Lowest pay promised.
        promised: Option<i32>,
        /// Pay as told.
        told: Option<i32>,
    },
    /// Pay came late.
    PaidLate,
    /// The bed is not as promised.
    NoBed,
    /// The food is not as promised.
    NoFood,
    /// A month, and no written contract.
    NoContract,
    /// A month, and no insurance.
    NotInsured,
}

impl Difference {
    /// Key of its sentence.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Difference::Unpaid => "follow-ups-difference-unpaid",
            Difference::PayBelow {
                told: Some(_),
                promised: Some(_),
            } => "follow-ups-difference-pay",
            Difference::PayBelow { .. } => "follow-ups-difference-less",
            Difference::PaidLate => "follow-ups-difference-late",
            Difference::NoBed => "follow-ups-difference-bed",
            Difference::NoFood => "follow-ups-difference-food",
            Difference::NoContract => "follow-ups-difference-contract",
            Difference::NotInsured => "follow-ups-difference-insurance",
        }
    }

    /// The case that it suggests.
    #[must_use]
    pub const fn case(self) -> CaseKind {
        match self {
            Difference::Unpaid | Difference::PayBelow { .. } | Difference::PaidLate => CaseKind::Wages,
            Difference::NoBed | Difference::NoFood => CaseKind::Living,
            Difference::NoContract | Difference::NotInsured => CaseKind::Contract,
        }
    }
}

/// Everything that is not as promised, the gravest first. `days` are those since the first day at work. Pay, bed and food can only break a
/// promise that we know; law promises a contract and insurance by itself.
#[must_use]
pub fn differences(offer: Option<&Offer>, facts: &Facts, days: i64) -> Vec<Difference> {
    let mut found = Vec::new();
    if facts.paid == Some(PayKept::Unpaid) {
        found.push(Difference::Unpaid);
    }
    let broken = offer.is_some_and(|offer| offer.broken_by(facts.pay_month_yuan));
    if broken {
        found.push(Difference::PayBelow {
            promised: offer.map(|offer| offer.pay_min_yuan),
            told: facts.pay_month_yuan,
        });
    } else if facts.paid == Some(PayKept::Less) {
        found.push(Difference::PayBelow {
            promised: None,
            told: None,
        });
    }
    if facts.paid == Some(PayKept::Late) {
        found.push(Difference::PaidLate);
    }
    let promised = |what: fn(&Offer) -> Provision| offer.is_some_and(|offer| what(offer) != Provision::None);
    if facts.lodging == Some(false) && promised(|offer| offer.lodging) {
        found.push(Difference::NoBed);
    }
    if facts.meals == Some(false) && promised(|offer| offer.meals) {
        found.push(Difference::NoFood);
    }
    if days >= PAPER_DAYS && facts.contract == Some(false) {
        found.push(Difference::NoContract);
    }
    if days >= PAPER_DAYS && facts.insured == Some(false) {
        found.push(Difference::NotInsured);
    }
    found
}

#[cfg(test)]
mod tests {
    use entity::codes::{Contract, PayForm, Shift};

    use super::*;

    fn offer() -> Offer {
        Offer {
            title: "帮厨".into(),
            pay_form: PayForm::Month,
            pay_min_yuan: 4_200,
            pay_max_yuan: 4_800,
            hours_per_month: Some(208),
            hourly_fen: Some(2_019),
            lodging: Provision::Provided,
            meals: Provision::None,
            shift: Shift::Day,
            contract: Contract::Labour,
        }
    }

    #[test]
    fn each_broken_promise_is_named_and_nothing_that_was_not_promised() {
        let facts = Facts {
            paid: Some(PayKept::AsPromised),
            pay_month_yuan: Some(3_900),
            contract: Some(false),
            insured: Some(false),
            lodging: Some(false),
            meals: Some(false),
        };
        let pay = Difference::PayBelow {
            promised: Some(4_200),
            told: Some(3_900),
        };
        assert_eq!(differences(Some(&offer()), &facts, 7), [pay, Difference::NoBed]);
        assert_eq!(
            differences(Some(&offer()), &facts, 30),
            [pay, Difference::NoBed, Difference::NoContract, Difference::NotInsured]
        );
        assert_eq!(differences(None, &facts, 7), []);
    }

    #[test]
    fn pay_that_did_not_come_comes_first() {
        let facts = Facts {
            paid: Some(PayKept::Unpaid),
            lodging: Some(false),
            ..Facts::default()
        };
        let found = differences(Some(&offer()), &facts, 40);
        assert_eq!(found[0], Difference::Unpaid);
        assert_eq!(found[0].case(), CaseKind::Wages);
    }
}
