//! How far a plan is: target, done, rate, last year, rank (任务完成进度表).

use std::collections::{BTreeMap, BTreeSet};

use entity::plan_target;
use sea_orm::ConnectionTrait;

use super::queries::{Card, targets};
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::figures::count::{By, by, number};
use crate::domain::figures::{Asked, Indicator, catalogue};

/// One target and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Township, or the county for the whole.
    pub place_code: String,
    /// What was promised.
    pub target: i64,
    /// What was done; `None` where there is nothing to divide by.
    pub done: Option<i64>,
    /// What had been done on the same day a year before.
    pub before: Option<i64>,
    /// Done of a hundred, rounded down; `None` for a target of nothing.
    pub rate: Option<i64>,
    /// Rank among the townships by rate; the same rate has the same rank. The county has none.
    pub rank: Option<usize>,
}

/// How far a plan is with one figure.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The figure.
    pub indicator: &'static Indicator,
    /// The whole county, if it has a target.
    pub whole: Option<Line>,
    /// Townships, best first.
    pub townships: Vec<Line>,
}

/// How far a plan is with every figure that it promises. The number of statements depends on the figures, not on the townships.
pub async fn progress(db: &impl ConnectionTrait, actor: &Actor, card: &Card, asked: &Asked) -> Result<Vec<Progress>> {
    let rows = targets(db, actor, &card.plan).await?;
    let codes: BTreeSet<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    let asked = asked.clone().within(Some(card.pairing.west_code.clone()));
    let before = asked.year_before();
    let mut found = Vec::new();
    for indicator in catalogue::all().filter(|indicator| codes.contains(indicator.code)) {
        let of_code: Vec<&plan_target::Model> = rows.iter().filter(|row| row.code == indicator.code).collect();
        let done = Done::of(db, indicator, &asked, &card.pairing.west_code, &of_code).await?;
        let last = Done::of(db, indicator, &before, &card.pairing.west_code, &of_code).await?;
        let mut lines: Vec<Line> = of_code
            .iter()
            .map(|row| line(row, done.at(&row.place_code), last.at(&row.place_code)))
            .collect();
        let whole = lines.iter().position(|line| line.place_code == card.pairing.west_code);
        let whole = whole.map(|at| lines.remove(at));
        rank(&mut lines);
        found.push(Progress {
            indicator,
            whole,
            townships: lines,
        });
    }
    Ok(found)
}

fn line(row: &plan_target::Model, done: Option<i64>, before: Option<i64>) -> Line {
    Line {
        place_code: row.place_code.clone(),
        target: row.value,
        rate: done.filter(|_| row.value > 0).map(|done| done * 100 / row.value),
        done,
        before,
        rank: None,
    }
}

/// Best rate first; the same rate has the same rank, and the next one counts on.
fn rank(lines: &mut [Line]) {
    lines.sort_by(|a, b| b.rate.cmp(&a.rate).then_with(|| a.place_code.cmp(&b.place_code)));
    let rates: Vec<Option<i64>> = lines.iter().map(|line| line.rate).collect();
    for line in lines.iter_mut() {
        line.rank = line
            .rate
            .map(|rate| 1 + rates.iter().filter(|other| **other > Some(rate)).count());
    }
}

/// What was done, by place.
struct Done {
    county: String,
    whole: Option<i64>,
    townships: BTreeMap<String, i64>,
    shares: BTreeMap<String, Option<i64>>,
}

impl Done {
    async fn of(
        db: &impl ConnectionTrait,
        indicator: &Indicator,
        asked: &Asked,
        county: &str,
        targets: &[&plan_target::Model],
    ) -> Result<Self> {
        let mut done = Self {
            county: county.to_owned(),
            whole: None,
            townships: BTreeMap::new(),
            shares: BTreeMap::new(),
        };
        if targets.iter().any(|row| row.place_code == county) {
            done.whole = number(db, indicator, asked).await?;
        }
        match indicator.list() {
            Some(listed) => done.townships = by(db, listed, asked, By::Township).await?,
            // A share has no list of its own to be divided; few plans promise one.
            None => {
                for row in targets.iter().filter(|row| row.place_code != county) {
                    let there = asked.clone().within(Some(row.place_code.clone()));
                    let share = number(db, indicator, &there).await?;
                    done.shares.insert(row.place_code.clone(), share);
                }
            }
        }
        Ok(done)
    }

    fn at(&self, place: &str) -> Option<i64> {
        if place == self.county {
            self.whole
        } else if let Some(share) = self.shares.get(place) {
            *share
        } else {
            Some(self.townships.get(place).copied().unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_rate_has_the_same_rank() {
        let of = |place: &str, target, done| {
            let row = plan_target::Model {
                plan_id: uuid::Uuid::nil(),
                code: "T1".into(),
                place_code: place.into(),
                value: target,
            };
            line(&row, Some(done), None)
        };
        let mut lines = [
            of("a", 100, 50),
            of("b", 10, 9),
            of("c", 20, 10),
            of("d", 0, 3),
            of("e", 10, 1),
        ];
        rank(&mut lines);
        let ranks: Vec<_> = lines.iter().map(|line| (line.place_code.as_str(), line.rank)).collect();
        assert_eq!(
            ranks,
            [
                ("b", Some(1)),
                ("a", Some(2)),
                ("c", Some(2)),
                ("e", Some(4)),
                ("d", None)
            ]
        );
    }
}
