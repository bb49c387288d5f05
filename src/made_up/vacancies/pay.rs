//! Pay of made-up vacancies: the monthly figure, the price of a unit and the hours fit each other.

use super::super::kinds::PayForm;
use super::super::records::Pay;
use super::{Random, Trade};

const PAY_DAYS: [&str; 7] = [
    "每月8日",
    "每月10日",
    "每月15日",
    "每月15日",
    "每月20日",
    "每月25日",
    "每月28日",
];
const PROBATIONS: [&str; 3] = ["试用一个月，工资一样", "试用七天，按天算", "试用一个月，满月补差"];

/// The hours of a month and how they are spread: hours = days × minutes / 60.
struct Hours {
    a_month: u32,
    days: u32,
    minutes_a_day: u32,
}

/// Pay, and the working minutes of a day.
pub(super) fn pay(random: &mut Random, trade: &Trade, place_code: &str) -> (Pay, u32) {
    let hours = hours(random, trade);
    let low = low(random, trade, place_code);
    let high = low * (100 + random.between(0, 24)) / 100;
    let form = random.pick(&trade.forms);
    let count = trade.piece.map_or(1, |(_, count)| count);
    let [least, most] = [low, high].map(|monthly| unit_fen(form, monthly, &hours, count));
    let by_month = form == PayForm::Month;
    let pay = Pay {
        form,
        min_yuan: monthly_yuan(form, least, low, &hours),
        max_yuan: monthly_yuan(form, most, high, &hours),
        base_yuan: (by_month && random.chance(300)).then(|| random.pick(&[2100, 2200, 2320, 2510, 2800, 3000])),
        hours_per_month: hours.a_month,
        rest_days: Some(30 - hours.days),
        unit_min_fen: least,
        unit_max_fen: most,
        piece_note: trade
            .piece
            .filter(|_| form == PayForm::Piece)
            .map(|(unit, count)| format!("每{unit}计价，一般一天{count}{unit}").into()),
        pay_day: Some(random.pick(&PAY_DAYS).into()),
        probation: random.chance(140).then(|| random.pick(&PROBATIONS).into()),
    };
    (pay, hours.minutes_a_day)
}

/// Around the usual hours of the trade, in half hours a day.
fn hours(random: &mut Random, trade: &Trade) -> Hours {
    let rough = trade.hours * random.between(92, 106) / 100;
    let rest_days = if rough > 255 {
        random.between(2, 4)
    } else {
        random.pick(&[4, 4, 4, 5, 6])
    };
    let days = 30 - rest_days;
    let minutes_a_day = (rough * 60 / days / 30 * 30).clamp(300, 720);
    Hours {
        a_month: minutes_a_day * days / 60,
        days,
        minutes_a_day,
    }
}

/// The lower end, yuan a month. Wages in the west are about a quarter lower; farm and handicraft wages of the table are
/// western wages already.
fn low(random: &mut Random, trade: &Trade, place_code: &str) -> u32 {
    let is_home_trade = matches!(trade.industry, "01" | "03" | "24");
    let percent = if place_code.starts_with("62") && !is_home_trade {
        random.between(68, 82)
    } else {
        random.between(94, 108)
    };
    let middle = u32::midpoint(trade.pay_low, trade.pay_high);
    random.between(trade.pay_low, middle) * percent / 100
}

/// Price of a day to 5 yuan, of an hour to half a yuan, of a piece to a fen.
fn unit_fen(form: PayForm, monthly_yuan: u32, hours: &Hours, pieces_a_day: u32) -> Option<u32> {
    let monthly_fen = monthly_yuan * 100;
    match form {
        PayForm::Month => None,
        PayForm::Day => Some((monthly_fen / hours.days).next_multiple_of(500)),
        PayForm::Hour => Some((monthly_fen / hours.a_month).next_multiple_of(50)),
        PayForm::Piece => Some((monthly_fen / hours.days / pieces_a_day).max(1)),
    }
}

/// What the price gives in a month; for months and pieces the rough figure to 50 yuan.
fn monthly_yuan(form: PayForm, unit_fen: Option<u32>, rough: u32, hours: &Hours) -> u32 {
    match (form, unit_fen) {
        (PayForm::Day, Some(fen)) => fen * hours.days / 100,
        (PayForm::Hour, Some(fen)) => fen * hours.a_month / 100,
        _ => rough / 50 * 50,
    }
}
