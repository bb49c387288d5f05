//! At the booths: who may work there, the questions, and the wishes as the booth sees them.

use std::collections::HashMap;

use entity::codes::{BoothState, Code as _, FairIntentionState, FairTopic, Role, Subject};
use entity::fair_intention::{self, Column};
use entity::{fair, fair_booth, fair_booth_post, fair_consultation, fair_ticket};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set, TryInsertResult};
use serde_json::json;
use uuid::Uuid;

use super::queries::{counting, workable};
use super::state::HOLDING;
use super::{booths, number};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::checks::person_name;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// A wish as a booth sees it. An employer's user gets family name and stars: the name goes to the firm with the person's consent, by the
/// application.
#[derive(Clone, Debug)]
pub struct IntentionRow {
    /// The wish.
    pub id: Uuid,
    /// Its version, for the buttons.
    pub version: i32,
    /// Number of the ticket.
    pub number: i32,
    /// Who it is, as far as the reader may know.
    pub who: String,
    /// The post.
    pub post: String,
    /// Where it stands.
    pub state: FairIntentionState,
    /// The application that it became.
    pub application: Option<Uuid>,
    /// Whether an application can be made of it: the person is on record and the post is one of ours.
    pub can_apply: bool,
}

/// The fair and the booth, while they are worked at.
pub(super) async fn at_work(unit: &Unit, fair: Uuid, booth: Uuid) -> Result<(fair::Model, fair_booth::Model)> {
    unit.allow(Action::WorkBooths)?;
    let fair = workable(unit, fair).await?;
    let booth = booths::opened(unit, fair.id, booth).await?;
    counting(&fair)?;
    if booth.state != BoothState::SignedIn {
        return Err(DomainError::Conflict("fairs-conflict-booth-absent"));
    }
    Ok((fair, booth))
}

/// The ticket of a number, or nobody if the box was left empty.
pub(super) async fn ticket_of(unit: &Unit, fair: Uuid, typed: &str) -> Result<Option<fair_ticket::Model>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let number = number::parse(typed).ok_or_else(|| DomainError::invalid("number", "fairs-problem-number"))?;
    let found = fair_ticket::Entity::find()
        .filter(fair_ticket::Column::FairId.eq(fair))
        .filter(fair_ticket::Column::Number.eq(number))
        .one(unit.tx())
        .await?
        .ok_or_else(|| DomainError::invalid("number", "fairs-problem-number"))?;
    Ok(Some(found))
}

/// Somebody asked something. `id` is made by the form, so that a second tap counts once; without a number it counts all the same.
///
/// # Errors
/// [`DomainError::Invalid`] for a number that no ticket has.
pub async fn consult(unit: &mut Unit, fair: Uuid, booth: Uuid, id: Uuid, typed: &str, topic: FairTopic) -> Result<()> {
    let (fair, booth) = at_work(unit, fair, booth).await?;
    let ticket = ticket_of(unit, fair.id, typed).await?;
    let row = fair_consultation::ActiveModel {
        id: Set(id),
        fair_id: Set(fair.id),
        booth_id: Set(Some(booth.id)),
        ticket_id: Set(ticket.map(|ticket| ticket.id)),
        topic: Set(topic),
        at: Set(unit.now()),
        recorded_by: Set(unit.actor().account_id()),
    };
    let made = fair_consultation::Entity::insert(row)
        .on_conflict(
            OnConflict::column(fair_consultation::Column::Id)
                .do_nothing()
                .to_owned(),
        )
        .try_insert()
        .exec_without_returning(unit.tx())
        .await?;
    if matches!(made, TryInsertResult::Inserted(1)) {
        unit.audit(
            "note-question",
            Subject::FairBooth,
            Some(booth.id),
            json!({ "topic": topic.key() }),
        )
        .await?;
    }
    Ok(())
}

/// The wishes at a booth, latest first: three statements. Whether the reader works at the booth is for the caller to have looked up.
pub async fn intentions_of(db: &impl ConnectionTrait, actor: &Actor, booth: Uuid) -> Result<Vec<IntentionRow>> {
    if !actor.may(Action::WorkBooths) {
        return Err(DomainError::NotFound);
    }
    let posts: HashMap<Uuid, fair_booth_post::Model> = fair_booth_post::Entity::find()
        .filter(fair_booth_post::Column::BoothId.eq(booth))
        .all(db)
        .await?
        .into_iter()
        .map(|post| (post.id, post))
        .collect();
    let rows = fair_intention::Entity::find()
        .filter(Condition::all().add(Column::BoothPostId.is_in(posts.keys().copied())))
        .order_by_desc(Column::RecordedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let tickets: HashMap<Uuid, fair_ticket::Model> = fair_ticket::Entity::find()
        .filter(fair_ticket::Column::Id.is_in(rows.iter().map(|row| row.ticket_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|ticket| (ticket.id, ticket))
        .collect();
    let employer = actor.role() == Some(Role::Employer);
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let ticket = tickets.get(&row.ticket_id)?;
            let post = posts.get(&row.booth_post_id)?;
            let who = if employer {
                person_name::masked(&ticket.name)
            } else {
                ticket.name.clone()
            };
            Some(IntentionRow {
                id: row.id,
                version: row.version,
                number: ticket.number,
                who,
                post: post.title.clone(),
                state: row.state,
                application: row.application_id,
                can_apply: row.application_id.is_none()
                    && HOLDING.contains(&row.state)
                    && ticket.worker_id.is_some()
                    && post.vacancy_id.is_some(),
            })
        })
        .collect())
}
