//! Whether a workshop meets a rule, and who counts for it. Pure: the thresholds are data.

use entity::recognition_rule;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A person of a workshop as a rule sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The placement.
    pub placement: Uuid,
    /// The household was lifted out of poverty, or is monitored.
    pub lifted: bool,
    /// Months of the contract, if there is one.
    pub contract_months: Option<i32>,
    /// Wages of the last months are owed, or came late.
    pub late: bool,
    /// Insured against accidents.
    pub insured: bool,
}

/// Why somebody does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The contract is shorter than the rule asks for, or nobody knows of one.
    Contract,
    /// Wages came late or not in full.
    Wages,
    /// No insurance.
    Insurance,
}

impl Lack {
    /// Its key in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Lack::Contract => "workshops-lack-contract",
            Lack::Wages => "workshops-lack-wages",
            Lack::Insurance => "workshops-lack-insurance",
        }
    }
}

/// What keeps a person of a lifted household from counting.
#[must_use]
pub fn lacks(rule: &recognition_rule::Model, person: &Facts) -> Vec<Lack> {
    let mut lacks = Vec::new();
    if person.contract_months.unwrap_or(0) < rule.contract_months {
        lacks.push(Lack::Contract);
    }
    if rule.paid_in_time && person.late {
        lacks.push(Lack::Wages);
    }
    if rule.accident_insurance && !person.insured {
        lacks.push(Lack::Insurance);
    }
    lacks
}

/// How a workshop stands by a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The rule.
    pub rule_id: Uuid,
    /// Its document.
    pub document: String,
    /// Everybody at work.
    pub people: usize,
    /// Of lifted or monitored households.
    pub lifted: usize,
    /// Of those, whoever counts.
    pub counting: usize,
    /// Their share of everybody, parts of a hundred, rounded down.
    pub share_percent: usize,
    /// Whether the rule is met.
    pub met: bool,
    /// Why the county recognised it all the same.
    #[serde(default)]
    pub override_reason: String,
}

/// Judge. A rule without a number and without a share is met by anybody who counts.
#[must_use]
pub fn judge(rule: &recognition_rule::Model, people: &[Facts]) -> Judgement {
    let lifted = people.iter().filter(|person| person.lifted).count();
    let counting = people
        .iter()
        .filter(|person| person.lifted && lacks(rule, person).is_empty())
        .count();
    let share_percent = (counting * 100).checked_div(people.len()).unwrap_or(0);
    let size = |least: i32| usize::try_from(least).unwrap_or(0);
    let met = counting > 0
        && match (rule.min_lifted, rule.min_share_percent) {
            (None, None) => true,
            (least, share) => {
                least.is_some_and(|least| counting >= size(least))
                    || share.is_some_and(|share| counting * 100 >= size(share) * people.len())
            }
        };
    Judgement {
        rule_id: rule.id,
        document: rule.document.clone(),
        people: people.len(),
        lifted,
        counting,
        share_percent,
        met,
        override_reason: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rulebook::of_reference;
    use super::*;

    fn person() -> impl Strategy<Value = Facts> {
        (any::<bool>(), proptest::option::of(0..13), any::<bool>(), any::<bool>()).prop_map(
            |(lifted, contract_months, late, insured)| Facts {
                placement: Uuid::nil(),
                lifted,
                contract_months,
                late,
                insured,
            },
        )
    }

    fn good(lifted: bool) -> Facts {
        Facts {
            placement: Uuid::nil(),
            lifted,
            contract_months: Some(6),
            late: false,
            insured: false,
        }
    }

    #[test]
    fn ten_people_or_a_fifth_of_all() {
        let rule = of_reference().pop().expect("the rule");
        let crew = |lifted: usize, others: usize| {
            let mut people = vec![good(true); lifted];
            people.extend(vec![good(false); others]);
            judge(&rule, &people)
        };
        assert!(crew(10, 90).met, "ten are enough");
        assert!(!crew(9, 90).met, "nine of ninety-nine are not");
        assert!(crew(1, 4).met, "one of five is a fifth");
        assert!(!crew(1, 5).met);
        assert!(!crew(0, 0).met, "nobody is nobody");
        let short = Facts {
            contract_months: Some(5),
            ..good(true)
        };
        assert_eq!(lacks(&rule, &short), [Lack::Contract]);
        assert_eq!(
            lacks(
                &rule,
                &Facts {
                    late: true,
                    ..good(true)
                }
            ),
            [Lack::Wages]
        );
    }

    proptest! {
        #[test]
        fn the_thresholds_decide_and_nothing_else(
            people in proptest::collection::vec(person(), 0..40), least in proptest::option::of(1..15), share in proptest::option::of(1..101),
            months in 0..13, paid_in_time: bool, accident_insurance: bool,
        ) {
            let mut rule = of_reference().pop().expect("the rule");
            rule.min_lifted = least;
            rule.min_share_percent = share;
            rule.contract_months = months;
            rule.paid_in_time = paid_in_time;
            rule.accident_insurance = accident_insurance;
            let mut counting = 0_usize;
            for person in &people {
                let contract = months == 0 || person.contract_months.is_some_and(|length| length >= months);
                let paid = !(paid_in_time && person.late);
                let insured = !accident_insurance || person.insured;
                if person.lifted && contract && paid && insured {
                    counting += 1;
                }
            }
            let judged = judge(&rule, &people);
            prop_assert_eq!(judged.counting, counting);
            prop_assert!(judged.counting <= judged.lifted && judged.lifted <= judged.people);
            let enough = least.is_some_and(|least| counting >= usize::try_from(least).expect("small"));
            let part = share.is_some_and(|share| counting * 100 >= usize::try_from(share).expect("small") * people.len());
            let anyhow = least.is_none() && share.is_none();
            prop_assert_eq!(judged.met, counting > 0 && (enough || part || anyhow));
        }
    }
}
