//! Who was there: a person counts once at a fair, whichever of two records or tickets he came with.

use std::collections::{HashMap, HashSet};

use entity::{fair_check_in, fair_ticket, worker};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::domain::error::Result;

/// Most records that were merged one into the other, one after the other.
const MOST_MERGES: usize = 8;

/// Whom a ticket stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Visitor {
    /// Somebody on record, by the record that stands today.
    OnRecord(Uuid),
    /// Somebody who is known by the ticket alone.
    Stranger(Uuid),
}

/// The visitors behind the tickets of these fairs, by ticket.
pub(super) async fn of_fairs(db: &impl ConnectionTrait, fairs: &[Uuid]) -> Result<HashMap<Uuid, Visitor>> {
    let rows: Vec<(Uuid, Option<Uuid>)> = fair_ticket::Entity::find()
        .select_only()
        .columns([fair_ticket::Column::Id, fair_ticket::Column::WorkerId])
        .filter(fair_ticket::Column::FairId.is_in(fairs.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let merged = merged(db, fairs).await?;
    Ok(rows
        .into_iter()
        .map(|(ticket, worker)| {
            let visitor = worker.map_or(Visitor::Stranger(ticket), |id| Visitor::OnRecord(followed(&merged, id)));
            (ticket, visitor)
        })
        .collect())
}

/// Records of visitors that were merged into others, and where those went, generation by generation.
async fn merged(db: &impl ConnectionTrait, fairs: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    let came = sea_orm::sea_query::Query::select()
        .column(fair_ticket::Column::WorkerId)
        .from(fair_ticket::Entity)
        .and_where(fair_ticket::Column::FairId.is_in(fairs.iter().copied()))
        .and_where(fair_ticket::Column::WorkerId.is_not_null())
        .to_owned();
    let mut gone: HashMap<Uuid, Uuid> = HashMap::new();
    let mut next = pairs(db, worker::Column::Id.in_subquery(came)).await?;
    for _ in 0..MOST_MERGES {
        if next.is_empty() {
            break;
        }
        let into: Vec<Uuid> = next.iter().map(|(_, kept)| *kept).collect();
        gone.extend(next);
        next = pairs(db, worker::Column::Id.is_in(into)).await?;
    }
    Ok(gone)
}

async fn pairs(db: &impl ConnectionTrait, which: sea_orm::sea_query::Expr) -> Result<Vec<(Uuid, Uuid)>> {
    Ok(worker::Entity::find()
        .select_only()
        .columns([worker::Column::Id, worker::Column::MergedInto])
        .filter(which)
        .filter(worker::Column::MergedInto.is_not_null())
        .into_tuple()
        .all(db)
        .await?)
}

fn followed(merged: &HashMap<Uuid, Uuid>, id: Uuid) -> Uuid {
    let mut at = id;
    for _ in 0..MOST_MERGES {
        match merged.get(&at) {
            Some(kept) => at = *kept,
            None => break,
        }
    }
    at
}

/// The record that stands today for one that may have been merged.
pub(super) async fn standing(db: &impl ConnectionTrait, id: Uuid) -> Result<Uuid> {
    let mut at = id;
    for _ in 0..MOST_MERGES {
        let found = pairs(db, worker::Column::Id.eq(at)).await?;
        match found.first() {
            Some((_, kept)) => at = *kept,
            None => break,
        }
    }
    Ok(at)
}

/// People (人) and entries (人次) of a fair.
pub(super) async fn counted(
    db: &impl ConnectionTrait,
    fair: Uuid,
    visitors: &HashMap<Uuid, Visitor>,
) -> Result<(i64, i64)> {
    let entries: Vec<Uuid> = fair_check_in::Entity::find()
        .select_only()
        .column(fair_check_in::Column::TicketId)
        .filter(fair_check_in::Column::FairId.eq(fair))
        .into_tuple()
        .all(db)
        .await?;
    let people: HashSet<Visitor> = entries
        .iter()
        .filter_map(|ticket| visitors.get(ticket))
        .copied()
        .collect();
    Ok((whole(people.len()), whole(entries.len())))
}

/// A count as the records keep numbers.
pub(super) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
