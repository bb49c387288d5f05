//! Soft reasons of the work itself: trade, wish, pay, and how the employer keeps people.

use super::assessment::{Args, Reason, args};
use super::codes::ReasonCode;
use super::keys::SkillLevel;
use super::pair::Pair;
use super::places::Relation;
use super::profile::Skill;
use super::weights as w;

/// All reasons of this file.
pub(super) fn reasons(pair: &Pair<'_>) -> Vec<Reason> {
    [
        trade(pair),
        wish(pair),
        month(pair),
        Some(hour(pair)),
        retention(pair),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn reason(code: ReasonCode, points: i32, args: Args) -> Reason {
    Reason { code, points, args }
}

/// The best of the worker's trades.
fn trade(pair: &Pair<'_>) -> Option<Reason> {
    let wanted = &pair.vacancy.occupation_code;
    pair.worker
        .skills
        .iter()
        .filter_map(|skill| {
            one_trade(
                pair.context.occupations.relation(wanted, &skill.trade),
                skill,
            )
        })
        .reduce(|best, next| {
            if next.points > best.points {
                next
            } else {
                best
            }
        })
}

fn one_trade(relation: Relation, skill: &Skill) -> Option<Reason> {
    let years = w::TRADE_YEARS
        .iter()
        .find(|(years, _)| skill.years >= *years)
        .map_or(0, |(_, points)| *points);
    let told = if skill.years > 0.0 {
        skill.years.to_string()
    } else {
        "none".to_owned()
    };
    let named = args([
        ("years", told.into()),
        ("trade", skill.trade.as_str().into()),
    ]);
    match relation {
        Relation::Same => Some(reason(
            ReasonCode::TradeSame,
            w::TRADE_SAME + years + level_points(skill.level),
            named,
        )),
        Relation::SameSubgroup => Some(reason(
            ReasonCode::TradeSubgroup,
            w::TRADE_SUBGROUP + years / 2,
            named,
        )),
        Relation::SameGroup => Some(reason(ReasonCode::TradeGroup, w::TRADE_GROUP, named)),
        Relation::Other => None,
    }
}

const fn level_points(level: SkillLevel) -> i32 {
    w::TRADE_LEVELS[match level {
        SkillLevel::None => 0,
        SkillLevel::Elementary => 1,
        SkillLevel::Intermediate => 2,
        SkillLevel::Advanced => 3,
        SkillLevel::Technician => 4,
        SkillLevel::SeniorTechnician => 5,
    }]
}

fn wish(pair: &Pair<'_>) -> Option<Reason> {
    let occupations = pair.context.occupations;
    let wishes = &pair.worker.want.trades;
    let nearest = wishes
        .iter()
        .map(|want| occupations.relation(want, &pair.vacancy.occupation_code))
        .min()?;
    let (code, points) = match nearest {
        Relation::Same => (ReasonCode::WishTrade, w::WISH_TRADE),
        Relation::SameSubgroup => (ReasonCode::WishTrade, w::WISH_TRADE_SUBGROUP),
        Relation::SameGroup => (ReasonCode::WishTrade, w::WISH_TRADE_GROUP),
        Relation::Other => (ReasonCode::WishTradeUnmet, w::WISH_TRADE_UNMET),
    };
    Some(reason(
        code,
        points,
        args([(
            "near",
            if nearest == Relation::Same {
                "same"
            } else {
                "like"
            }
            .into(),
        )]),
    ))
}

/// Whole steps of [`w::PAY_STEP_PERCENT`] by which `pay` is above (or below) `mark`, both positive. Rounded down, so
/// a little below the mark already counts as below.
fn steps(pay: i32, mark: i32) -> i32 {
    let percent = (i64::from(pay) - i64::from(mark)) * 100;
    let steps = percent.div_euclid(i64::from(mark) * w::PAY_STEP_PERCENT);
    i32::try_from(steps.clamp(-100, 100)).unwrap_or(0)
}

/// Sure pay against the wish, or against the usual when no wish is told.
fn month(pair: &Pair<'_>) -> Option<Reason> {
    let pay = pair.sure_pay()?;
    let (mark, above, below) = match pair.pay_wish() {
        Some(wish) => (wish, ReasonCode::PayAboveWish, ReasonCode::PayBelowWish),
        None => (
            pair.facts
                .usual_month_yuan
                .filter(|yuan| *yuan > 0)
                .unwrap_or(w::USUAL_MONTH_YUAN),
            ReasonCode::PayAboveUsual,
            ReasonCode::PayBelowUsual,
        ),
    };
    let difference = i64::from(pay) - i64::from(mark);
    let reached = difference >= 0;
    let bonus = if reached { w::PAY_REACHED } else { 0 };
    let points = (bonus + steps(pay, mark)).clamp(w::PAY_WORST, w::PAY_BEST);
    let named = args([
        ("pay", pay.into()),
        ("mark", mark.into()),
        ("difference", difference.abs().into()),
    ]);
    Some(reason(if reached { above } else { below }, points, named))
}

/// Pay by the hour is the honest figure: "5,000 to 6,000" may hide 286 hours.
fn hour(pair: &Pair<'_>) -> Reason {
    let Some(fen) = pair.vacancy.hourly_fen.filter(|fen| *fen > 0) else {
        return reason(ReasonCode::PayHourUnknown, w::HOUR_WORST, Args::new());
    };
    let usual = pair
        .facts
        .usual_hourly_fen
        .filter(|fen| *fen > 0)
        .unwrap_or(w::USUAL_HOURLY_FEN);
    let named = args([("hour", yuan(fen).into()), ("usual", yuan(usual).into())]);
    reason(
        ReasonCode::PayHour,
        steps(fen, usual).clamp(w::HOUR_WORST, w::HOUR_BEST),
        named,
    )
}

/// Fen as yuan with one decimal, rounded down so that nothing is promised.
fn yuan(fen: i32) -> String {
    format!("{}.{}", fen / 100, fen % 100 / 10)
}

fn retention(pair: &Pair<'_>) -> Option<Reason> {
    let record = pair
        .facts
        .retention
        .filter(|record| record.total >= w::RETENTION_LEAST_PEOPLE)?;
    let kept = record.kept.min(record.total);
    let percent = u64::from(kept) * 100 / u64::from(record.total);
    let points = w::RETENTION
        .iter()
        .find(|(least, _)| percent >= *least)
        .map_or(0, |(_, points)| *points);
    let code = if points > 0 {
        ReasonCode::RetentionGood
    } else {
        ReasonCode::RetentionPoor
    };
    Some(reason(
        code,
        points,
        args([("kept", kept.into()), ("total", record.total.into())]),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hourly_pay_never_rounds_up() {
        assert_eq!(yuan(1989), "19.8");
        assert_eq!(yuan(2000), "20.0");
    }

    #[test]
    fn steps_count_whole_twentieths() {
        assert_eq!(steps(5000, 5000), 0);
        assert_eq!(steps(5249, 5000), 0);
        assert_eq!(steps(5250, 5000), 1);
        assert_eq!(steps(4999, 5000), -1);
        assert_eq!(steps(i32::MAX, 1), 100);
    }
}
