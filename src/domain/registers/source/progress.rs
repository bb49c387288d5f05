//! 任务完成进度表: what was promised for each township, and how far it is.

use chrono::Datelike as _;
use entity::codes::Subject;
use sea_orm::ConnectionTrait;

use super::super::rows::Row;
use super::super::value::Value;
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::figures::{Asked, Period};
use crate::domain::plans::{self, Card, Line, Progress};
use crate::reference::region;

pub(super) async fn table(db: &impl ConnectionTrait, actor: &Actor, asked: &Asked) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let years = asked.period.from.year()..=asked.end().year();
    for card in plans::list(db, actor).await? {
        let Some(year) = Period::year(card.plan.year).filter(|_| years.contains(&card.plan.year)) else {
            continue;
        };
        for progress in plans::progress(db, actor, &card, &asked.of_period(year)).await? {
            let lines = progress.townships.iter().chain(&progress.whole);
            rows.extend(lines.map(|line| row(&card, &progress, line)));
        }
    }
    Ok(rows)
}

fn row(card: &Card, progress: &Progress, line: &Line) -> Row {
    let indicator = progress.indicator;
    Row {
        record: Some((Subject::Plan, card.plan.id)),
        values: vec![
            Value::text(card.plan.name.as_str()),
            Value::Sentence(indicator.words("name")),
            Value::Sentence(format!("unit-{}", indicator.unit.key())),
            Value::text(region::name(&line.place_code)),
            Value::Number(line.target),
            Value::number(line.done),
            Value::number(line.rate),
            Value::number(line.before),
            Value::number(line.rank.and_then(|rank| i64::try_from(rank).ok())),
        ],
    }
}
