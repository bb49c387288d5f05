//! Pay and age as people write them: `5000以上`, `五千多`, `6k`, `一天200`, `50岁`.

use super::phrases::begins;

/// Working days of a month and hours of a day, by which pay of a day or an hour is compared with pay of a month.
const DAYS: i64 = 26;
const HOURS: i64 = 8;

/// What a number is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    /// At least so much, yuan a month.
    PayFrom(i64),
    /// The age of whoever asks.
    Age(i64),
}

const BEFORE_A_MONTH: [&str; 13] = [
    "月工资",
    "月薪",
    "月入",
    "工资",
    "薪资",
    "底薪",
    "保底",
    "一个月",
    "每个月",
    "每月",
    "待遇",
    "收入",
    "挣",
];
const BEFORE_A_DAY: [&str; 5] = ["日结", "日薪", "日工资", "一天", "每天"];
const BEFORE_AN_HOUR: [&str; 4] = ["时薪", "一小时", "每小时", "小时工资"];
const AFTER_A_MONTH: [&str; 4] = ["一个月", "每个月", "每月", "/月"];
const AFTER_A_DAY: [&str; 4] = ["一天", "每天", "/天", "/日"];
const AFTER_AN_HOUR: [&str; 4] = ["一小时", "每小时", "/小时", "/时"];
const MONEY: [&str; 3] = ["块钱", "元", "块"];
const AT_LEAST: [&str; 9] = ["以上", "往上", "起步", "起", "多", "左右", "上下", "+", "保底"];

#[derive(Clone, Copy, PartialEq)]
enum Per {
    Month,
    Day,
    Hour,
}

/// The figure that begins at `at`, and where it ends.
pub(super) fn at(text: &[char], at: usize) -> Option<(Figure, usize)> {
    // Not in the middle of a number.
    let digit_before = at > 0 && text[at - 1].is_ascii_alphanumeric();
    if digit_before {
        return None;
    }
    age(text, at).or_else(|| pay(text, at))
}

fn one_of(text: &[char], at: usize, words: &[&str]) -> Option<usize> {
    let rest = text.get(at..)?;
    let found = words.iter().filter(|word| begins(rest, word));
    found.map(|word| word.chars().count()).max().map(|length| at + length)
}

fn age(text: &[char], at: usize) -> Option<(Figure, usize)> {
    let asked = one_of(text, at, &["今年", "年龄", "我"]);
    let from = asked.unwrap_or(at);
    let (years, mut until) = number(text, from)?;
    if !(14..=80).contains(&years) {
        return None;
    }
    let more = one_of(text, until, &["多", "来"]).unwrap_or(until);
    match one_of(text, more, &["周岁", "岁"]) {
        Some(end) => until = end,
        None if asked.is_some() && begins(&text[at..], "年龄") => {}
        None => return None,
    }
    let until = one_of(text, until, &["以上", "左右", "以下", "的人", "可以"]).unwrap_or(until);
    Some((Figure::Age(years), until))
}

fn pay(text: &[char], at: usize) -> Option<(Figure, usize)> {
    let before = [
        (Per::Month, BEFORE_A_MONTH.as_slice()),
        (Per::Day, BEFORE_A_DAY.as_slice()),
        (Per::Hour, BEFORE_AN_HOUR.as_slice()),
    ];
    let said = before
        .into_iter()
        .find_map(|(per, words)| one_of(text, at, words).map(|end| (per, end)));
    let from = said.map_or(at, |(_, end)| end);
    let (amount, mut until) = number(text, from)?;
    // A range: its lower end is what somebody wants at least.
    for dash in ["-", "—", "~", "到", "至"] {
        if begins(&text[until..], dash)
            && let Some((_, end)) = number(text, until + dash.chars().count())
        {
            until = end;
            break;
        }
    }
    let mut sure = said.is_some();
    for words in [MONEY.as_slice(), AT_LEAST.as_slice(), MONEY.as_slice()] {
        if let Some(end) = one_of(text, until, words) {
            (until, sure) = (end, true);
        }
    }
    let after = [
        (Per::Month, AFTER_A_MONTH.as_slice()),
        (Per::Day, AFTER_A_DAY.as_slice()),
        (Per::Hour, AFTER_AN_HOUR.as_slice()),
    ];
    let later = after
        .into_iter()
        .find_map(|(per, words)| one_of(text, until, words).map(|end| (per, end)));
    let per = later.or(said).map_or(Per::Month, |(per, _)| per);
    let until = later.map_or(until, |(_, end)| end);
    let until = one_of(text, until, &["以上", "起", "的"]).unwrap_or(until);
    let month = match per {
        Per::Month if (1_000..=100_000).contains(&amount) => amount,
        Per::Day if (50..=2_000).contains(&amount) => amount * DAYS,
        Per::Hour if (5..=200).contains(&amount) => amount * HOURS * DAYS,
        _ => return None,
    };
    // A bare number is pay only if it looks like nothing else: not a year, not the end of a phone.
    let bare = (1_500..=30_000).contains(&amount) && amount % 100 == 0;
    (sure || later.is_some() || bare).then_some((Figure::PayFrom(month), until))
}

