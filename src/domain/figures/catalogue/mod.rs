//! All figures, one file a group. To add one, add a row to its group (or a file with a group, listed here) and its words to
//! `locales/*/figures.ftl`; `docs/figures.md` is written anew from them.

mod batches;
mod cooperation;
mod fairs;
mod funnel;
mod income;
mod near;
mod stay;
mod subsidies;
mod training;
mod transfer;
mod workshops;

use super::indicator::{About, Group, Indicator, Listed, Once, Rule, Unit, Window};

/// The groups in the order in which pages and reports show them.
static GROUPS: &[&[Indicator]] = &[
    transfer::FIGURES,
    batches::FIGURES,
    funnel::FIGURES,
    stay::FIGURES,
    near::FIGURES,
    fairs::FIGURES,
    training::FIGURES,
    workshops::FIGURES,
    income::FIGURES,
    subsidies::FIGURES,
    cooperation::FIGURES,
];

/// Every figure in the order of the reports.
pub fn all() -> impl Iterator<Item = &'static Indicator> {
    GROUPS.iter().copied().flatten()
}

/// The figure of a code.
#[must_use]
pub fn get(code: &str) -> Option<&'static Indicator> {
    all().find(|indicator| indicator.code == code)
}

/// A figure of placements.
const fn of_placements(
    code: &'static str,
    group: Group,
    (unit, once, window): (Unit, Once, Window),
    facts: fn(&super::Asked) -> sea_orm::sea_query::SelectStatement,
) -> Indicator {
    let about = About::Placement;
    Indicator {
        code,
        group,
        unit,
        estimate: false,
        rule: Rule::List(Listed {
            about,
            once,
            window,
            facts,
        }),
    }
}

/// A share of two figures.
const fn share(code: &'static str, group: Group, part: &'static str, whole: &'static str) -> Indicator {
    Indicator {
        code,
        group,
        unit: Unit::Percent,
        estimate: false,
        rule: Rule::Share { part, whole },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_code_stands_for_one_figure_and_can_stand_in_an_address() {
        let mut seen = HashSet::new();
        for indicator in all() {
            assert!(seen.insert(indicator.code.to_lowercase()), "{} twice", indicator.code);
            assert!(
                indicator.code.bytes().all(|letter| letter.is_ascii_alphanumeric()),
                "{}",
                indicator.code
            );
        }
    }

    #[test]
    fn a_share_is_of_two_lists_of_people() {
        for indicator in all() {
            if let Rule::Share { part, whole } = indicator.rule {
                for code in [part, whole] {
                    let listed = get(code).and_then(Indicator::list).expect(code);
                    assert_eq!(listed.once, Once::Person, "{code}");
                }
            }
        }
    }
}
