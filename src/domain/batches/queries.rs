//! Looking transfers up.

use chrono::{Datelike as _, NaiveDate};
use entity::account;
use entity::batch::{self, Column};
use entity::codes::Role;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::domain::access::{Action, allows};
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::scope;
use crate::domain::unit::Unit;
use crate::reference::region;

/// Most accounts offered as leaders.
const MOST_LEADERS: u64 = 200;

/// Transfers that concern a place: one of their two ends lies in it, or it lies in one of them (a township sees those of its county).
fn concerns(own: &str) -> Condition {
    let mut line: Vec<&str> = region::ancestors(own).iter().map(|place| place.code).collect();
    line.push(own);
    let mut any = Condition::any();
    for column in [Column::FromCode, Column::ToCode] {
        any = any
            .add(column.is_in(line.iter().copied()))
            .add(scope::within(column, own));
    }
    any
}

/// The transfers that an actor sees: those that concern the own places, and those that the actor leads.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadBatches) {
        return Err(DomainError::NotFound);
    }
    let Some(own) = actor.region_code() else {
        return Ok(Condition::all());
    };
    let mut any = concerns(own);
    if let Some(account) = actor.account_id() {
        any = any.add(Column::LeaderId.eq(account));
    }
    Ok(Condition::all().add(any))
}

/// One transfer, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<batch::Model> {
    batch::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// One transfer to be changed: the actor may see it, and nothing else of it happens until this unit ends. Everybody locks the transfer before
/// the people, so that no two wait for each other.
pub(super) async fn locked(unit: &Unit, id: Uuid) -> Result<batch::Model> {
    by_id(unit.tx(), unit.actor(), id).await?;
    batch::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

/// Whether the actor leads it, and with that knows everybody of it.
pub(super) fn leads(actor: &Actor, batch: &batch::Model) -> bool {
    batch.leader_id.is_some() && batch.leader_id == actor.account_id()
}

/// The accounts that may lead a transfer: those of the own places who may call the roll.
pub async fn leaders(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<(Uuid, String)>> {
    if !actor.may(Action::EditBatches) {
        return Err(DomainError::NotFound);
    }
    let roles = [Role::County, Role::Station, Role::Liaison].into_iter();
    Ok(account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Role.is_in(roles.filter(|role| allows(*role, Action::CallRoll))))
        .filter(account::Column::DisabledAt.is_null())
        .filter(scope::within_places_of(account::Column::RegionCode, actor))
        .order_by_asc(account::Column::Name)
        .limit(MOST_LEADERS)
        .into_tuple()
        .all(db)
        .await?)
}

/// A number that is free as far as is known: the year and a count.
pub async fn next_number(db: &impl ConnectionTrait, today: NaiveDate) -> Result<String> {
    let prefix = format!("点对点{}-", today.year());
    let made = batch::Entity::find()
        .filter(Column::Number.starts_with(&prefix))
        .count(db)
        .await?;
    Ok(format!("{prefix}{:02}", made + 1))
}
