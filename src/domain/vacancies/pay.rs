//! Pay as pages and figures read it: a month in yuan, and the hour in fen that follows from the hours it assumes.

use entity::codes::PayForm;
use entity::vacancy;

/// What a post pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pay {
    /// How it is reckoned.
    pub form: PayForm,
    /// Lowest pay of a month, or the estimate of it, in yuan.
    pub min_yuan: i32,
    /// Highest pay of a month, in yuan.
    pub max_yuan: i32,
    /// Hours of a month that earn it.
    pub hours_per_month: Option<i32>,
    /// Lowest pay of an hour, in fen, rounded down.
    pub hourly_fen: Option<i64>,
    /// Highest pay of an hour, in fen, rounded down.
    pub hourly_top_fen: Option<i64>,
}

impl Pay {
    /// The pay of a post.
    #[must_use]
    pub fn of(vacancy: &vacancy::Model) -> Self {
        Self {
            form: vacancy.pay_form,
            min_yuan: vacancy.pay_min_yuan,
            max_yuan: vacancy.pay_max_yuan,
            hours_per_month: vacancy.hours_per_month,
            hourly_fen: by_the_hour(vacancy.pay_min_yuan, vacancy.hours_per_month),
            hourly_top_fen: by_the_hour(vacancy.pay_max_yuan, vacancy.hours_per_month),
        }
    }
}

/// Lowest pay of an hour in fen, rounded down; `None` while the hours are not known.
#[must_use]
pub fn hourly_fen(vacancy: &vacancy::Model) -> Option<i64> {
    by_the_hour(vacancy.pay_min_yuan, vacancy.hours_per_month)
}

/// `yuan` of a month over its hours, in fen, rounded down.
#[must_use]
pub fn by_the_hour(yuan: i32, hours_per_month: Option<i32>) -> Option<i64> {
    let hours = i64::from(hours_per_month?);
    (hours > 0).then(|| i64::from(yuan) * 100 / hours)
}

#[cfg(test)]
mod tests {
    use super::by_the_hour;

    #[test]
    fn the_advert_with_286_hours_pays_seventeen_forty_eight_an_hour() {
        assert_eq!(by_the_hour(5_001, Some(286)), Some(1_748));
        assert_eq!(by_the_hour(5_001, None), None);
        assert_eq!(by_the_hour(5_001, Some(0)), None);
    }
}
