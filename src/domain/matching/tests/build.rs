//! Builders with named situations. All people and firms are made up.

use chrono::NaiveDate;
use uuid::Uuid;

use super::super::*;

pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 2, 20).expect("a day of the calendar");
pub const SEWING: &str = "6-05-01-03";
pub const CUTTING: &str = "6-05-01-01";
pub const SHOES: &str = "6-05-03-01";
pub const PACKING: &str = "6-31-05-00";
pub const CLEANING: &str = "4-09-08-01";
pub const CARE: &str = "4-10-01-05";
pub const HEXI: &str = "120103";
pub const SHANGHAI: &str = "310115";
pub const HOME_TOWNSHIP: &str = "620802101";
pub const HOME_VILLAGE: &str = "620802101201";

pub fn context(direction: Direction) -> Context<'static> {
    Context {
        today: TODAY,
        direction,
        geography: &PrefixCodes,
        occupations: &PrefixCodes,
    }
}

/// One pair in the direction "jobs for this person", nothing overridden.
pub fn judge(worker: &WorkerProfile, vacancy: &VacancyProfile, facts: &Facts) -> Assessment {
    assess(
        worker,
        vacancy,
        facts,
        &[],
        &context(Direction::JobsForPerson),
    )
}

pub fn day(month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, month, day)
}

/// A seamstress of 48 from a village of 崆峒区 who wants to go to Tianjin, without nights.
pub fn seamstress() -> WorkerProfile {
    WorkerProfile {
        id: Some(Uuid::from_u128(1)),
        sex: Some(Sex::Female),
        age: Some(48),
        home_code: HOME_VILLAGE.into(),
        education: Some(Education::Primary),
        skills: vec![Skill {
            trade: SEWING.into(),
            years: 6.0,
            ..Skill::default()
        }],
        limits: vec![Limit::NoCold],
        want: Want {
            kinds: vec![Kind::Away],
            places: vec!["120000".into()],
            trades: vec![SEWING.into()],
            pay_min: Some(4500),
            lodging_required: true,
            meals_wanted: true,
            night_shift_ok: Some(false),
            earliest_date: day(3, 1),
            stay_months: Some(10),
            ..Want::default()
        },
        consent_match: true,
        ..WorkerProfile::default()
    }
}

/// An open post of a checked employer in 河西区 with bed and food, by day.
pub fn post(number: u128, occupation: &str, pay_min: i32, pay_max: i32) -> VacancyProfile {
    VacancyProfile {
        id: Uuid::from_u128(number),
        title: format!("post {number}"),
        occupation_code: occupation.into(),
        place_code: HEXI.into(),
        pay_min: Some(pay_min),
        pay_max: Some(pay_max),
        hourly_fen: Some(pay_min * 100 / 260),
        lodging: Provision::Provided,
        meals: Provision::Provided,
        places_left: 10,
        open: true,
        employer_verified: true,
        valid_until: day(4, 30),
        start_date: day(3, 5),
        ..VacancyProfile::default()
    }
}
