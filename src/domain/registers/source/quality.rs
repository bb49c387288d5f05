//! 数据质量问题清单: the rows that break a rule, rule by rule.

use entity::codes::Subject;
use sea_orm::ConnectionTrait;

use super::super::rows::Row;
use super::super::value::Value;
use crate::domain::error::Result;
use crate::domain::figures::list::{self, Line, Told};
use crate::domain::figures::{Asked, checks};

/// Most rows of one rule: whoever has more to mend than this is told the number on the page of the rule.
const MOST: u64 = 1_000;
/// Rows that are looked up together.
const AT_ONCE: usize = 500;

pub(super) async fn table(db: &impl ConnectionTrait, asked: &Asked) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for check in checks::all() {
        let entries = list::all(db, &check.rows, asked, MOST).await?;
        for piece in entries.chunks(AT_ONCE) {
            let lines = list::lines(db, check.rows.about, piece.to_vec(), asked.today()).await?;
            rows.extend(lines.iter().map(|line| row(check, line)));
        }
    }
    Ok(rows)
}

fn row(check: &checks::Check, line: &Line) -> Row {
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
