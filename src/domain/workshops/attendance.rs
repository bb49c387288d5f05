//! Who was there on which days.

use chrono::NaiveDate;
use entity::codes::{RollState, Subject};
use entity::roll_line;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::days::{self, FULL, Wrong};
use super::month::Month;
use super::rolls::{self, RollLine};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// The days of a line as somebody typed them.
#[derive(Clone, Debug)]
pub struct Attended {
    /// The line.
    pub line: Uuid,
    /// Full days, such as `1-12,14`.
    pub full: String,
    /// Half days.
    pub half: String,
}

/// Days that can have been worked: within the placement, and not to come.
fn within(line: &RollLine, month: Month, today: NaiveDate) -> Option<(u32, u32)> {
    let (_, last) = month.part(month.first(), Some(today))?;
    let (from, until) = line.within?;
    (from <= last).then(|| (from, until.min(last)))
}

fn problem(line: &RollLine, wrong: Wrong) -> Problem {
    let (field, key) = match wrong {
        Wrong::Full => ("full", "workshops-problem-days"),
        Wrong::Half => ("half", "workshops-problem-days"),
        Wrong::Twice => ("half", "workshops-problem-days-twice"),
        Wrong::Outside => ("full", "workshops-problem-days-outside"),
    };
    let (first, last) = line.within.unwrap_or_default();
    Problem::new(format!("{field}-{}", line.line.id), key)
        .with("name", &line.name)
        .with("first", first)
        .with("last", last)
}

/// Write the days of a month. `everybody` are the days on which the workshop worked: whoever has no days yet was there on all of them.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the month is closed or somebody changed it.
pub async fn set_days(
    unit: &mut Unit,
    (workshop, month, version): (Uuid, Month, i32),
    typed: &[Attended],
    everybody: Option<&str>,
) -> Result<()> {
    let roll = rolls::for_change(unit, workshop, month, version, RollState::Open).await?;
    let lines = rolls::lines_for_change(unit, &roll).await?;
    let worked = match everybody {
        None => None,
        Some(words) => {
            let days = days::numbers(words, month).filter(|days| !days.is_empty());
            Some(days.ok_or_else(|| DomainError::invalid("work_days", "workshops-problem-work-days"))?)
        }
    };
    let mut problems = Vec::new();
    let mut changed = 0;
    for line in &lines {
        let within = within(line, month, unit.today());
        let typed = typed.iter().find(|typed| typed.line == line.line.id);
        let read = match typed {
            Some(typed) => days::read(&typed.full, &typed.half, month, within),
            None => Ok(line.line.days.clone()),
        };
        let mut letters = match read {
            Ok(letters) => letters,
            Err(wrong) => {
                problems.push(problem(line, wrong));
                continue;
            }
        };
        if let (Some(worked), Some((first, last))) = (&worked, within)
            && days::halves(&letters) == 0
        {
            letters = (1..)
                .zip(letters.chars())
                .map(|(day, letter)| {
                    let there = worked.contains(&day) && (first..=last).contains(&day);
                    if there { FULL } else { letter }
                })
                .collect();
        }
        if letters != line.line.days {
            changed += 1;
            write(unit, line, &letters).await?;
        }
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    unit.audit(
        "set-roll-days",
        Subject::Roll,
        Some(roll.id),
        json!({ "lines": changed }),
    )
    .await
}

/// The letters, and what follows for the sum that is due.
async fn write(unit: &Unit, line: &RollLine, letters: &str) -> Result<()> {
    let mut earned = line.earned.clone();
    earned.halves = days::halves(letters);
    roll_line::Entity::update_many()
        .set(roll_line::ActiveModel {
            days: Set(letters.to_owned()),
            // Deductions above the rest are refused when the month is closed.
            due_fen: Set(earned.due().unwrap_or(0)),
            ..Default::default()
        })
        .filter(roll_line::Column::Id.eq(line.line.id))
        .exec(unit.tx())
        .await?;
    Ok(())
}
