//! The call list of a fair, and what people answered.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::codes::{InvitationAnswer, Subject, TicketOrigin};
use entity::fair_booth_post;
use entity::fair_invitation::{self, Column};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::queries::by_id;
use super::state::TICKETS;
use super::tickets;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::unit::Unit;
use crate::domain::workers::{self, NameCard};

/// Most people asked with one press of the button.
const MOST_ASKED: usize = 200;

/// Put people on the call list of a fair, each with the post that suits and the points. Who is on it stays as he is. Gives how many are new.
///
/// # Errors
/// [`DomainError::Conflict`] if the fair gives out no tickets now; [`DomainError::Invalid`] for more than two hundred at once.
pub async fn invite(unit: &mut Unit, fair_id: Uuid, people: &[(Uuid, Uuid, i32)]) -> Result<u64> {
    unit.allow(Action::InviteToFairs)?;
    let fair = by_id(unit.tx(), unit.actor(), fair_id).await?;
    if !TICKETS.contains(&fair.state) {
        return Err(DomainError::Conflict("fairs-conflict-no-tickets"));
    }
    if people.is_empty() || people.len() > MOST_ASKED {
        return Err(DomainError::invalid("", "fairs-problem-nobody"));
    }
    let seen: HashSet<Uuid> = entity::worker::Entity::find()
        .select_only()
        .column(entity::worker::Column::Id)
        .filter(workers::visible_to(unit.actor())?)
        .filter(entity::worker::Column::Id.is_in(people.iter().map(|(worker, _, _)| *worker)))
        .into_tuple::<Uuid>()
        .all(unit.tx())
        .await?
        .into_iter()
        .collect();
    let posts: HashSet<Uuid> = fair_booth_post::Entity::find()
        .select_only()
        .column(fair_booth_post::Column::Id)
        .filter(fair_booth_post::Column::FairId.eq(fair_id))
        .into_tuple::<Uuid>()
        .all(unit.tx())
        .await?
        .into_iter()
        .collect();
    let rows: Vec<fair_invitation::ActiveModel> = people
        .iter()
        .filter(|(worker, post, _)| seen.contains(worker) && posts.contains(post))
        .map(|(worker, post, score)| fair_invitation::ActiveModel {
            id: Set(Uuid::new_v4()),
            fair_id: Set(fair_id),
            worker_id: Set(*worker),
            booth_post_id: Set(Some(*post)),
            score: Set(*score),
            answer: Set(InvitationAnswer::Waiting),
            answered_at: Set(None),
            answered_by: Set(None),
            created_by: Set(unit.actor().account_id()),
            created_at: Set(unit.now()),
        })
        .collect();
    if rows.is_empty() {
        return Err(DomainError::NotFound);
    }
    let new = fair_invitation::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::columns([Column::FairId, Column::WorkerId])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(unit.tx())
        .await?;
    unit.audit("invite-to-fair", Subject::Fair, Some(fair_id), json!({ "people": new }))
        .await?;
    Ok(new)
}

/// A line of the call list. Holds no phone.
#[derive(Clone, Debug)]
pub struct CallRow {
    /// The invitation.
    pub invitation: fair_invitation::Model,
    /// Who.
    pub person: NameCard,
    /// Title of the post that suits best; empty if it left the board.
    pub post: String,
}

/// The invitations that an actor sees: of people within the own places.
fn seen_by(actor: &Actor) -> Result<sea_orm::Condition> {
    if !actor.may(Action::ReadFairs) {
        return Err(DomainError::NotFound);
    }
    Ok(workers::whose(Column::WorkerId, workers::visible_to(actor)?))
}

/// How many people gave each answer.
pub async fn counts(db: &impl ConnectionTrait, actor: &Actor, fair: Uuid) -> Result<HashMap<InvitationAnswer, u64>> {
    let rows: Vec<(InvitationAnswer, i64)> = fair_invitation::Entity::find()
        .select_only()
        .column(Column::Answer)
        .column_as(Column::Id.count(), "people")
        .filter(Column::FairId.eq(fair))
        .filter(seen_by(actor)?)
        .group_by(Column::Answer)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(answer, people)| (answer, u64::try_from(people).unwrap_or_default()))
        .collect())
}

