//! Attendance of a month, one letter a day: `f` a full day, `h` half a day, `-` none. Typed as people say it: `1-12,14`.

use super::month::Month;
use crate::domain::checks::typed;

/// A full day.
pub const FULL: char = 'f';
/// Half a day.
pub const HALF: char = 'h';
/// Not there.
pub const NONE: char = '-';

/// Nobody was there.
#[must_use]
pub fn none(month: Month) -> String {
    NONE.to_string().repeat(month.days() as usize)
}

/// The days that words such as `1-12, 14 16` name, in order; nothing if they make no sense.
#[must_use]
pub fn numbers(words: &str, month: Month) -> Option<Vec<u32>> {
    let folded: String = words.chars().map(typed::fold_width).collect();
    let joined: String = folded
        .chars()
        .map(|letter| if "–—~至到".contains(letter) { '-' } else { letter })
        .collect();
    let mut days = Vec::new();
    for part in joined
        .split(|letter: char| letter.is_whitespace() || ",、;".contains(letter))
        .filter(|part| !part.is_empty())
    {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
        if first == 0 || first > last || last > month.days() {
            return None;
        }
        days.extend(first..=last);
    }
    days.sort_unstable();
    days.dedup();
    Some(days)
}

/// Why days are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The words for full days make no sense.
    Full,
    /// The words for half days make no sense.
    Half,
    /// A day is full and half.
    Twice,
    /// A day before the first or after the last day at work, or to come.
    Outside,
}

/// The letters of what was typed, within the days from `within.0` to `within.1`.
///
/// # Errors
/// What is wrong with it.
pub fn read(full: &str, half: &str, month: Month, within: Option<(u32, u32)>) -> Result<String, Wrong> {
    let full = numbers(full, month).ok_or(Wrong::Full)?;
    let half = numbers(half, month).ok_or(Wrong::Half)?;
    if full.iter().any(|day| half.contains(day)) {
        return Err(Wrong::Twice);
    }
    let inside = |day: &u32| within.is_some_and(|(first, last)| (first..=last).contains(day));
    if !full.iter().chain(&half).all(inside) {
        return Err(Wrong::Outside);
    }
    Ok((1..=month.days())
        .map(|day| match (full.contains(&day), half.contains(&day)) {
            (true, _) => FULL,
            (_, true) => HALF,
            _ => NONE,
        })
        .collect())
}

/// The days with this letter, as they would be typed.
#[must_use]
pub fn words(days: &str, letter: char) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for (day, _) in (1..).zip(days.chars()).filter(|(_, found)| *found == letter) {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == day => *last = day,
            _ => parts.push((day, day)),
        }
    }
    let parts: Vec<String> = parts
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        })
        .collect();
    parts.join(",")
}

/// Half days in all: a full day is two.
#[must_use]
pub fn halves(days: &str) -> i64 {
    days.chars()
        .map(|letter| match letter {
            FULL => 2,
            HALF => 1,
            _ => 0,
        })
        .sum()
}

/// Half days as days: `22.5`.
#[must_use]
pub fn in_days(halves: i64) -> String {
    if halves % 2 == 0 {
        (halves / 2).to_string()
    } else {
        format!("{}.5", halves / 2)
    }
}

/// Hours of so many half days, at so many minutes a full day, to the tenth.
#[must_use]
pub fn in_hours(halves: i64, day_minutes: i32) -> String {
    let tenths = (halves * i64::from(day_minutes) + 6) / 12;
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn november() -> Month {
        Month::parse("2026-11").expect("a month")
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let all = Some((1, 30));
        let days = read("1-3，５ 7至8", "10、12", november(), all).expect("days");
        assert_eq!(days, "fff-f-ff-h-h------------------");
        assert_eq!(
            (words(&days, FULL), words(&days, HALF)),
            ("1-3,5,7-8".into(), "10,12".into())
        );
        assert_eq!((halves(&days), in_days(halves(&days)).as_str()), (14, "7"));
        assert_eq!(in_hours(15, 480), "60");
        assert_eq!(in_hours(1, 450), "3.8");
        assert_eq!(read("1-31", "", november(), all), Err(Wrong::Full));
        assert_eq!(read("", "初一", november(), all), Err(Wrong::Half));
        assert_eq!(read("3", "1-3", november(), all), Err(Wrong::Twice));
        assert_eq!(read("3", "", november(), Some((4, 30))), Err(Wrong::Outside));
        assert_eq!(read("", "", november(), None), Ok(none(november())));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(letters in proptest::collection::vec(prop_oneof![Just(FULL), Just(HALF), Just(NONE)], 30)) {
            let days: String = letters.iter().collect();
            let again = read(&words(&days, FULL), &words(&days, HALF), november(), Some((1, 30)));
            prop_assert_eq!(again, Ok(days));
        }

        #[test]
        fn no_words_are_too_odd(full in "\\PC{0,20}", half in "\\PC{0,20}") {
            let _ = read(&full, &half, november(), Some((1, 30)));
        }
    }
}
