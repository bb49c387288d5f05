//! 招聘会统计表: the fairs of the period that took place, as they were reported.

use entity::codes::Subject;
use sea_orm::ConnectionTrait;

use super::super::rows::Row;
use super::super::value::Value;
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::fairs::{rules, statistics};
use crate::domain::figures::Asked;
use chrono::Datelike as _;

pub(super) async fn table(db: &impl ConnectionTrait, actor: &Actor, asked: &Asked) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for year in asked.period.from.year()..=asked.end().year() {
        for sheet in statistics::of_year(db, actor, year).await? {
            let (fair, n) = (&sheet.fair, &sheet.numbers);
            let day = rules::day(fair);
            if day < asked.period.from || day > asked.end() {
                continue;
            }
            let word = if sheet.frozen {
                "fairs-sheet-reported"
            } else {
                "fairs-sheet-counted"
            };
            let mut values = vec![
                Value::text(fair.name.as_str()),
                Value::code(fair.kind),
                Value::Day(day),
                Value::place(&fair.place_code),
                Value::text(fair.organiser.as_str()),
            ];
            let numbers = [
                n.enterprises,
                n.posts,
                n.headcount,
                n.visitors,
                n.entries,
                n.consultations,
                n.intending,
                n.hired,
            ];
            values.extend(numbers.map(Value::Number));
            values.push(Value::Sentence(word.into()));
            rows.push(Row {
                record: Some((Subject::Fair, fair.id)),
                values,
            });
        }
    }
    Ok(rows)
}
