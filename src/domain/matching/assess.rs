//! One pair: hard conditions, soft reasons, score, near miss.

use std::borrow::Cow;
use std::cmp::Reverse;

use chrono::NaiveDate;

use super::assessment::{Assessment, GivesWay, HardCheck, Reason};
use super::codes::HardCode;
use super::keys::Direction;
use super::pair::Pair;
use super::places::{Geography, Occupations};
use super::profile::{Facts, VacancyProfile, WorkerProfile};
use super::weights::{BASE, NEAR_MISS_MOST, VERSION};
use super::{hard, soft_life, soft_work};

/// What is the same for a whole list: the day, the direction, and the knowledge of places and trades.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The day for which the question is asked.
    pub today: NaiveDate,
    /// Which side the list is made for.
    pub direction: Direction,
    /// Knowledge of places.
    pub geography: &'a dyn Geography,
    /// Knowledge of trades.
    pub occupations: &'a dyn Occupations,
}

/// Assesses one pair. `overrides` are the conditions that staff set aside with a recorded reason; those that law
/// fixes ([`HardCode::may_be_overridden`]) stay.
#[must_use]
pub fn assess(
    worker: &WorkerProfile,
    vacancy: &VacancyProfile,
    facts: &Facts,
    overrides: &[HardCode],
    context: &Context<'_>,
) -> Assessment {
    let pair = Pair::new(worker, vacancy, facts, context);
    let hard = hard::checks(&pair, overrides);
    let soft = reasons(&pair);
    let points: i32 = soft.iter().map(|reason| reason.points).sum();
    Assessment {
        score: (BASE + points).clamp(0, 100),
        eligible: !hard.iter().any(HardCheck::blocks),
        gives_way: gives_way(&hard),
        hard,
        soft,
        version: Cow::Borrowed(VERSION),
    }
}

fn reasons(pair: &Pair<'_>) -> Vec<Reason> {
    let mut reasons = soft_work::reasons(pair);
    reasons.extend(soft_life::reasons(pair));
    if pair.context.direction == Direction::PeopleForPost {
        for reason in reasons.iter_mut().filter(|reason| reason.code.is_private()) {
            reason.points = 0;
        }
    }
    reasons.sort_by_key(|reason| (Reverse(reason.points.abs()), reason.code));
    reasons
}

/// The failed conditions, if they are few and each has somebody who may give way.
fn gives_way(hard: &[HardCheck]) -> Vec<GivesWay> {
    let failed: Vec<&HardCheck> = hard.iter().filter(|check| check.blocks()).collect();
    if failed.len() > NEAR_MISS_MOST {
        return Vec::new();
    }
    failed
        .into_iter()
        .map(|check| {
            check.code.side().map(|side| GivesWay {
                code: check.code,
                side,
                args: check.args.clone(),
            })
        })
        .collect::<Option<Vec<_>>>()
        .unwrap_or_default()
}
