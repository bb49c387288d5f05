//! Everything for one call: who it is, what was promised, what was said before, what is open.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::CaseState;
use entity::{care_case, follow_up, placement, retention_mark};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::difference::{Difference, Facts, differences};
use super::list::{PhoneCard, visible_to};
use super::record::phone_of;
use crate::domain::access::Action;
use crate::domain::accounts;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::placements::{self, Offer, retention};
use crate::domain::workers::{self, NameCard};

/// What the page of one call shows.
#[derive(Clone, Debug)]
pub struct CallPage {
    /// The placement.
    pub placement: placement::Model,
    /// The person.
    pub person: NameCard,
    /// The phone, if there is one.
    pub phone: Option<PhoneCard>,
    /// What was promised.
    pub offer: Option<Offer>,
    /// All calls, the earliest day first.
    pub calls: Vec<follow_up::Model>,
    /// The stays that are proven.
    pub stays: Vec<retention_mark::Model>,
    /// Cases that are open.
    pub cases: Vec<care_case::Model>,
    /// Names of the accounts that called.
    pub accounts: HashMap<Uuid, String>,
}

impl CallPage {
    /// What was not as promised in that call.
    #[must_use]
    pub fn differences(&self, call: &follow_up::Model) -> Vec<Difference> {
        let on = call.done_on.unwrap_or(call.due_on);
        let days = (on - self.placement.started_on).num_days();
        differences(self.offer.as_ref(), &Facts::from(call), days)
    }

    /// Who made the call; empty if nobody is known.
    #[must_use]
    pub fn by(&self, call: &follow_up::Model) -> &str {
        call.done_by
            .and_then(|id| self.accounts.get(&id))
            .map_or("", String::as_str)
    }
}

/// One call, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<follow_up::Model> {
    follow_up::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The page of one placement's calls.
///
/// # Errors
/// [`DomainError::NotFound`] if the placement is not the actor's to call.
pub async fn call(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<CallPage> {
    if !actor.may(Action::ReadFollowUps) {
        return Err(DomainError::NotFound);
    }
    let placement = placements::by_id(db, actor, id).await?;
    let person = workers::names_of(db, [placement.worker_id], today)
        .await?
        .remove(&placement.worker_id)
        .ok_or(DomainError::NotFound)?;
    let phone = phone_of(db, placement.worker_id).await?;
    let calls = follow_up::Entity::find()
        .filter(follow_up::Column::PlacementId.eq(id))
        .order_by_asc(follow_up::Column::DueOn)
        .order_by_asc(follow_up::Column::CreatedAt)
        .all(db)
        .await?;
    let accounts = accounts::names_of(db, calls.iter().filter_map(|call| call.done_by)).await?;
    let stays = retention::stays_of(db, [id]).await?.remove(&id).unwrap_or_default();
    let cases = care_case::Entity::find()
        .filter(care_case::Column::PlacementId.eq(id))
        .filter(care_case::Column::State.is_in([CaseState::Open, CaseState::InHand, CaseState::Referred]))
        .all(db)
        .await?;
    Ok(CallPage {
        offer: serde_json::from_value(placement.offer.clone()).ok(),
        phone: phone.as_ref().map(PhoneCard::from),
        placement,
        person,
        calls,
        stays,
        cases,
        accounts,
    })
}