/// A number in digits or in words, and where it ends.
fn number(text: &[char], at: usize) -> Option<(i64, usize)> {
    digits(text, at).or_else(|| words(text, at))
}

fn digits(text: &[char], at: usize) -> Option<(i64, usize)> {
    let mut until = at;
    let mut written = String::new();
    while let Some(letter) = text.get(until) {
        let inside = text.get(until + 1).is_some_and(char::is_ascii_digit);
        match letter {
            '0'..='9' => written.push(*letter),
            '.' if inside && !written.is_empty() && !written.contains('.') => written.push('.'),
            ',' | '，' if inside && !written.is_empty() => {}
            _ => break,
        }
        until += 1;
    }
    if written.len() > 9 {
        return None;
    }
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    let tenth: i64 = part.get(..1).unwrap_or("0").parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    let unit = match text.get(until) {
        Some('千' | 'k') => 1_000,
        Some('万' | 'w') => 10_000,
        _ => return part.is_empty().then_some((whole, until)),
    };
    Some((whole * unit + tenth * unit / 10, until + 1))
}

/// `五千`, `三千五`, `一万二`, `八百`, `五十`.
fn words(text: &[char], at: usize) -> Option<(i64, usize)> {
    let value = |letter: &char| "零一二三四五六七八九".chars().position(|known| known == *letter);
    let (mut sum, mut last_unit, mut until) = (0_i64, 0_i64, at);
    let mut pending: Option<i64> = None;
    while let Some(letter) = text.get(until) {
        if let Some(digit) = value(letter).or((*letter == '两').then_some(2)) {
            if pending.is_some_and(|earlier| earlier > 0) {
                break;
            }
            pending = Some(i64::try_from(digit).unwrap_or(0));
        } else {
            let unit = match letter {
                '十' => 10,
                '百' => 100,
                '千' => 1_000,
                '万' => 10_000,
                _ => break,
            };
            if last_unit != 0 && unit >= last_unit {
                break;
            }
            sum += pending.take().unwrap_or(1) * unit;
            last_unit = unit;
        }
        until += 1;
    }
    if last_unit == 0 {
        return None;
    }
    // 三千五 is three thousand five hundred, 五十五 is fifty-five.
    let rest = pending.unwrap_or(0) * (last_unit / 10).max(1);
    Some((sum + rest, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(Figure, usize)> {
        at(&text.chars().collect::<Vec<_>>(), 0)
    }

    fn pays(text: &str) -> Option<i64> {
        match first(text) {
            Some((Figure::PayFrom(pay), until)) if until == text.chars().count() => Some(pay),
            _ => None,
        }
    }

    #[test]
    fn pay_is_read_as_it_is_said() {
        for (text, yuan) in [
            ("5000以上", 5_000),
            ("五千以上", 5_000),
            ("三千五", 3_500),
            ("一万二", 12_000),
            ("6k", 6_000),
            ("6.5k", 6_500),
            ("1.2万", 12_000),
            ("5千多", 5_000),
            ("月薪6000", 6_000),
            ("5000-8000元", 5_000),
            ("一个月五千块钱", 5_000),
            ("一天200", 5_200),
            ("200一天", 5_200),
            ("日结180元", 4_680),
            ("20元/小时", 4_160),
            ("5000", 5_000),
            ("4,500元", 4_500),
        ] {
            assert_eq!(pays(text), Some(yuan), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_not_pay() {
        for text in ["2026", "13900001111", "3号线", "101路", "c1", "24小时", "999999", "一"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn ages_are_read() {
        for text in ["50岁", "五十岁", "50多岁", "我50岁", "年龄50", "今年50岁"] {
            assert_eq!(first(text).map(|(figure, _)| figure), Some(Figure::Age(50)), "{text}");
        }
        assert_eq!(first("五十五岁").map(|(figure, _)| figure), Some(Figure::Age(55)));
        assert_eq!(first("50"), None);
    }
}
