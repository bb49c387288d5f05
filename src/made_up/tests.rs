//! The story is consistent, and the generator is reproducible and has the shape that is told of it.

mod codes;
mod generator;
mod story;

use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).expect("a day in the calendar")
}

/// What no advert may say: limits by sex, marriage, origin, and money or papers taken from the worker.
const FORBIDDEN: [&str; 25] = [
    "限男",
    "限女",
    "男性优先",
    "女性优先",
    "男士优先",
    "女士优先",
    "男工",
    "女工",
    "仅限男",
    "押金",
    "已婚",
    "未婚",
    "已育",
    "婚育",
    "孕检",
    "服装费",
    "报名费",
    "扣证",
    "人勿扰",
    "勿扰",
    "乙肝",
    "属相",
    "面议",
    "培训贷",
    "民族不限",
];

fn assert_lawful(text: &str, of: &str) {
    for word in FORBIDDEN {
        assert!(!text.contains(word), "{of} says {word}: {text}");
    }
}
