//! Local rules for trainings, dated: how many sit in a class, until when its plan is filed, and how much of it somebody must have attended.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{region, tsv};

/// The rule of one place from one day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrainingRule {
    /// Code of the place; `*` is everywhere.
    pub place: &'static str,
    /// First day.
    pub from: NaiveDate,
    /// People in one class.
    pub seats_most: i32,
    /// Working days before the first day by which the plan is filed.
    pub file_working_days: u32,
    /// Hours that somebody must have been there for, in percent.
    pub required_percent: i32,
}

static RULES: LazyLock<Vec<TrainingRule>> = LazyLock::new(|| {
    tsv::rows(include_str!("../../reference/training_rules.tsv"))
        .map(|[place, from, seats, days, percent]: [&'static str; 5]| TrainingRule {
            place,
            from: from
                .parse()
                .expect("training_rules.tsv is compiled in and its dates are ISO"),
            seats_most: number(seats),
            file_working_days: number(days).unsigned_abs(),
            required_percent: number(percent),
        })
        .collect()
});

fn number(cell: &str) -> i32 {
    cell.parse()
        .expect("training_rules.tsv is compiled in and its numbers are whole")
}

/// The rule for a training at `place` that begins on `day`: that of the smallest place, and of its rows the latest that holds.
///
/// # Panics
/// Never: the file has a row for everywhere, and a test says so.
#[must_use]
pub fn at(place: &str, day: NaiveDate) -> TrainingRule {
    let holds = |rule: &&TrainingRule| rule.place == "*" || region::contains(rule.place, place);
    let all = || RULES.iter().filter(holds);
    all()
        .filter(|rule| rule.from <= day)
        .max_by_key(|rule| (region::prefix(rule.place).len(), rule.from))
        .or_else(|| all().min_by_key(|rule| rule.from))
        .copied()
        .expect("training_rules.tsv is compiled in and has a row for everywhere")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_rule_for_every_place_and_day() {
        for day in ["1999-01-01", "2018-09-15", "2026-12-01"] {
            let rule = at("620802", day.parse().unwrap());
            assert_eq!(
                (rule.seats_most, rule.file_working_days, rule.required_percent),
                (50, 10, 80)
            );
        }
        assert!(
            RULES
                .iter()
                .all(|rule| rule.place == "*" || region::get(rule.place).is_some())
        );
    }
}
