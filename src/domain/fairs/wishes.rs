//! Wishes for the posts of a fair. They never outnumber the places of a post: the database counts.

use entity::codes::{ApplicationReason, ApplicationState, Code as _, FairIntentionState, Role, Subject};
use entity::fair_intention::{self, Column};
use entity::{application, fair_booth_post, fair_ticket};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect, Set, TryInsertResult,
};
use serde_json::json;
use uuid::Uuid;

use super::desk::{at_work, ticket_of};
use super::state::{HOLDING, INTENTION_MOVES};
use super::visitors;
use crate::domain::applications::{self, ConsentGiven};
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// A wish at the booth where it is worked on.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The fair.
    pub fair: Uuid,
    /// The booth.
    pub booth: Uuid,
    /// The wish.
    pub intention: Uuid,
    /// Its version as it was shown.
    pub version: i32,
}

/// Take one place of a post.
async fn take_place(unit: &Unit, post: Uuid) -> Result<()> {
    let result = fair_booth_post::Entity::update_many()
        .col_expr(
            fair_booth_post::Column::Intentions,
            Expr::col(fair_booth_post::Column::Intentions).add(1),
        )
        .filter(fair_booth_post::Column::Id.eq(post))
        .filter(Expr::col(fair_booth_post::Column::Intentions).lt(Expr::col(fair_booth_post::Column::Headcount)))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        Err(DomainError::Conflict("fairs-conflict-no-place"))
    } else {
        Ok(())
    }
}

async fn release_place(unit: &Unit, post: Uuid) -> Result<()> {
    fair_booth_post::Entity::update_many()
        .col_expr(
            fair_booth_post::Column::Intentions,
            Expr::col(fair_booth_post::Column::Intentions).sub(1),
        )
        .filter(fair_booth_post::Column::Id.eq(post))
        .filter(fair_booth_post::Column::Intentions.gt(0))
        .exec(unit.tx())
        .await?;
    Ok(())
}

async fn of_pair(db: &impl ConnectionTrait, ticket: Uuid, post: Uuid) -> Result<Option<fair_intention::Model>> {
    Ok(fair_intention::Entity::find()
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::BoothPostId.eq(post))
        .one(db)
        .await?)
}

/// A visitor wants a post of the booth. The same visitor and post again give the same wish.
///
/// # Errors
/// [`DomainError::Invalid`] for the fields `number` and `post`; [`DomainError::Conflict`] if all places are wanted.
pub async fn intend(unit: &mut Unit, fair: Uuid, booth: Uuid, typed: &str, post: Uuid) -> Result<Uuid> {
    let (fair, booth) = at_work(unit, fair, booth).await?;
    let ticket = ticket_of(unit, fair.id, typed)
        .await?
        .ok_or_else(|| DomainError::invalid("number", "fairs-problem-number"))?;
    let post = fair_booth_post::Entity::find_by_id(post)
        .filter(fair_booth_post::Column::BoothId.eq(booth.id))
        .one(unit.tx())
        .await?
        .ok_or_else(|| DomainError::invalid("post", "problem-choose"))?;
    if let Some(before) = of_pair(unit.tx(), ticket.id, post.id).await? {
        if !HOLDING.contains(&before.state) {
            write(unit, &before, before.version, FairIntentionState::Intended).await?;
        }
        return Ok(before.id);
    }
    take_place(unit, post.id).await?;
    let id = Uuid::new_v4();
    let row = fair_intention::ActiveModel {
        id: Set(id),
        version: Set(1),
        fair_id: Set(fair.id),
        ticket_id: Set(ticket.id),
        booth_post_id: Set(post.id),
        state: Set(FairIntentionState::Intended),
        state_since: Set(unit.now()),
        application_id: Set(None),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    };
    let made = fair_intention::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::TicketId, Column::BoothPostId])
                .do_nothing()
                .to_owned(),
        )
        .try_insert()
        .exec_without_returning(unit.tx())
        .await?;
    if !matches!(made, TryInsertResult::Inserted(1)) {
        // The same two, a moment earlier, at another phone of the booth.
        release_place(unit, post.id).await?;
        let before = of_pair(unit.tx(), ticket.id, post.id).await?;
        return before.map(|before| before.id).ok_or(DomainError::NotFound);
    }
    unit.moved(Subject::FairIntention, id, None, FairIntentionState::Intended, "")
        .await?;
    unit.audit(
        "note-intention",
        Subject::FairIntention,
        Some(id),
        json!({ "post": post.id }),
    )
    .await?;
    Ok(id)
}

