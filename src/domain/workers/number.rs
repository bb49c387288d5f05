//! The identity number: checked, encrypted, found again by a keyed index, looked up before a record is made.

use chrono::NaiveDate;
use entity::codes::{Sex, Subject};
use entity::worker;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::edit;
use super::queries::visible_to;
use crate::db;
use crate::domain::access::Action;
use crate::domain::checks::id_number::{self, IdNumber, IdNumberProblem};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::vault::Vault;

/// Kind of the blind index of identity numbers.
pub(super) const INDEX: &str = "id-number";
/// Column name to which the cipher text is bound.
pub(super) const COLUMN: &str = "worker.id_number";

/// The blind index under which a number is kept, for looking up many at once.
#[must_use]
pub fn number_index(vault: &Vault, number: &IdNumber) -> String {
    vault.blind_index(INDEX, number.expose())
}

/// What a look-up of a number answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFound {
    /// The record is within the actor's places.
    Here(Uuid),
    /// Somebody else looks after this person. Nothing more is said, not even a name.
    Elsewhere,
    /// Nobody has this number.
    Nobody,
}

/// The number in its one form.
///
/// # Errors
/// The problem of `field`.
pub(super) fn read_number(field: &str, text: &str, today: NaiveDate) -> std::result::Result<IdNumber, Problem> {
    IdNumber::parse(text, today).map_err(|problem| {
        let told = Problem::new(field, problem.key());
        match problem {
            IdNumberProblem::Length { found } => told.with("found", found),
            IdNumberProblem::BadChar { position } => told.with("position", position),
            _ => told,
        }
    })
}

/// Sex as the number says it.
pub(super) fn sex_of(number: &IdNumber) -> Sex {
    match number.sex() {
        id_number::Sex::Male => Sex::Male,
        id_number::Sex::Female => Sex::Female,
    }
}

/// The columns that a number fills: cipher text, index, last four, sex and date of birth.
pub(super) fn columns_of(unit: &Unit, id: Uuid, number: &IdNumber) -> Result<worker::ActiveModel> {
    Ok(worker::ActiveModel {
        id_number_cipher: Set(Some(unit.vault().seal(number.expose(), COLUMN, id)?)),
        id_number_index: Set(Some(unit.vault().blind_index(INDEX, number.expose()))),
        id_number_last4: Set(Some(number.last4().to_owned())),
        sex: Set(Some(sex_of(number))),
        birth_date: Set(Some(number.birth_date())),
        ..Default::default()
    })
}

/// The record that holds a number, wherever it is.
pub(super) async fn holder_of(unit: &Unit, number: &IdNumber) -> Result<Option<worker::Model>> {
    let index = unit.vault().blind_index(INDEX, number.expose());
    Ok(worker::Entity::find()
        .filter(worker::Column::IdNumberIndex.eq(index))
        .one(unit.tx())
        .await?)
}

/// Who has this number. The question itself is recorded, whatever the answer, because asking number by number would be a way to fish.
///
/// # Errors
/// [`DomainError::Invalid`] for field `id_number` if the text is no identity number.
pub async fn look_up_number(unit: &Unit, text: &str) -> Result<NumberFound> {
    unit.allow(Action::EditWorkers)?;
    let number = read_number("id_number", text, unit.today()).map_err(|problem| DomainError::Invalid(vec![problem]))?;
    let index = unit.vault().blind_index(INDEX, number.expose());
    let here = worker::Entity::find()
        .filter(visible_to(unit.actor())?)
        .filter(worker::Column::IdNumberIndex.eq(index))
        .one(unit.tx())
        .await?;
    let found = match here {
        Some(worker) => NumberFound::Here(worker.id),
        None if holder_of(unit, &number).await?.is_some() => NumberFound::Elsewhere,
        None => NumberFound::Nobody,
    };
    let (answer, id) = match found {
        NumberFound::Here(id) => ("here", Some(id)),
        NumberFound::Elsewhere => ("elsewhere", None),
        NumberFound::Nobody => ("nobody", None),
    };
    unit.audit("look-up-number", Subject::Worker, id, json!({ "answer": answer }))
        .await?;
    Ok(found)
}

/// Give a record its number, or correct a wrong one. Sex and birth follow from it. A number that stands already is changed only by those
/// who may merge records: it says who the record is about.
///
/// # Errors
/// [`DomainError::Invalid`] for field `id_number`; [`DomainError::Conflict`] if another record has the number.
pub async fn set_number(unit: &mut Unit, id: Uuid, version: Option<i32>, text: &str) -> Result<()> {
    let before = edit::open(unit, id, version).await?;
    let number = read_number("id_number", text, unit.today()).map_err(|problem| DomainError::Invalid(vec![problem]))?;
    if before.id_number_index.is_some() {
        unit.allow(Action::MergeWorkers)?;
    }
    if holder_of(unit, &number).await?.is_some_and(|holder| holder.id != id) {
        return Err(DomainError::Conflict("workers-number-taken"));
    }
    let columns = columns_of(unit, id, &number)?;
    if let Err(error) = edit::write(unit, id, columns).await {
        return Err(taken(error));
    }
    unit.audit(
        "set-number",
        Subject::Worker,
        Some(id),
        json!({ "replaced": before.id_number_index.is_some() }),
    )
    .await
}

/// A unique violation of the number's index as the reader must hear it.
pub(super) fn taken(error: DomainError) -> DomainError {
    match error {
        DomainError::Db(cause) if db::is_unique_violation(&cause) => DomainError::Conflict("workers-number-taken"),
        other => other,
    }
}

/// Take the number off a record that is merged into another, and give it to that one, sealed anew for its row.
pub(super) async fn hand_over(unit: &Unit, gone: &worker::Model, kept: &worker::Model) -> Result<()> {
    let Some(sealed) = &gone.id_number_cipher else {
        return Ok(());
    };
    let number = unit.vault().open(sealed, COLUMN, gone.id)?;
    let mut row = gone.clone().into_active_model();
    row.id_number_cipher = Set(None);
    row.id_number_index = Set(None);
    row.update(unit.tx()).await?;
    if kept.id_number_index.is_none() {
        let number =
            IdNumber::parse(&number, unit.today()).map_err(|problem| DomainError::Internal(problem.to_string()))?;
        edit::write(unit, kept.id, columns_of(unit, kept.id, &number)?).await?;
    }
    Ok(())
}
