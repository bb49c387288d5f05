//! What is due, and what was paid.

use chrono::NaiveDate;
use entity::codes::{RollPayWay, RollSign, RollState, Subject};
use entity::roll_line;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::month::Month;
use super::rolls::{self, RollLine};
use super::sums::{Earned, HIGHEST_FEN, Piece};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Longest note, in letters.
const NOTE_LETTERS: usize = 60;

/// The pay of a line as somebody writes it. What is due is not among it: it follows.
#[derive(Clone, Debug)]
pub struct LineInput {
    /// The line.
    pub line: Uuid,
    /// What was made.
    pub pieces: Vec<Piece>,
    /// Pay for an hour, fen.
    pub hour_rate_fen: i64,
    /// Anything else that is due, fen.
    pub other_fen: i64,
    /// For what.
    pub other_note: String,
    /// What is taken off, fen.
    pub deduct_fen: i64,
    /// Why.
    pub deduct_reason: String,
    /// What was paid, fen.
    pub paid_fen: i64,
    /// Whatever is due was paid, instead of a sum.
    pub in_full: bool,
    /// When.
    pub paid_on: Option<NaiveDate>,
    /// How.
    pub paid_way: Option<RollPayWay>,
    /// Why more was paid than is due, or less.
    pub pay_note: String,
    /// What shows that it was received.
    pub signed: RollSign,
}

impl LineInput {
    fn of(line: &roll_line::Model) -> Self {
        Self {
            line: line.id,
            pieces: serde_json::from_value(line.pieces.clone()).unwrap_or_default(),
            hour_rate_fen: line.hour_rate_fen,
            other_fen: line.other_fen,
            other_note: line.other_note.clone(),
            deduct_fen: line.deduct_fen,
            deduct_reason: line.deduct_reason.clone(),
            paid_fen: line.paid_fen,
            in_full: false,
            paid_on: line.paid_on,
            paid_way: line.paid_way,
            pay_note: line.pay_note.clone(),
            signed: line.signed,
        }
    }

    fn earned(&self, line: &RollLine) -> Earned {
        Earned {
            pieces: self.pieces.clone(),
            hour_rate_fen: self.hour_rate_fen,
            other_fen: self.other_fen,
            deduct_fen: self.deduct_fen,
            ..line.earned.clone()
        }
    }

    /// What is wrong with it.
    fn problems(&self, line: &RollLine, today: NaiveDate) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, key: &'static str| {
            problems.push(Problem::new(format!("{field}-{}", self.line), key).with("name", &line.name));
        };
        let sums = [
            ("hour_rate", self.hour_rate_fen),
            ("other", self.other_fen),
            ("deduct", self.deduct_fen),
            ("paid", self.paid_fen),
        ];
        for (field, fen) in sums {
            if !(0..=HIGHEST_FEN).contains(&fen) {
                wrong(field, "workshops-problem-money");
            }
        }
        for (field, text) in [
            ("other_note", &self.other_note),
            ("deduct_reason", &self.deduct_reason),
            ("pay_note", &self.pay_note),
        ] {
            if text.trim().chars().count() > NOTE_LETTERS {
                wrong(field, "workshops-problem-note");
            }
        }
        if self.other_fen > 0 && self.other_note.trim().is_empty() {
            wrong("other_note", "workshops-problem-other-note");
        }
        // The law names what may be taken off; a ledger says what it was (Regulation on Ensuring Wage Payments, article 15).
        if self.deduct_fen > 0 && self.deduct_reason.trim().is_empty() {
            wrong("deduct_reason", "workshops-problem-deduct-reason");
        }
        match self.earned(line).due() {
            None => wrong("deduct", "workshops-problem-deduct"),
            Some(due) if self.paid_fen > due && self.pay_note.trim().is_empty() => {
                wrong("paid", "workshops-problem-paid-more");
            }
            Some(due) if due > HIGHEST_FEN => wrong("pieces", "workshops-problem-money"),
            Some(_) => {}
        }
        if self.paid_fen > 0 {
            match self.paid_on {
                None => wrong("paid_on", "workshops-problem-paid-on"),
                Some(day) if day > today => wrong("paid_on", "workshops-problem-paid-on"),
                Some(_) => {}
            }
            if self.paid_way.is_none() {
                wrong("paid_way", "workshops-problem-paid-way");
            }
        }
        problems
    }
}

/// What is wrong with a line as it stands, before its month is closed.
pub(super) fn problems_of(line: &RollLine, today: NaiveDate) -> Vec<Problem> {
    LineInput::of(&line.line).problems(line, today)
}

/// Write the pay of a month.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the month is closed or somebody changed it.
pub async fn set_pay(
    unit: &mut Unit,
    (workshop, month, version): (Uuid, Month, i32),
    typed: &[LineInput],
) -> Result<()> {
    let roll = rolls::for_change(unit, workshop, month, version, RollState::Open).await?;
    let lines = rolls::lines_for_change(unit, &roll).await?;
    let mut problems = Vec::new();
    let mut changed = 0;
    for input in typed {
        let Some(line) = lines.iter().find(|line| line.line.id == input.line) else {
            return Err(DomainError::NotFound);
        };
        let mut input = input.clone();
        if input.in_full {
            input.paid_fen = input.earned(line).due().unwrap_or(0);
        }
        problems.extend(input.problems(line, unit.today()));
        if problems.is_empty() {
            changed += usize::from(write(unit, line, &input).await?);
        }
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    unit.audit(
        "set-roll-pay",
        Subject::Roll,
        Some(roll.id),
        json!({ "lines": changed }),
    )
    .await
}

async fn write(unit: &Unit, line: &RollLine, input: &LineInput) -> Result<bool> {
    let pieces = serde_json::to_value(&input.pieces)
        .map_err(|error| DomainError::Internal(format!("pieces cannot be kept: {error}")))?;
    let paid = input.paid_fen > 0;
    let after = roll_line::Model {
        pieces,
        hour_rate_fen: input.hour_rate_fen,
        other_fen: input.other_fen,
        other_note: input.other_note.trim().to_owned(),
        deduct_fen: input.deduct_fen,
        deduct_reason: input.deduct_reason.trim().to_owned(),
        due_fen: input.earned(line).due().unwrap_or(0),
        paid_fen: input.paid_fen,
        paid_on: input.paid_on.filter(|_| paid),
        paid_way: input.paid_way.filter(|_| paid),
        pay_note: input.pay_note.trim().to_owned(),
        signed: input.signed,
        ..line.line.clone()
    };
    if after == line.line {
        return Ok(false);
    }
    roll_line::Entity::update_many()
        .set(roll_line::ActiveModel {
            pieces: Set(after.pieces),
            hour_rate_fen: Set(after.hour_rate_fen),
            other_fen: Set(after.other_fen),
            other_note: Set(after.other_note),
            deduct_fen: Set(after.deduct_fen),
            deduct_reason: Set(after.deduct_reason),
            due_fen: Set(after.due_fen),
            paid_fen: Set(after.paid_fen),
            paid_on: Set(after.paid_on),
            paid_way: Set(after.paid_way),
            pay_note: Set(after.pay_note),
            signed: Set(after.signed),
            ..Default::default()
        })
        .filter(roll_line::Column::Id.eq(line.line.id))
        .exec(unit.tx())
        .await?;
    Ok(true)
}