/// Move a wish: only if the table has it and the wish still is as it was read. Takes or gives back the place.
async fn write(unit: &Unit, before: &fair_intention::Model, version: i32, to: FairIntentionState) -> Result<()> {
    if !INTENTION_MOVES.contains(&(before.state, to)) {
        return Err(DomainError::Conflict("fairs-conflict-intention-state"));
    }
    match (HOLDING.contains(&before.state), HOLDING.contains(&to)) {
        (false, true) => take_place(unit, before.booth_post_id).await?,
        (true, false) => release_place(unit, before.booth_post_id).await?,
        _ => {}
    }
    let result = fair_intention::Entity::update_many()
        .set(fair_intention::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            version: Set(version + 1),
            ..Default::default()
        })
        .filter(Column::Id.eq(before.id))
        .filter(Column::State.eq(before.state))
        .filter(Column::Version.eq(version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.moved(Subject::FairIntention, before.id, Some(before.state), to, "")
        .await?;
    unit.audit(
        "move-intention",
        Subject::FairIntention,
        Some(before.id),
        json!({ "to": to.key() }),
    )
    .await
}

async fn found(unit: &Unit, at: At) -> Result<(fair_intention::Model, fair_booth_post::Model)> {
    let (fair, booth) = at_work(unit, at.fair, at.booth).await?;
    let intention = fair_intention::Entity::find_by_id(at.intention)
        .filter(Column::FairId.eq(fair.id))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let post = fair_booth_post::Entity::find_by_id(intention.booth_post_id)
        .filter(fair_booth_post::Column::BoothId.eq(booth.id))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    Ok((intention, post))
}

/// What became of a wish on the spot. Where it became an application, the application takes the same step.
///
/// # Errors
/// [`DomainError::Conflict`] if the table does not have the step, somebody else was faster, or the application cannot take it.
pub async fn settle(unit: &mut Unit, at: At, to: FairIntentionState) -> Result<()> {
    let (before, _) = found(unit, at).await?;
    write(unit, &before, at.version, to).await?;
    let Some(id) = before.application_id else {
        return Ok(());
    };
    let running = application::Entity::find_by_id(id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    if !applications::OPEN.contains(&running.state) {
        return if HOLDING.contains(&to) {
            Err(DomainError::Conflict("fairs-conflict-application-over"))
        } else {
            Ok(())
        };
    }
    let step = applications::Step {
        id,
        version: running.version,
    };
    match to {
        FairIntentionState::Hired if running.state != ApplicationState::Hired => applications::hire(unit, step).await,
        FairIntentionState::Refused => applications::reject(unit, step, ApplicationReason::Refused, "").await,
        FairIntentionState::GaveUp if unit.actor().role() == Some(Role::Employer) => {
            Err(DomainError::Conflict("fairs-conflict-ask-station"))
        }
        FairIntentionState::GaveUp => applications::withdraw(unit, step, ApplicationReason::GaveUp, "").await,
        FairIntentionState::Hired | FairIntentionState::Intended => Ok(()),
    }
}

/// Make an application of a wish: the person agreed that the firm gets name and phone (Personal Information Protection Law, article 23).
/// Whoever was hired on the spot is hired by the application too.
///
/// # Errors
/// [`DomainError::Conflict`] if the person is not on record, the post takes nobody, or the wish is over; [`DomainError::Invalid`] if nobody is
/// named as witness.
pub async fn apply(unit: &mut Unit, at: At, given: ConsentGiven) -> Result<Uuid> {
    let (before, post) = found(unit, at).await?;
    if given.witness.trim().is_empty() {
        return Err(DomainError::invalid("witness", "applications-problem-witness"));
    }
    if before.version != at.version || before.application_id.is_some() {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    if !HOLDING.contains(&before.state) {
        return Err(DomainError::Conflict("fairs-conflict-intention-state"));
    }
    let worker: Option<Uuid> = fair_ticket::Entity::find_by_id(before.ticket_id)
        .select_only()
        .column(fair_ticket::Column::WorkerId)
        .into_tuple::<Option<Uuid>>()
        .one(unit.tx())
        .await?
        .flatten();
    let (Some(worker), Some(vacancy)) = (worker, post.vacancy_id) else {
        return Err(DomainError::Conflict("fairs-conflict-not-on-record"));
    };
    let worker = visitors::standing(unit.tx(), worker).await?;
    let made = applications::at_fair(unit, worker, vacancy, &given).await?;
    let result = fair_intention::Entity::update_many()
        .set(fair_intention::ActiveModel {
            application_id: Set(Some(made)),
            version: Set(before.version + 1),
            ..Default::default()
        })
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.audit(
        "apply-at-fair",
        Subject::FairIntention,
        Some(before.id),
        json!({ "application": made }),
    )
    .await?;
    if before.state == FairIntentionState::Hired {
        let running = application::Entity::find_by_id(made)
            .one(unit.tx())
            .await?
            .ok_or(DomainError::NotFound)?;
        if running.state != ApplicationState::Hired {
            let step = applications::Step {
                id: made,
                version: running.version,
            };
            applications::hire(unit, step).await?;
        }
    }
    Ok(made)
}
