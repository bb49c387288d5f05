//! Configuration data: minimum wages by province and day.
//!
//! A new figure is a new line; old lines stay, so that a refusal can be explained years later. Where a province has several classes, the
//! lowest stands here: the check must never refuse a post that is lawful where it is. The figures are cited at second hand from the
//! announcements of the year named beside them; whoever runs the service compares them with the gazette of the province.

use chrono::NaiveDate;

use super::pay::by_the_hour;

/// Hours that a month's minimum wage pays for: 21.75 paid days of 8 hours (劳社部发〔2008〕3号).
const PAID_HOURS: i32 = 174;
/// Most hours a month of part-time work: 24 a week (劳动合同法第68条) over 52 weeks.
const PART_TIME_HOURS: i32 = 104;

/// Minimum wage of a province from a day on.
struct MinimumWage {
    /// First two digits of the codes of the province.
    province: &'static str,
    /// Year, month and day from which it holds.
    from: (i32, u32, u32),
    /// A month, full time, in yuan.
    monthly_yuan: i32,
    /// An hour of part-time work, in fen.
    part_time_fen: i64,
}

/// By province, the oldest first.
const WAGES: &[MinimumWage] = &[
    // 天津市, 2021 and 2023 announcements of the municipal bureau; one class.
    MinimumWage {
        province: "12",
        from: (2021, 7, 1),
        monthly_yuan: 2_180,
        part_time_fen: 2_260,
    },
    MinimumWage {
        province: "12",
        from: (2023, 11, 1),
        monthly_yuan: 2_320,
        part_time_fen: 2_440,
    },
    // 甘肃省, 2021 and 2023 announcements of the provincial government; fourth of four classes.
    MinimumWage {
        province: "62",
        from: (2021, 9, 1),
        monthly_yuan: 1_670,
        part_time_fen: 1_740,
    },
    MinimumWage {
        province: "62",
        from: (2023, 11, 1),
        monthly_yuan: 1_850,
        part_time_fen: 1_950,
    },
];

/// The least lawful pay of an hour, in fen, at a place on a day; `None` where no figure is kept. A month of up to 104 hours is part-time
/// work, which has its own and higher figure; full-time pay is a month's minimum over the 174 hours that it pays for.
#[must_use]
pub fn hourly_minimum_fen(place_code: &str, day: NaiveDate, hours_per_month: Option<i32>) -> Option<i64> {
    let wage = WAGES
        .iter()
        .rev()
        .find(|wage| place_code.starts_with(wage.province) && first_day(wage).is_some_and(|from| from <= day))?;
    if hours_per_month.is_some_and(|hours| hours <= PART_TIME_HOURS) {
        Some(wage.part_time_fen)
    } else {
        by_the_hour(wage.monthly_yuan, Some(PAID_HOURS))
    }
}

fn first_day(wage: &MinimumWage) -> Option<NaiveDate> {
    let (year, month, day) = wage.from;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, 12, 1).unwrap()
    }

    #[test]
    fn the_figure_of_the_day_holds() {
        assert_eq!(hourly_minimum_fen("120103", day(2022), Some(208)), Some(1_252));
        assert_eq!(hourly_minimum_fen("120103", day(2026), Some(208)), Some(1_333));
        assert_eq!(hourly_minimum_fen("120103", day(2026), Some(104)), Some(2_440));
        assert_eq!(hourly_minimum_fen("120103", day(2020), Some(208)), None);
        assert_eq!(hourly_minimum_fen("440305", day(2026), Some(208)), None);
    }

    #[test]
    fn every_line_has_a_real_day_and_a_province_has_its_lines_in_order() {
        for pair in WAGES.windows(2) {
            assert!(first_day(&pair[0]).is_some() && first_day(&pair[1]).is_some());
            assert!(pair[0].province < pair[1].province || first_day(&pair[0]) < first_day(&pair[1]));
        }
    }
}
