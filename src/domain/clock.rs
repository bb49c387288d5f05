//! Time as a value. Points in time are UTC; days, months and ages are those of Beijing, whatever zone the host has.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeZone, Utc};

/// Seconds by which Beijing is ahead of UTC. China has one zone and no summer time.
const BEIJING_SECONDS: i32 = 8 * 3600;

/// The zone of every date in the records.
///
/// # Panics
/// Never: eight hours are a valid offset.
#[must_use]
pub fn beijing() -> FixedOffset {
    FixedOffset::east_opt(BEIJING_SECONDS).expect("eight hours are a valid offset")
}

/// The day in Beijing at `now`.
#[must_use]
pub fn day_of(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&beijing()).date_naive()
}

/// The first moment of a Beijing day.
#[must_use]
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default();
    beijing()
        .from_local_datetime(&midnight)
        .single()
        .map_or_else(DateTime::default, |moment| moment.with_timezone(&Utc))
}

/// Whole years from `birth` to `on`.
#[must_use]
pub fn age_on(birth: NaiveDate, on: NaiveDate) -> i32 {
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    on.year() - birth.year() - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_beijing() {
        let before = Utc.with_ymd_and_hms(2026, 1, 31, 15, 59, 59).unwrap();
        let after = Utc.with_ymd_and_hms(2026, 1, 31, 16, 0, 0).unwrap();
        assert_eq!(day_of(before).to_string(), "2026-01-31");
        assert_eq!(day_of(after).to_string(), "2026-02-01");
        assert_eq!(start_of(day_of(after)), after);
    }

    #[test]
    fn age_counts_birthdays() {
        let birth = NaiveDate::from_ymd_opt(1970, 5, 20).unwrap();
        assert_eq!(age_on(birth, NaiveDate::from_ymd_opt(2026, 5, 19).unwrap()), 55);
        assert_eq!(age_on(birth, NaiveDate::from_ymd_opt(2026, 5, 20).unwrap()), 56);
    }
}
