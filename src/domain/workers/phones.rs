//! Telephones: whose they are, and whether anybody answers.

use entity::codes::{Code as _, PhoneOwner, PhoneState, Subject};
use entity::worker_phone;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::edit;
use crate::domain::checks::phone::{Mobile, PhoneProblem};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::vault::Vault;

/// Kind of the blind index of phones.
pub(super) const INDEX: &str = "phone";
/// Column name to which the cipher text is bound.
pub(super) const COLUMN: &str = "worker_phone.number";
/// Most phones of one person: more are a slip.
const MOST: u64 = 8;

/// A phone as somebody told it.
#[derive(Clone, Debug)]
pub struct PhoneInput {
    /// The number.
    pub number: Mobile,
    /// Whose it is.
    pub owner: PhoneOwner,
    /// Whether it was tried.
    pub state: PhoneState,
}

/// The number in its one form.
///
/// # Errors
/// The problem of `field`.
pub fn read_mobile(field: &str, text: &str) -> std::result::Result<Mobile, Problem> {
    Mobile::parse(text).map_err(|problem| {
        let told = Problem::new(field, problem.key());
        match problem {
            PhoneProblem::Length { found } => told.with("found", found),
            PhoneProblem::BadChar { position } => told.with("position", position),
            _ => told,
        }
    })
}

/// The blind index of a mobile, for looking up many at once.
#[must_use]
pub fn index_of(vault: &Vault, number: &Mobile) -> String {
    vault.blind_index(INDEX, number.as_str())
}

/// The row of a phone.
pub(super) fn row(unit: &Unit, worker: Uuid, phone: &PhoneInput, position: i32) -> Result<worker_phone::ActiveModel> {
    let id = Uuid::new_v4();
    let tried = phone.state != PhoneState::Unchecked;
    Ok(worker_phone::ActiveModel {
        id: Set(id),
        worker_id: Set(worker),
        number_cipher: Set(unit.vault().seal(phone.number.as_str(), COLUMN, id)?),
        number_index: Set(index_of(unit.vault(), &phone.number)),
        last4: Set(phone.number.last4().to_owned()),
        owner: Set(phone.owner),
        state: Set(phone.state),
        verified_at: Set(tried.then(|| unit.now())),
        position: Set(position),
    })
}

/// Insert a phone of a record that is open.
pub(super) async fn insert(unit: &Unit, worker: Uuid, phone: &PhoneInput, position: i32) -> Result<Uuid> {
    Ok(row(unit, worker, phone, position)?.insert(unit.tx()).await?.id)
}

/// Add a phone to a record.
///
/// # Errors
/// [`DomainError::Invalid`] for field `phone` if the record has it already or has too many.
pub async fn add_phone(unit: &mut Unit, worker: Uuid, version: Option<i32>, phone: &PhoneInput) -> Result<Uuid> {
    edit::open(unit, worker, version).await?;
    let own = worker_phone::Entity::find().filter(worker_phone::Column::WorkerId.eq(worker));
    let count = own.clone().count(unit.tx()).await?;
    let index = index_of(unit.vault(), &phone.number);
    if own
        .filter(worker_phone::Column::NumberIndex.eq(index))
        .one(unit.tx())
        .await?
        .is_some()
    {
        return Err(DomainError::invalid("phone", "workers-phone-twice"));
    }
    if count >= MOST {
        return Err(DomainError::invalid("phone", "workers-phone-too-many"));
    }
    let id = insert(unit, worker, phone, i32::try_from(count).unwrap_or_default()).await?;
    unit.audit(
        "add-phone",
        Subject::Worker,
        Some(worker),
        json!({ "owner": phone.owner.key() }),
    )
    .await?;
    Ok(id)
}

/// Note what became of a call, and whose phone it is.
pub async fn set_phone_state(
    unit: &mut Unit,
    worker: Uuid,
    version: Option<i32>,
    phone: Uuid,
    owner: PhoneOwner,
    state: PhoneState,
) -> Result<()> {
    edit::open(unit, worker, version).await?;
    let found = worker_phone::Entity::find_by_id(phone)
        .filter(worker_phone::Column::WorkerId.eq(worker))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let mut row = found.into_active_model();
    row.owner = Set(owner);
    row.state = Set(state);
    row.verified_at = Set((state != PhoneState::Unchecked).then(|| unit.now()));
    row.update(unit.tx()).await?;
    unit.audit(
        "set-phone-state",
        Subject::Worker,
        Some(worker),
        json!({ "state": state.key(), "owner": owner.key() }),
    )
    .await
}
