//! Looking workshops up.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{Ledger, WorkshopState};
use entity::{employer, ledger_entry, workshop};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::warnings::{Standing, Warning, standings, warned};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::{employers, ledgers, scope};
use entity::codes::Role;

/// Most firms and projects that a form offers.
const MOST_OFFERED: u64 = 300;

/// The workshops that an actor may see: staff those within their places, a user of an employer the firm's own.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadWorkshops) {
        return Err(DomainError::NotFound);
    }
    if actor.role() == Some(Role::Employer) {
        let own = actor.employer_id().ok_or(DomainError::NotFound)?;
        return Ok(Condition::all().add(workshop::Column::EmployerId.eq(own)));
    }
    Ok(scope::within_places_of(workshop::Column::PlaceCode, actor))
}

/// One workshop, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<workshop::Model> {
    workshop::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name.
    pub text: String,
    /// Only this state.
    pub state: Option<WorkshopState>,
    /// Only places in this subtree.
    pub place: Option<String>,
    /// Only those with this warning.
    pub warning: Option<Warning>,
}

/// A workshop in a list.
#[derive(Clone, Debug)]
pub struct WorkshopRow {
    /// The workshop.
    pub workshop: workshop::Model,
    /// Whose it is.
    pub employer_name: String,
    /// How it stands today.
    pub standing: Standing,
}

/// One page, those whose state changed last first.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &Filter,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<WorkshopRow>> {
    use workshop::Column;
    let mut wanted = visible_to(actor)?;
    if !filter.text.is_empty() {
        wanted = wanted.add(
            Condition::any()
                .add(Column::Name.contains(&filter.text))
                .add(Column::LaterName.contains(&filter.text)),
        );
    }
    if let Some(state) = filter.state {
        wanted = wanted.add(Column::State.eq(state));
    }
    if let Some(place) = &filter.place {
        wanted = wanted.add(scope::within(Column::PlaceCode, place));
    }
    if let Some(warning) = filter.warning {
        wanted = wanted.add(Column::Id.is_in(warned(db, actor, warning, today).await?));
    }
    let query = workshop::Entity::find().filter(wanted);
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_desc(Column::StateSince)
        .order_by_asc(Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let names = employers::names_of(db, rows.iter().map(|row| row.employer_id)).await?;
    let mut standings: HashMap<Uuid, Standing> = standings(db, &rows, today).await?;
    Ok(PageOf {
        rows: rows
            .into_iter()
            .map(|workshop| WorkshopRow {
                employer_name: names
                    .get(&workshop.employer_id)
                    .map(|card| card.name.clone())
                    .unwrap_or_default(),
                standing: standings.remove(&workshop.id).unwrap_or_default(),
                workshop,
            })
            .collect(),
        total,
        page,
        size: LIST_SIZE,
    })
}

/// Names of firms of the actor's places, for a form.
pub async fn firms(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<String>> {
    Ok(employer::Entity::find()
        .select_only()
        .column(employer::Column::Name)
        .filter(employers::visible_to(actor)?)
        .filter(scope::within_places_of(employer::Column::RegionCode, actor))
        .order_by_asc(employer::Column::Name)
        .limit(MOST_OFFERED)
        .into_tuple()
        .all(db)
        .await?)
}

/// Projects of the plain ledger, the newest first, for a form.
pub async fn projects(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<ledger_entry::Model>> {
    use ledger_entry::Column;
    Ok(ledger_entry::Entity::find()
        .filter(ledgers::visible_to(actor)?)
        .filter(Column::Ledger.eq(Ledger::Project))
        .filter(Column::VoidedAt.is_null())
        .order_by_desc(Column::OnDate)
        .order_by_asc(Column::Id)
        .limit(MOST_OFFERED)
        .all(db)
        .await?)
}
