//! Days for filing, the days of a plan, and who attended enough.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use entity::codes::{TrainingHalf, TrainingKind, TrainingMark};
use entity::training;

use crate::reference::training_rule;

/// Hours of one half of a day at most: what is more is a second half.
pub const HALF_HOURS: i32 = 4;
/// Days after the last one on which somebody is looked for at work: after three and after six months.
pub const EMPLOYED_DAYS: [u32; 2] = [90, 180];
/// Days before the last one of a certificate from which its holder is called: first, and again.
pub const EXPIRY_DAYS: [u32; 2] = [90, 30];

/// Whether it is a class with a roster and an exam, not a talk.
#[must_use]
pub fn is_class(kind: TrainingKind) -> bool {
    kind == TrainingKind::Class
}

/// So many working days before a day. Saturdays and Sundays are no working days. Public holidays are announced from year to year and not
/// known here: where one lies between, the true day is some days earlier.
#[must_use]
pub fn working_days_before(day: NaiveDate, count: u32) -> NaiveDate {
    let mut at = day;
    let mut left = count;
    while left > 0 {
        let Some(before) = at.pred_opt() else { return at };
        at = before;
        if !matches!(at.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    at
}

/// Last day on which the plan is filed in time.
#[must_use]
pub fn file_by(training: &training::Model) -> NaiveDate {
    let rule = training_rule::at(&training.place_code, training.first_day);
    working_days_before(training.first_day, rule.file_working_days)
}

/// Most seats of a training of this kind that need no reason.
#[must_use]
pub fn seats_most(kind: TrainingKind, place: &str, first_day: NaiveDate) -> i32 {
    if is_class(kind) {
        training_rule::at(place, first_day).seats_most
    } else {
        i32::MAX
    }
}

/// The half days of a plan: mornings, and afternoons where a day has more hours than one half, from the first day on until the hours are
/// used up or the last day is over. A talk is one half day.
#[must_use]
pub fn half_days(
    kind: TrainingKind,
    (first, last): (NaiveDate, NaiveDate),
    hours: i32,
    hours_per_day: i32,
) -> Vec<(NaiveDate, TrainingHalf, i32)> {
    if !is_class(kind) {
        return vec![(first, TrainingHalf::Morning, hours)];
    }
    let mut left = hours;
    let mut days = Vec::new();
    let mut day = first;
    while day <= last && left > 0 {
        let today = hours_per_day.min(left);
        let morning = today.min(HALF_HOURS);
        days.push((day, TrainingHalf::Morning, morning));
        if today > morning {
            days.push((day, TrainingHalf::Afternoon, today - morning));
        }
        left -= today;
        day = day + Days::new(1);
    }
    days
}

/// Whether somebody with this mark was there.
#[must_use]
pub const fn was_there(mark: TrainingMark) -> bool {
    matches!(mark, TrainingMark::Present | TrainingMark::Late)
}

/// Hours that somebody was there for, of all hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Hours there.
    pub attended: i32,
    /// Hours in all.
    pub total: i32,
}

impl Share {
    /// Of half days, each with its hours and the mark if the roll was called.
    pub fn of(days: impl IntoIterator<Item = (i32, Option<TrainingMark>)>) -> Self {
        let mut share = Self::default();
        for (hours, mark) in days {
            share.total += hours;
            if mark.is_some_and(was_there) {
                share.attended += hours;
            }
        }
        share
    }

    /// Whole percent, rounded down; 0 of nothing.
    #[must_use]
    pub fn percent(self) -> i32 {
        if self.total <= 0 {
            0
        } else {
            self.attended * 100 / self.total
        }
    }

    /// Whether it is as much as is required. Nobody attended what had no hours.
    #[must_use]
    pub fn reaches(self, required_percent: i32) -> bool {
        self.attended > 0 && i64::from(self.attended) * 100 >= i64::from(required_percent) * i64::from(self.total)
    }
}

#[cfg(test)]
mod tests {
    use entity::codes::Code as _;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn ten_working_days_are_two_weeks() {
        // A Monday, the Saturday before it, and one day.
        assert_eq!(working_days_before(day("2026-11-23"), 10), day("2026-11-09"));
        assert_eq!(working_days_before(day("2026-11-21"), 10), day("2026-11-09"));
        assert_eq!(working_days_before(day("2026-11-23"), 1), day("2026-11-20"));
        assert_eq!(working_days_before(day("2026-11-23"), 0), day("2026-11-23"));
    }

    #[test]
    fn a_day_of_six_hours_has_two_halves_and_a_talk_has_one() {
        let days = half_days(TrainingKind::Class, (day("2026-12-01"), day("2026-12-05")), 16, 6);
        let hours: Vec<i32> = days.iter().map(|(_, _, hours)| *hours).collect();
        assert_eq!(hours, [4, 2, 4, 2, 4]);
        assert_eq!(days.last().unwrap().0, day("2026-12-03"));
        let talk = half_days(TrainingKind::Talk, (day("2026-12-01"), day("2026-12-01")), 2, 2);
        assert_eq!(talk, [(day("2026-12-01"), TrainingHalf::Morning, 2)]);
    }

    fn marks() -> impl Strategy<Value = Vec<(i32, Option<TrainingMark>)>> {
        let mark = prop::option::of(prop::sample::select(TrainingMark::ALL));
        prop::collection::vec((1..=8_i32, mark), 0..40)
    }

    proptest! {
        #[test]
        fn a_share_lies_between_nothing_and_all_and_being_there_never_lowers_it(days in marks(), at in 0_usize..40) {
            let share = Share::of(days.clone());
            prop_assert!((0..=share.total).contains(&share.attended));
            prop_assert!((0..=100).contains(&share.percent()));
            // Rounding down never gives what was not reached, and never takes what was.
            for required in 1..=100 {
                prop_assert_eq!(share.reaches(required), share.attended > 0 && share.percent() >= required);
            }
            if let Some(one) = days.get(at).copied() {
                let mut more = days.clone();
                more[at] = (one.0, Some(TrainingMark::Present));
                let more = Share::of(more);
                prop_assert!(more.attended >= share.attended && more.total == share.total);
            }
            let everywhere = Share::of(days.iter().map(|(hours, _)| (*hours, Some(TrainingMark::Late))));
            prop_assert_eq!(everywhere.reaches(100), !days.is_empty());
        }

        #[test]
        fn the_half_days_of_a_plan_fit_into_it(hours in 1..200_i32, per_day in 1..=8_i32, length in 0_u64..30) {
            let first = day("2026-12-01");
            let last = first + Days::new(length);
            let days = half_days(TrainingKind::Class, (first, last), hours, per_day);
            let planned: i32 = days.iter().map(|(_, _, hours)| hours).sum();
            let room = per_day * (i32::try_from(length).unwrap() + 1);
            prop_assert_eq!(planned, hours.min(room));
            prop_assert!(days.iter().all(|(on, _, hours)| (first..=last).contains(on) && (1..=HALF_HOURS).contains(hours)));
        }
    }
}
