//! Reading plans.

use entity::{pairing, plan, plan_target};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::pairings;
use crate::reference::region;

/// A plan with its pairing.
#[derive(Clone, Debug)]
pub struct Card {
    /// The plan.
    pub plan: plan::Model,
    /// The pairing that it belongs to.
    pub pairing: pairing::Model,
}

/// The plans that an actor may see, the newest year first: those of the pairings that the actor may see.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<Card>> {
    let pairings = pairings::visible(db, actor).await?;
    let plans = plan::Entity::find()
        .filter(plan::Column::PairingId.is_in(pairings.iter().map(|pairing| pairing.id)))
        .order_by_desc(plan::Column::Year)
        .order_by_asc(plan::Column::Id)
        .all(db)
        .await?;
    Ok(plans
        .into_iter()
        .filter_map(|plan| {
            let pairing = pairings.iter().find(|pairing| pairing.id == plan.pairing_id)?.clone();
            Some(Card { plan, pairing })
        })
        .collect())
}

/// One plan, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<Card> {
    let found = list(db, actor).await?.into_iter().find(|card| card.plan.id == id);
    found.ok_or(DomainError::NotFound)
}

/// The plan of a year: the first of those that the actor may see.
pub async fn of_year(db: &impl ConnectionTrait, actor: &Actor, year: i32) -> Result<Option<Card>> {
    Ok(list(db, actor).await?.into_iter().find(|card| card.plan.year == year))
}

/// The targets of a plan that the actor may see: a liaison those of the own township alone.
pub async fn targets(db: &impl ConnectionTrait, actor: &Actor, plan: &plan::Model) -> Result<Vec<plan_target::Model>> {
    let mut rows = plan_target::Entity::find()
        .filter(plan_target::Column::PlanId.eq(plan.id))
        .order_by_asc(plan_target::Column::Code)
        .order_by_asc(plan_target::Column::PlaceCode)
        .all(db)
        .await?;
    rows.retain(|row| {
        actor
            .region_code()
            .is_none_or(|own| region::contains(own, &row.place_code))
    });
    Ok(rows)
}
