//! The tickets of a fair as lists: on the screen and on paper.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entity::codes::{Role, TicketOrigin};
use entity::fair_check_in;
use entity::fair_ticket::{self, Column};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::number;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;

/// Most tickets of one print.
pub const MOST_PRINTED: u64 = 500;

/// The tickets that an actor sees: those who plan fairs all of a fair, liaisons those of people from their places.
pub(super) fn visible(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadFairs) {
        return Err(DomainError::NotFound);
    }
    Ok(if actor.role() == Some(Role::Liaison) {
        scope::within_places_of(Column::RegionCode, actor)
    } else {
        Condition::all()
    })
}

/// What the list of tickets is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct TicketFilter {
    /// A number, four last digits of a phone, or part of a name.
    pub text: String,
    /// Only those who came in.
    pub came: bool,
    /// Only those who are not on record.
    pub strangers: bool,
}

/// A ticket in a list. Holds no phone and no code.
#[derive(Clone, Debug)]
pub struct TicketRow {
    /// The ticket.
    pub id: Uuid,
    /// Its number.
    pub number: i32,
    /// Name; empty once it was forgotten.
    pub name: String,
    /// Last four digits of the phone.
    pub phone_last4: String,
    /// Whether a phone is kept with the ticket.
    pub has_phone: bool,
    /// Home.
    pub region_code: String,
    /// How it was got.
    pub origin: TicketOrigin,
    /// The person's record.
    pub worker_id: Option<Uuid>,
    /// First entry.
    pub came_at: Option<DateTime<Utc>>,
    /// Entries.
    pub entries: i64,
}

fn narrowed(filter: &TicketFilter) -> Condition {
    let text = filter.text.trim();
    let mut wanted = Condition::all();
    if let Some(number) = number::parse(text) {
        wanted = wanted.add(
            Condition::any()
                .add(Column::Number.eq(number))
                .add(Column::PhoneLast4.eq(text)),
        );
    } else if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        wanted = wanted.add(Column::PhoneLast4.eq(text));
    } else if !text.is_empty() {
        wanted = wanted.add(Column::Name.contains(text));
    }
    if filter.came {
        wanted = wanted.add(came());
    }
    if filter.strangers {
        wanted = wanted.add(Column::WorkerId.is_null());
    }
    wanted
}

/// Somebody came in with the ticket of the outer row.
fn came() -> Condition {
    let entries = sea_orm::sea_query::Query::select()
        .expr(Expr::val(1))
        .from(fair_check_in::Entity)
        .and_where(
            Expr::col((fair_check_in::Entity, fair_check_in::Column::TicketId))
                .equals((fair_ticket::Entity, Column::Id)),
        )
        .to_owned();
    Condition::all().add(Expr::exists(entries))
}

/// One page of the tickets of a fair, by number: three statements.
pub async fn tickets(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: Uuid,
    filter: &TicketFilter,
    page: u64,
) -> Result<PageOf<TicketRow>> {
    let query = fair_ticket::Entity::find()
        .filter(visible(actor)?)
        .filter(Column::FairId.eq(fair))
        .filter(narrowed(filter));
    let total = query.clone().count(db).await?;
    let found = query
        .order_by_asc(Column::Number)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let entries = entries_of(db, found.iter().map(|ticket| ticket.id)).await?;
    let rows = found
        .into_iter()
        .map(|ticket| {
            let came = entries.get(&ticket.id);
            TicketRow {
                id: ticket.id,
                number: ticket.number,
                name: ticket.name,
                phone_last4: ticket.phone_last4,
                has_phone: ticket.phone_cipher.is_some(),
                region_code: ticket.region_code,
                origin: ticket.origin,
                worker_id: ticket.worker_id,
                came_at: came.map(|(first, _)| *first),
                entries: came.map_or(0, |(_, entries)| *entries),
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

/// First entry and number of entries, by ticket.
pub(super) async fn entries_of(
    db: &impl ConnectionTrait,
    tickets: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, (DateTime<Utc>, i64)>> {
    let rows: Vec<(Uuid, DateTime<Utc>, i64)> = fair_check_in::Entity::find()
        .select_only()
        .column(fair_check_in::Column::TicketId)
        .column_as(fair_check_in::Column::At.min(), "first")
        .column_as(fair_check_in::Column::Id.count(), "entries")
        .filter(fair_check_in::Column::TicketId.is_in(tickets))
        .group_by(fair_check_in::Column::TicketId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, first, entries)| (id, (first, entries)))
        .collect())
}

/// Tickets to print, by number, from the `after`-th number on.
pub async fn to_print(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: Uuid,
    after: i32,
) -> Result<Vec<fair_ticket::Model>> {
    Ok(fair_ticket::Entity::find()
        .filter(visible(actor)?)
        .filter(Column::FairId.eq(fair))
        .filter(Column::Number.gt(after))
        .order_by_asc(Column::Number)
        .limit(MOST_PRINTED)
        .all(db)
        .await?)
}
