//! 数据质量问题清单: the rows that break a rule, rule by rule.

use entity::codes::Subject;
use sea_orm::ConnectionTrait;

use super::super::rows::{AT_ONCE, Row};
use super::super::value::Value;
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::domain::figures::checks::{self, Check};
use crate::domain::figures::list::{self, Line, Told};

/// Most rows of one rule: whoever has more to mend than this is told the number on the page of the rule.
const MOST: u64 = 1_000;
/// How many rows it has, and some of them, rule by rule.
pub async fn page(db: &impl ConnectionTrait, asked: &Asked, mut skip: u64, size: u64) -> Result<(u64, Vec<Row>)> {
    let (mut total, mut rows) = (0, Vec::new());
    for check in checks::all() {
        let there = list::at_most(db, &check.rows, asked, MOST).await?;
        total += there;
        let wanted = size.saturating_sub(rows.len() as u64).min(there.saturating_sub(skip));
        if wanted > 0 {
            rows.extend(of_rule(db, asked, check, skip, wanted).await?);
        }
        skip = skip.saturating_sub(there);
    }
    Ok((total, rows))
}

/// All rows of one rule.
pub async fn all_of_rule(db: &impl ConnectionTrait, asked: &Asked, check: &Check) -> Result<Vec<Row>> {
    of_rule(db, asked, check, 0, MOST).await
}

async fn of_rule(db: &impl ConnectionTrait, asked: &Asked, check: &Check, skip: u64, size: u64) -> Result<Vec<Row>> {
    let entries = list::some(db, &check.rows, asked, skip, size).await?;
    let mut rows = Vec::with_capacity(entries.len());
    for piece in entries.chunks(AT_ONCE) {
        let lines = list::lines(db, check.rows.about, piece.to_vec(), asked.today()).await?;
        rows.extend(lines.iter().map(|line| row(check, line)));
    }
    Ok(rows)
}

fn row(check: &Check, line: &Line) -> Row {
    let (subject, id, firm) = match &line.told {
        Told::Placement { employer_name, .. } => (Subject::Placement, line.entry.fact_id, employer_name.as_str()),
        Told::Ledger { name, .. } => (Subject::Ledger, line.entry.fact_id, name.as_str()),
        // Everything else is mended with the person.
        _ => (Subject::Worker, line.entry.subject_id, ""),
    };
    let [township, village] = Value::home(&line.entry.home_code);
    Row {
        record: Some((subject, id)),
        values: vec![
            Value::Sentence(check.words("name")),
            Value::text(check.national),
            township,
            village,
            line.person.as_ref().map(Value::name).unwrap_or_default(),
            Value::text(firm),
            Value::Day(line.entry.on_day),
        ],
    }
}
