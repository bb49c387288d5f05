//! Local rules for job fairs, dated: until when papers are filed and statistics reported, and from how many visitors the police must permit.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{region, tsv};

/// The rule of one place from one day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FairRule {
    /// Code of the place; `*` is everywhere.
    pub place: &'static str,
    /// First day.
    pub from: NaiveDate,
    /// Days before the fair by which its papers are filed.
    pub file_days_before: u64,
    /// Days after the fair by which its statistics are reported.
    pub report_days_after: u64,
    /// Expected visitors from which the police must permit it.
    pub permit_visitors: i32,
}

static RULES: LazyLock<Vec<FairRule>> = LazyLock::new(|| {
    tsv::rows(include_str!("../../reference/fair_rules.tsv"))
        .map(|[place, from, before, after, permit]: [&'static str; 5]| FairRule {
            place,
            from: from
                .parse()
                .expect("fair_rules.tsv is compiled in and its dates are ISO"),
            file_days_before: number(before),
            report_days_after: number(after),
            permit_visitors: i32::try_from(number(permit)).unwrap_or(i32::MAX),
        })
        .collect()
});

fn number(cell: &str) -> u64 {
    cell.parse()
        .expect("fair_rules.tsv is compiled in and its numbers are whole")
}

/// The rule for a fair at `place` on `day`: that of the smallest place, and of its rows the latest that holds.
///
/// # Panics
/// Never: the file has a row for everywhere, and a test says so.
#[must_use]
pub fn at(place: &str, day: NaiveDate) -> FairRule {
    let holds = |rule: &&FairRule| rule.place == "*" || region::contains(rule.place, place);
    let all = || RULES.iter().filter(holds);
    all()
        .filter(|rule| rule.from <= day)
        .max_by_key(|rule| (region::prefix(rule.place).len(), rule.from))
        .or_else(|| all().min_by_key(|rule| rule.from))
        .copied()
        .expect("fair_rules.tsv is compiled in and has a row for everywhere")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_rule_for_every_place_and_day() {
        for day in ["1999-01-01", "2018-09-15", "2026-12-01"] {
            let rule = at("120103", day.parse().unwrap());
            assert_eq!(
                (rule.file_days_before, rule.report_days_after, rule.permit_visitors),
                (15, 7, 1_000)
            );
        }
        assert!(
            RULES
                .iter()
                .all(|rule| rule.place == "*" || region::get(rule.place).is_some())
        );
    }
}
