//! The list of transfers, and those that somebody must look after today.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::batch::{self, Column};
use entity::codes::{BatchMode, BatchState, PassengerState};
use entity::{batch_vehicle, passenger};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::queries::visible_to;
use super::state::CHANGEABLE;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::Result;
use crate::domain::page::{LIST_SIZE, PageOf};

/// Days before the departure from which open papers are a worry.
pub const LEAVING_DAYS: u64 = 7;

/// What the list is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct BatchFilter {
    /// Only this state.
    pub state: Option<BatchState>,
    /// Only departures of this year.
    pub year: Option<i32>,
    /// Only those that leave soon with papers to come.
    pub unready: bool,
}

/// A transfer in a list.
#[derive(Clone, Debug)]
pub struct BatchRow {
    /// The transfer.
    pub batch: batch::Model,
    /// People on its list.
    pub people: i64,
    /// Its seats.
    pub seats: i64,
    /// People who have not been marked as there.
    pub missing: i64,
    /// People whose papers are to come.
    pub lacking: i64,
}

/// Somebody on the list lacks a paper; a coach needs no ticket.
fn papers_open() -> Expr {
    use passenger::Column as P;
    let lacks = Condition::any()
        .add(P::HasIdCard.eq(false))
        .add(P::HasHealth.eq(false))
        .add(P::HasContract.eq(false))
        .add(
            Condition::all()
                .add(P::HasTicket.eq(false))
                .add(Column::Mode.ne(BatchMode::Coach)),
        );
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(passenger::Entity)
        .and_where(Expr::col(P::BatchId.as_column_ref()).equals(Column::Id.as_column_ref()))
        .cond_where(lacks)
        .to_owned();
    Expr::exists(rows)
}

fn unready(today: NaiveDate) -> Condition {
    Condition::all()
        .add(Column::State.is_in(CHANGEABLE))
        .add(Column::DepartsAt.gte(clock::start_of(today)))
        .add(Column::DepartsAt.lt(clock::start_of(today + Days::new(LEAVING_DAYS + 1))))
        .add(papers_open())
}

/// Transfers that leave within a week while papers are to come.
pub fn leaving_unready(actor: &Actor, today: NaiveDate) -> Result<Select<batch::Entity>> {
    Ok(batch::Entity::find().filter(visible_to(actor)?).filter(unready(today)))
}

/// Transfers that have left and are not there.
pub fn on_the_way(actor: &Actor) -> Result<Select<batch::Entity>> {
    Ok(batch::Entity::find()
        .filter(visible_to(actor)?)
        .filter(Column::State.eq(BatchState::Departed)))
}

fn year_of(year: i32) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let next = NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?;
    Some((clock::start_of(first), clock::start_of(next)))
}

/// One page of transfers, the latest departure first, and how many are in each state: five statements.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: BatchFilter,
    page: u64,
    today: NaiveDate,
) -> Result<(PageOf<BatchRow>, HashMap<BatchState, u64>)> {
    let mut wanted = visible_to(actor)?;
    if let Some((from, until)) = filter.year.and_then(year_of) {
        wanted = wanted.add(Column::DepartsAt.gte(from)).add(Column::DepartsAt.lt(until));
    }
    let all = batch::Entity::find().filter(wanted);
    let counts: HashMap<BatchState, u64> = all
        .clone()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "batches")
        .group_by(Column::State)
        .into_tuple::<(BatchState, i64)>()
        .all(db)
        .await?
        .into_iter()
        .map(|(state, batches)| (state, u64::try_from(batches).unwrap_or_default()))
        .collect();
    let mut query = all;
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state));
    }
    if filter.unready {
        query = query.filter(unready(today));
    }
    let total = query.clone().count(db).await?;
    let found = query
        .order_by_desc(Column::DepartsAt)
        .order_by_asc(Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let page = PageOf {
        rows: rows_of(db, found).await?,
        total,
        page,
        size: LIST_SIZE,
    };
    Ok((page, counts))
}

/// Counts of the people of transfers, by transfer, state and papers.
#[derive(sea_orm::FromQueryResult)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a row has as many yes-or-no columns as its form has boxes"
)]
struct People {
    batch_id: Uuid,
    state: PassengerState,
    has_id_card: bool,
    has_health: bool,
    has_contract: bool,
    has_ticket: bool,
    n: i64,
}

/// Transfers with their people and seats counted, in two more statements.
async fn rows_of(db: &impl ConnectionTrait, batches: Vec<batch::Model>) -> Result<Vec<BatchRow>> {
    use passenger::Column as P;
    let ids: Vec<Uuid> = batches.iter().map(|batch| batch.id).collect();
    let groups = [
        P::BatchId,
        P::State,
        P::HasIdCard,
        P::HasHealth,
        P::HasContract,
        P::HasTicket,
    ];
    let mut people = passenger::Entity::find()
        .select_only()
        .columns(groups)
        .column_as(P::Id.count(), "n")
        .filter(P::BatchId.is_in(ids.iter().copied()));
    for column in groups {
        people = people.group_by(column);
    }
    let people: Vec<People> = people.into_model().all(db).await?;
    let seats: HashMap<Uuid, i64> = batch_vehicle::Entity::find()
        .select_only()
        .column(batch_vehicle::Column::BatchId)
        .column_as(Expr::cust("CAST(SUM(batch_vehicle.seats) AS BIGINT)"), "seats")
        .filter(batch_vehicle::Column::BatchId.is_in(ids))
        .group_by(batch_vehicle::Column::BatchId)
        .into_tuple::<(Uuid, i64)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(batches
        .into_iter()
        .map(|batch| {
            let of = |wanted: &dyn Fn(&People) -> bool| -> i64 {
                let own = people.iter().filter(|row| row.batch_id == batch.id);
                own.filter(|row| wanted(row)).map(|row| row.n).sum()
            };
            let ticket = batch.mode == BatchMode::Coach;
            BatchRow {
                people: of(&|_| true),
                missing: of(&|row| row.state == PassengerState::NotArrived),
                lacking: of(&|row| {
                    !(row.has_id_card && row.has_health && row.has_contract && (row.has_ticket || ticket))
                }),
                seats: seats.get(&batch.id).copied().unwrap_or_default(),
                batch,
            }
        })
        .collect())
}
