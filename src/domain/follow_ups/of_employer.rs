//! The firm's own word: these people are still here. It is written down as a follow-up, proves a stay, and finds again whom nobody reached;
//! the calls to the people themselves stay due.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::{FollowUpChannel, FollowUpReached, FollowUpState, PlacementState};
use entity::{follow_up, placement};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::difference::Facts;
use super::record::{Answers, Telling, audit, write};
use super::silence::lock_worker;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::placements::{self, PlacementCard, retention};
use crate::domain::unit::Unit;

/// Days after which a firm is asked again.
const WORD_DAYS: u64 = 30;

/// One of the firm's people, and when the firm last said so.
#[derive(Clone, Debug)]
pub struct OwnPerson {
    /// Person and post.
    pub card: PlacementCard,
    /// The firm's last word.
    pub confirmed_on: Option<NaiveDate>,
    /// Whether it is time to ask again.
    pub due: bool,
}

/// The firm has not spoken of the placement of the outer statement since.
fn silent_since(day: NaiveDate) -> Condition {
    let words = Query::select()
        .expr(Expr::val(1))
        .from(follow_up::Entity)
        .and_where(
            Expr::col((follow_up::Entity, follow_up::Column::PlacementId))
                .equals((placement::Entity, placement::Column::Id)),
        )
        .and_where(follow_up::Column::Channel.eq(FollowUpChannel::Employer))
        .and_where(follow_up::Column::DoneOn.gt(day))
        .to_owned();
    Condition::all().add(Expr::exists(words).not())
}

fn running(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ConfirmOnPost) {
        return Err(DomainError::NotFound);
    }
    Ok(Condition::all()
        .add(placements::visible_to(actor)?)
        .add(placement::Column::EndedOn.is_null()))
}

/// The firm's people of whom it has not spoken for a month; whoever came within the month was confirmed by arriving.
pub fn silent_for_long(actor: &Actor, today: NaiveDate) -> Result<Condition> {
    let since = today - Days::new(WORD_DAYS);
    Ok(running(actor)?
        .add(placement::Column::StartedOn.lt(since))
        .add(silent_since(since)))
}

/// One page of the firm's people, those who came first first.
pub async fn own_people(
    db: &impl ConnectionTrait,
    actor: &Actor,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<OwnPerson>> {
    let query = placement::Entity::find().filter(running(actor)?);
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_asc(placement::Column::StartedOn)
        .order_by_asc(placement::Column::Id)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let words: HashMap<Uuid, Option<NaiveDate>> = follow_up::Entity::find()
        .select_only()
        .column(follow_up::Column::PlacementId)
        .column_as(follow_up::Column::DoneOn.max(), "last")
        .filter(follow_up::Column::PlacementId.is_in(rows.iter().map(|row| row.id)))
        .filter(follow_up::Column::Channel.eq(FollowUpChannel::Employer))
        .group_by(follow_up::Column::PlacementId)
        .into_tuple::<(Uuid, Option<NaiveDate>)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let since = today - Days::new(WORD_DAYS);
    let rows = placements::cards(db, rows, today)
        .await?
        .into_iter()
        .map(|card| {
            let confirmed_on = words.get(&card.id).copied().flatten();
            OwnPerson {
                due: confirmed_on.unwrap_or(card.started_on) <= since,
                confirmed_on,
                card,
            }
        })
        .collect();
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// The firm says that these people are there today: all or none. Saying it twice on one day is saying it once. Returns how many were new.
pub async fn still_here(unit: &mut Unit, ids: &[Uuid]) -> Result<usize> {
    unit.allow(Action::ConfirmOnPost)?;
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut new = 0;
    for id in ids {
        let before = placements::by_id(unit.tx(), unit.actor(), id).await?;
        lock_worker(unit, before.worker_id).await?;
        if before.state == PlacementState::Left {
            return Err(DomainError::Conflict("follow-ups-conflict-left"));
        }
        let said = follow_up::Entity::find()
            .filter(follow_up::Column::PlacementId.eq(id))
            .filter(follow_up::Column::State.eq(FollowUpState::Done))
            .filter(follow_up::Column::Channel.eq(FollowUpChannel::Employer))
            .filter(follow_up::Column::DoneOn.eq(unit.today()))
            .count(unit.tx())
            .await?;
        if said > 0 {
            continue;
        }
        say(unit, &before).await?;
        new += 1;
    }
    Ok(new)
}

async fn say(unit: &mut Unit, placement: &placement::Model) -> Result<()> {
    let answers = Answers {
        channel: FollowUpChannel::Employer,
        reached: FollowUpReached::Employer,
        on: unit.today(),
        telling: Telling::OnPost,
        facts: Facts::default(),
        problems: Vec::new(),
        note: String::new(),
        next_on: None,
    };
    let id = write(unit, placement, &answers).await?;
    audit(unit, id, &answers).await?;
    placements::found_there(unit, placement, answers.on, "").await?;
    retention::refresh(unit, placement.id).await
}
