//! A list that comes back from the village, typed in: one line a row, its code, the number of the answer, and a day where one is known.

use std::collections::HashSet;

use chrono::NaiveDate;
use entity::codes::{EndReason, RoundWay, WorkerStatus};
use entity::worker;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::answer::{AnswerInput, Told, answer};
use super::row_code::{MOST_ROWS, RowCode};
use super::sheets::people_of;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// The answers as they are numbered on the paper.
pub const CHOICES: [(u8, Told); 9] = [
    (1, Told::Same),
    (2, Told::Now(WorkerStatus::Away)),
    (3, Told::Now(WorkerStatus::Near)),
    (4, Told::Now(WorkerStatus::Seeking)),
    (5, Told::Now(WorkerStatus::Idle)),
    (6, Told::Now(WorkerStatus::Student)),
    (7, Told::Now(WorkerStatus::Unavailable)),
    (8, Told::Now(WorkerStatus::MovedOut)),
    (9, Told::Now(WorkerStatus::Dead)),
];

/// A line that can be written down.
#[derive(Clone, Debug)]
pub struct Line {
    /// As it was typed.
    pub text: String,
    /// The row.
    pub code: RowCode,
    /// The person.
    pub worker: worker::Model,
    /// The answer.
    pub told: Told,
    /// Since when.
    pub since: NaiveDate,
}

/// What the typed lines are.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// Lines that can be written down.
    pub good: Vec<Line>,
    /// Lines that cannot, each with the key of the sentence that says why.
    pub bad: Vec<(String, &'static str)>,
}

struct Parsed {
    text: String,
    code: RowCode,
    told: Told,
    since: NaiveDate,
}

/// One line. `sheet` holds the letters of the sheet where only numbers of rows are typed.
fn parse(text: &str, sheet: &str, today: NaiveDate) -> std::result::Result<Parsed, &'static str> {
    let mut parts: Vec<&str> = text
        .split([' ', '\t', ',', '，', '　'])
        .filter(|part| !part.is_empty())
        .collect();
    let since = match parts.last().and_then(|last| last.parse::<NaiveDate>().ok()) {
        Some(day) => {
            parts.pop();
            day
        }
        None => today,
    };
    if since > today {
        return Err("placements-problem-future");
    }
    let told = parts.pop().ok_or("round-line-short")?;
    let told = told.parse::<u8>().ok();
    let told = CHOICES.iter().find(|(number, _)| Some(*number) == told);
    let Some((_, told)) = told else {
        return Err("round-line-answer");
    };
    if parts.is_empty() {
        return Err("round-line-short");
    }
    let row = parts.concat();
    let number = row
        .parse::<i32>()
        .ok()
        .filter(|number| (1..=MOST_ROWS).contains(number));
    let code = match number {
        Some(number) if !sheet.is_empty() => RowCode {
            sheet: sheet.to_owned(),
            number,
        },
        Some(_) => return Err("round-line-sheet"),
        None => RowCode::parse(&row).ok_or("round-line-code")?,
    };
    Ok(Parsed {
        text: text.to_owned(),
        code,
        told: *told,
        since,
    })
}

/// Read typed lines: which can be written down, and what is wrong with the others. Of two lines for one person the second is wrong.
pub async fn read(db: &impl ConnectionTrait, actor: &Actor, sheet: &str, text: &str, today: NaiveDate) -> Result<Read> {
    if !actor.may(Action::EditWorkers) {
        return Err(DomainError::NotFound);
    }
    let sheet = sheet.trim().to_ascii_uppercase();
    let mut read = Read::default();
    let mut parsed = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match parse(line, &sheet, today) {
            Ok(line) => parsed.push(line),
            Err(key) => read.bad.push((line.to_owned(), key)),
        }
    }
    let codes: Vec<RowCode> = parsed.iter().map(|line| line.code.clone()).collect();
    let people = people_of(db, actor, &codes).await?;
    let mut seen: HashSet<Uuid> = HashSet::new();
    for line in parsed {
        let Some(worker) = people.get(&line.code) else {
            read.bad.push((line.text, "round-line-nobody"));
            continue;
        };
        if !seen.insert(worker.id) {
            read.bad.push((line.text, "round-line-twice"));
            continue;
        }
        read.good.push(Line {
            text: line.text,
            code: line.code,
            worker: worker.clone(),
            told: line.told,
            since: line.since,
        });
    }
    Ok(read)
}

/// Write the good lines down, all or none.
pub async fn apply(unit: &mut Unit, lines: &[Line]) -> Result<()> {
    for line in lines {
        let input = AnswerInput {
            told: line.told,
            since: line.since,
            reason: EndReason::ReturnedHome,
            place_code: String::new(),
            work: String::new(),
            way: RoundWay::Paper,
        };
        answer(unit, line.worker.id, &input).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_code_an_answer_and_perhaps_a_day() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let row = RowCode {
            sheet: "KT7M".into(),
            number: 3,
        };
        let line = parse(&format!("{row} 4 2026-11-20"), "", today).ok().unwrap();
        assert_eq!((line.code, line.told), (row, Told::Now(WorkerStatus::Seeking)));
        assert_eq!(line.since.to_string(), "2026-11-20");
        let short = parse("12，1", "KT7M", today).ok().unwrap();
        assert_eq!((short.code.number, short.told, short.since), (12, Told::Same, today));
        let why = |text, sheet| parse(text, sheet, today).err();
        assert_eq!(why("12 1", ""), Some("round-line-sheet"));
        assert_eq!(why("KT7M-03-Z 1", ""), Some("round-line-code"));
        assert_eq!(why("12", "KT7M"), Some("round-line-answer"));
        assert_eq!(why("1", "KT7M"), Some("round-line-short"));
        assert_eq!(why("1 0", "KT7M"), Some("round-line-answer"));
        assert_eq!(why("1 4 2026-12-01", "KT7M"), Some("placements-problem-future"));
    }
}
