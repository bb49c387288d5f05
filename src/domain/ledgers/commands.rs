//! Writing rows. A correction keeps before and after in the audit trail; a row that should not be there is cancelled with a reason and stays.

use entity::codes::{Code as _, Ledger, Subject};
use entity::{employer, ledger_entry};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use super::fields::Input;
use super::queries::by_id;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::files::{self, Inspected};
use crate::domain::unit::Unit;
use crate::reference::region;

/// Longest reason of a cancelled row, in letters.
const REASON_LETTERS: usize = 200;

async fn judge(unit: &Unit, ledger: Ledger, input: Input) -> Result<Input> {
    let input = input.of_ledger(ledger);
    let mut problems = input.problems(ledger, unit.today());
    let own = unit.actor().region_code();
    if own.is_some_and(|own| !region::contains(own, &input.place_code))
        && problems.iter().all(|problem| problem.field != "place")
    {
        problems.push(Problem::new("place", "ledgers-problem-outside"));
    }
    if let Some(id) = input.employer_id
        && employer::Entity::find_by_id(id).count(unit.tx()).await? == 0
    {
        problems.push(Problem::new("employer", "problem-choose"));
    }
    if problems.is_empty() {
        Ok(input)
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// The columns that a form fills.
fn columns(input: Input) -> ledger_entry::ActiveModel {
    let mut row = ledger_entry::ActiveModel {
        until_date: Set(input.until_date),
        place_code: Set(input.place_code),
        name: Set(input.name.trim().to_owned()),
        fund_source: Set(input.fund_source.trim().to_owned()),
        direction: Set(input.direction),
        who: Set(input.who.trim().to_owned()),
        amount_yuan: Set(input.amount_yuan),
        households: Set(input.households),
        persons: Set(input.persons),
        persons_lifted: Set(input.persons_lifted),
        quantity: Set(input.quantity),
        quantity_unit: Set(input.quantity_unit.trim().to_owned()),
        employer_id: Set(input.employer_id),
        note: Set(input.note.trim().to_owned()),
        ..Default::default()
    };
    // Both were judged to be there.
    if let (Some(kind), Some(day)) = (input.kind, input.on_date) {
        row.kind = Set(kind);
        row.on_date = Set(day);
    }
    row
}

/// What the trail keeps of a row: everything that a figure looks at, no names.
fn facts(row: &ledger_entry::Model) -> Value {
    json!({
        "kind": row.kind.key(), "on_date": row.on_date, "until_date": row.until_date, "place": row.place_code,
        "direction": row.direction.map(entity::codes::Code::key), "amount_yuan": row.amount_yuan, "households": row.households,
        "persons": row.persons, "persons_lifted": row.persons_lifted, "quantity": row.quantity, "employer": row.employer_id,
        "file": row.file_id,
    })
}

/// Write a new row.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn create(unit: &mut Unit, ledger: Ledger, input: Input, file: Option<Inspected>) -> Result<Uuid> {
    unit.allow(Action::EditLedgers)?;
    let input = judge(unit, ledger, input).await?;
    let id = Uuid::new_v4();
    let file_id = match file {
        Some(file) => Some(files::store(unit, Subject::Ledger, id, file).await?),
        None => None,
    };
    let row = ledger_entry::ActiveModel {
        id: Set(id),
        version: Set(1),
        ledger: Set(ledger),
        file_id: Set(file_id),
        voided_at: Set(None),
        void_reason: Set(String::new()),
        created_by: Set(unit.actor().account_id()),
        created_by_name: Set(unit.actor().name().to_owned()),
        created_at: Set(unit.now()),
        ..columns(input)
    };
    let row = row.insert(unit.tx()).await?;
    unit.audit("create-ledger-entry", Subject::Ledger, Some(id), facts(&row))
        .await?;
    Ok(id)
}

/// Correct a row that still is as it was shown. A new file takes the place of the old one, which is kept.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if somebody changed or cancelled it meanwhile.
pub async fn change(unit: &mut Unit, id: Uuid, version: i32, input: Input, file: Option<Inspected>) -> Result<()> {
    unit.allow(Action::EditLedgers)?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    let input = judge(unit, before.ledger, input).await?;
    let mut row = columns(input);
    if let Some(file) = file {
        row.file_id = Set(Some(files::store(unit, Subject::Ledger, id, file).await?));
    }
    write(unit, &before, version, row).await?;
    let after = by_id(unit.tx(), unit.actor(), id).await?;
    let details = json!({ "before": facts(&before), "after": facts(&after) });
    unit.audit("change-ledger-entry", Subject::Ledger, Some(id), details)
        .await
}

/// Cancel a row that should not be there. Figures of days before do not forget it.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason; [`DomainError::Conflict`] if somebody changed or cancelled it meanwhile.
pub async fn void(unit: &mut Unit, id: Uuid, version: i32, reason: &str) -> Result<()> {
    unit.allow(Action::EditLedgers)?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    let reason = reason.trim();
    let letters = reason.chars().count();
    if letters < 2 {
        return Err(DomainError::invalid("reason", "problem-required"));
    }
    if letters > REASON_LETTERS {
        let problem = Problem::new("reason", "problem-too-long").with("max", REASON_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    let row = ledger_entry::ActiveModel {
        voided_at: Set(Some(unit.now())),
        void_reason: Set(reason.to_owned()),
        ..Default::default()
    };
    write(unit, &before, version, row).await?;
    unit.audit(
        "void-ledger-entry",
        Subject::Ledger,
        Some(id),
        json!({ "reason": reason }),
    )
    .await
}

async fn write(unit: &Unit, before: &ledger_entry::Model, version: i32, row: ledger_entry::ActiveModel) -> Result<()> {
    let result = ledger_entry::Entity::update_many()
        .set(ledger_entry::ActiveModel {
            version: Set(version + 1),
            ..row
        })
        .filter(ledger_entry::Column::Id.eq(before.id))
        .filter(ledger_entry::Column::Version.eq(version))
        .filter(ledger_entry::Column::VoidedAt.is_null())
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    Ok(())
}
