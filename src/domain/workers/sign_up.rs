//! Signing up by oneself, without an account: a name, a phone and a village.

use std::collections::BTreeSet;

use entity::codes::{
    ConsentScope, ConsentWay, PhoneOwner, PhoneState, StatusSource, Subject, WorkerOrigin, WorkerStatus,
};
use entity::{worker, worker_intent, worker_phone};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::consents::{self, ConsentInput};
use super::intent::{self, IntentInput};
use super::phones::{self, PhoneInput};
use super::register::{self, Registration};
use super::{edit, names};
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// The record of somebody who signs up. An existing record is taken only if exactly one has this phone, this name and this village; then
/// nothing of it is changed but what the person just said: that they look for work, and that they agree. In doubt a new record begins,
/// and the station sees the likely duplicate: better two records for a day than somebody in another person's.
///
/// # Errors
/// [`DomainError::Invalid`] for the fields `name`, `phone` and `place`.
pub async fn sign_up(unit: &mut Unit, name: &str, phone: &str, region_code: &str) -> Result<Uuid> {
    let mut problems = Vec::new();
    let name = names::read_name("name", name)
        .map_err(|problem| problems.push(problem))
        .ok();
    let number = phones::read_mobile("phone", phone)
        .map_err(|problem| problems.push(problem))
        .ok();
    let (Some(name), Some(number)) = (name, number) else {
        return Err(DomainError::Invalid(problems));
    };
    let index = phones::index_of(unit.vault(), &number);
    let having = worker_phone::Entity::find()
        .filter(worker_phone::Column::NumberIndex.eq(index))
        .all(unit.tx())
        .await?;
    let ids: BTreeSet<Uuid> = having.into_iter().map(|row| row.worker_id).collect();
    let same = worker::Entity::find()
        .filter(worker::Column::Id.is_in(ids))
        .filter(worker::Column::Name.eq(name.as_str()))
        .filter(worker::Column::RegionCode.eq(region_code))
        .filter(worker::Column::MergedInto.is_null())
        .all(unit.tx())
        .await?;
    if let [one] = same.as_slice() {
        attach(unit, one).await?;
        return Ok(one.id);
    }
    let today = unit.today();
    let input = Registration {
        phones: vec![PhoneInput {
            number,
            owner: PhoneOwner::Worker,
            state: PhoneState::Unchecked,
        }],
        intent: Some(IntentInput::open(today, StatusSource::Worker)),
        consents: online().into(),
        ..Registration::new(
            WorkerOrigin::SignUp,
            name.as_str(),
            region_code,
            today,
            StatusSource::Worker,
        )
    };
    debug_assert_eq!(input.status, WorkerStatus::Seeking, "who signs up looks for work");
    register::create(unit, input).await
}

fn online() -> [ConsentInput; 2] {
    [ConsentScope::Register, ConsentScope::Match].map(|scope| ConsentInput {
        scope,
        employer: None,
        way: ConsentWay::Online,
        witness: String::new(),
    })
}

async fn attach(unit: &mut Unit, found: &worker::Model) -> Result<()> {
    edit::apply(unit, found, edit::nothing()).await?;
    for consent in online() {
        consents::insert(unit, found.id, &consent).await?;
    }
    consents::refresh_matchable(unit, found.id).await?;
    let today = unit.today();
    let fresh = worker_intent::Entity::find_by_id(found.id)
        .one(unit.tx())
        .await?
        .is_some_and(|intent| intent.expires_on >= today);
    if !fresh {
        intent::put(unit, found.id, IntentInput::open(today, StatusSource::Worker)).await?;
    }
    unit.audit(
        "sign-up",
        Subject::Worker,
        Some(found.id),
        json!({ "attached": true, "intent_renewed": !fresh }),
    )
    .await
}