/// One page of the call list, best match first: four statements.
pub async fn invitations(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: Uuid,
    answer: Option<InvitationAnswer>,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<CallRow>> {
    let mut query = fair_invitation::Entity::find()
        .filter(Column::FairId.eq(fair))
        .filter(seen_by(actor)?);
    if let Some(answer) = answer {
        query = query.filter(Column::Answer.eq(answer));
    }
    let total = query.clone().count(db).await?;
    let found = query
        .order_by_desc(Column::Score)
        .order_by_asc(Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    Ok(PageOf {
        rows: call_rows(db, found, today).await?,
        total,
        page,
        size: LIST_SIZE,
    })
}

async fn call_rows(
    db: &impl ConnectionTrait,
    found: Vec<fair_invitation::Model>,
    today: NaiveDate,
) -> Result<Vec<CallRow>> {
    let people = workers::names_of(db, found.iter().map(|row| row.worker_id), today).await?;
    let titles: HashMap<Uuid, String> = fair_booth_post::Entity::find()
        .select_only()
        .columns([fair_booth_post::Column::Id, fair_booth_post::Column::Title])
        .filter(fair_booth_post::Column::Id.is_in(found.iter().filter_map(|row| row.booth_post_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(found
        .into_iter()
        .filter_map(|invitation| {
            let person = people.get(&invitation.worker_id)?.clone();
            let post = invitation.booth_post_id.and_then(|id| titles.get(&id).cloned());
            Some(CallRow {
                invitation,
                person,
                post: post.unwrap_or_default(),
            })
        })
        .collect())
}

/// The people who have not answered yet with their phones, for the paper by the telephone: at most sixty, with a reason, each on record. The
/// caller commits the unit before it shows what this returns.
///
/// # Errors
/// As [`workers::reveal_first_phones`].
pub async fn call_phones(unit: &Unit, fair: Uuid, reason: &str) -> Result<Vec<(CallRow, Option<Zeroizing<String>>)>> {
    unit.allow(Action::InviteToFairs)?;
    by_id(unit.tx(), unit.actor(), fair).await?;
    let found = fair_invitation::Entity::find()
        .filter(Column::FairId.eq(fair))
        .filter(Column::Answer.is_in([InvitationAnswer::Waiting, InvitationAnswer::NotReached]))
        .filter(seen_by(unit.actor())?)
        .order_by_desc(Column::Score)
        .order_by_asc(Column::Id)
        .limit(workers::CALL_LIST as u64)
        .all(unit.tx())
        .await?;
    let people: Vec<Uuid> = found.iter().map(|row| row.worker_id).collect();
    let mut phones = workers::reveal_first_phones(unit, &people, reason).await?;
    let rows = call_rows(unit.tx(), found, unit.today()).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let phone = phones.remove(&row.person.id);
            (row, phone)
        })
        .collect())
}

/// What somebody answered. Who comes gets a ticket at once.
///
/// # Errors
/// [`DomainError::NotFound`] if the person is not the actor's to see.
pub async fn answer(unit: &mut Unit, fair: Uuid, invitation: Uuid, answer: InvitationAnswer) -> Result<()> {
    use entity::codes::Code as _;
    unit.allow(Action::InviteToFairs)?;
    by_id(unit.tx(), unit.actor(), fair).await?;
    let found = fair_invitation::Entity::find_by_id(invitation)
        .filter(Column::FairId.eq(fair))
        .filter(seen_by(unit.actor())?)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    if answer == InvitationAnswer::Coming {
        tickets::ticket_for(unit, fair, found.worker_id, TicketOrigin::Invitation).await?;
    }
    fair_invitation::Entity::update_many()
        .set(fair_invitation::ActiveModel {
            answer: Set(answer),
            answered_at: Set(Some(unit.now())),
            answered_by: Set(unit.actor().account_id()),
            ..Default::default()
        })
        .filter(Column::Id.eq(invitation))
        .exec(unit.tx())
        .await?;
    unit.audit(
        "answer-invitation",
        Subject::Worker,
        Some(found.worker_id),
        json!({ "fair": fair, "answer": answer.key() }),
    )
    .await
}
