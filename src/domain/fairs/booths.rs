//! Booths of a fair, with their posts. One stall, one employer.

use std::collections::HashMap;

use entity::codes::{BoothState, Role};
use entity::employer;
use entity::fair_booth::{self, Column};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::posts::{self, ShownPost};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::employers;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// A booth with its posts.
#[derive(Clone, Debug)]
pub struct BoothRow {
    /// The booth.
    pub booth: fair_booth::Model,
    /// Its posts.
    pub posts: Vec<ShownPost>,
    /// Whether the employer may recruit today: `Some` is the key of the sentence that says why not.
    pub unfit: Option<&'static str>,
}

/// The booths of a fair in these states with their posts, by number, then by the time of asking: four statements.
pub async fn booths_of(
    db: &impl ConnectionTrait,
    fair: Uuid,
    states: &[BoothState],
    today: chrono::NaiveDate,
) -> Result<Vec<BoothRow>> {
    let condition = Condition::all()
        .add(Column::FairId.eq(fair))
        .add(Column::State.is_in(states.iter().copied()));
    rows(db, condition, today).await
}

async fn rows(db: &impl ConnectionTrait, condition: Condition, today: chrono::NaiveDate) -> Result<Vec<BoothRow>> {
    let booths = fair_booth::Entity::find()
        .filter(condition)
        .order_by_with_nulls(Column::Number, Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::RequestedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = booths.iter().map(|booth| booth.id).collect();
    let mut posts: HashMap<Uuid, Vec<ShownPost>> = HashMap::new();
    for post in posts::posts_of(db, &ids, today).await? {
        posts.entry(post.post.booth_id).or_default().push(post);
    }
    let firms = employer::Entity::find()
        .filter(employer::Column::Id.is_in(booths.iter().map(|booth| booth.employer_id)))
        .all(db)
        .await?;
    let unfit: HashMap<Uuid, &'static str> = firms
        .iter()
        .filter_map(|firm| {
            employers::is_fit_to_publish(firm, today)
                .err()
                .map(|key| (firm.id, key))
        })
        .collect();
    Ok(booths
        .into_iter()
        .map(|booth| BoothRow {
            posts: posts.remove(&booth.id).unwrap_or_default(),
            unfit: unfit.get(&booth.employer_id).copied(),
            booth,
        })
        .collect())
}

/// Whose booths an actor works at.
fn own(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::WorkBooths) {
        return Err(DomainError::NotFound);
    }
    Ok(if actor.role() == Some(Role::Employer) {
        Condition::all().add(Column::EmployerId.eq(actor.employer_id().ok_or(DomainError::NotFound)?))
    } else {
        Condition::all()
    })
}

/// One booth of a fair for those who work at it. Whether staff may see the fair is for the caller to have looked up.
pub async fn booth_by_id(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: Uuid,
    id: Uuid,
    today: chrono::NaiveDate,
) -> Result<BoothRow> {
    let condition = own(actor)?.add(Column::FairId.eq(fair)).add(Column::Id.eq(id));
    rows(db, condition, today).await?.pop().ok_or(DomainError::NotFound)
}

/// The booths of the actor's own firm at a fair, refused and withdrawn ones too; none for everybody who has no firm.
pub async fn own_booths(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: Uuid,
    today: chrono::NaiveDate,
) -> Result<Vec<BoothRow>> {
    if actor.employer_id().is_none() {
        return Ok(Vec::new());
    }
    rows(db, own(actor)?.add(Column::FairId.eq(fair)), today).await
}

/// The booth as it stands, for a step.
pub(super) async fn opened(unit: &Unit, fair: Uuid, id: Uuid) -> Result<fair_booth::Model> {
    fair_booth::Entity::find_by_id(id)
        .filter(own(unit.actor())?)
        .filter(Column::FairId.eq(fair))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}
