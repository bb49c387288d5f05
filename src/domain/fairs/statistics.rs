//! The statistics sheet of a fair (招聘会统计表), counted from the rows; kept as it was once it is reported.

use std::collections::{HashMap, HashSet};

use entity::codes::{BoothState, FairIntentionState, FairState, TicketOrigin};
use entity::{fair, fair_booth, fair_booth_post, fair_consultation, fair_intention, fair_ticket};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::queries::{visible_to, year_of};
use super::state::{BOOTHS_COMING, FINISHED, HOLDING};
use super::visitors::{self, Visitor, whole};
use crate::domain::actor::Actor;
use crate::domain::error::Result;

/// The numbers of one fair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Employers that were there (家次); before the end, those that are to come.
    pub enterprises: i64,
    /// Employers that were announced and did not come.
    pub absent: i64,
    /// Their posts (个).
    pub posts: i64,
    /// The places of these posts (人).
    pub headcount: i64,
    /// Tickets that were given out before the day.
    pub tickets: i64,
    /// People who came in (人).
    pub visitors: i64,
    /// Of these, people who came without a ticket.
    pub walk_ins: i64,
    /// Entries (人次).
    pub entries: i64,
    /// Who watched a fair that was sent live (人次).
    pub viewers: Option<i32>,
    /// Questions at the booths (人次).
    pub consultations: i64,
    /// People with a wish for a post (人).
    pub intending: i64,
    /// Wishes that stand; never more than `headcount`.
    pub intentions: i64,
    /// People who were hired on the spot (人).
    pub hired: i64,
}

/// A fair with its numbers.
#[derive(Clone, Debug)]
pub struct FairSheet {
    /// The fair.
    pub fair: fair::Model,
    /// Its numbers.
    pub numbers: Statistics,
    /// Whether they are those that were reported.
    pub frozen: bool,
}

/// The numbers as they were reported, if they were.
#[must_use]
pub fn reported(fair: &fair::Model) -> Option<Statistics> {
    fair.statistics
        .clone()
        .and_then(|kept| serde_json::from_value(kept).ok())
}

/// Count a fair as the rows are now.
pub async fn count(db: &impl ConnectionTrait, fair: &fair::Model) -> Result<Statistics> {
    let visitors = visitors::of_fairs(db, &[fair.id]).await?;
    let booths: Vec<(Uuid, BoothState)> = fair_booth::Entity::find()
        .select_only()
        .columns([fair_booth::Column::Id, fair_booth::Column::State])
        .filter(fair_booth::Column::FairId.eq(fair.id))
        .into_tuple()
        .all(db)
        .await?;
    let there: Vec<Uuid> = booths
        .iter()
        .filter(|(_, state)| counts(fair.state, *state))
        .map(|(id, _)| *id)
        .collect();
    let posts: Vec<i32> = fair_booth_post::Entity::find()
        .select_only()
        .column(fair_booth_post::Column::Headcount)
        .filter(fair_booth_post::Column::BoothId.is_in(there.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let (people, entries) = visitors::counted(db, fair.id, &visitors).await?;
    let consultations = fair_consultation::Entity::find()
        .filter(fair_consultation::Column::FairId.eq(fair.id))
        .count(db)
        .await?;
    let wishes: Vec<(Uuid, FairIntentionState)> = fair_intention::Entity::find()
        .select_only()
        .columns([fair_intention::Column::TicketId, fair_intention::Column::State])
        .filter(fair_intention::Column::FairId.eq(fair.id))
        .filter(fair_intention::Column::State.is_in(HOLDING))
        .into_tuple()
        .all(db)
        .await?;
    let (tickets, walk_ins) = tickets(db, fair.id).await?;
    Ok(Statistics {
        enterprises: whole(there.len()),
        absent: whole(booths.iter().filter(|(_, state)| *state == BoothState::NoShow).count()),
        posts: whole(posts.len()),
        headcount: posts.iter().copied().map(i64::from).sum(),
        tickets,
        visitors: people,
        walk_ins,
        entries,
        viewers: fair.viewers,
        consultations: i64::try_from(consultations).unwrap_or(i64::MAX),
        intending: people_of(&wishes, &visitors, |_| true),
        intentions: whole(wishes.len()),
        hired: people_of(&wishes, &visitors, |state| state == FairIntentionState::Hired),
    })
}

/// Whether a booth counts: until the day is over those that are to come, afterwards those that were there.
fn counts(fair: FairState, booth: BoothState) -> bool {
    if FINISHED.contains(&fair) {
        booth == BoothState::SignedIn
    } else {
        BOOTHS_COMING.contains(&booth)
    }
}

fn people_of(
    wishes: &[(Uuid, FairIntentionState)],
    visitors: &HashMap<Uuid, Visitor>,
    which: impl Fn(FairIntentionState) -> bool,
) -> i64 {
    let people: HashSet<Visitor> = wishes
        .iter()
        .filter(|(_, state)| which(*state))
        .filter_map(|(ticket, _)| visitors.get(ticket))
        .copied()
        .collect();
    whole(people.len())
}

/// Tickets that were given out beforehand, and those that were made at the door.
async fn tickets(db: &impl ConnectionTrait, fair: Uuid) -> Result<(i64, i64)> {
    let rows: Vec<(TicketOrigin, i64)> = fair_ticket::Entity::find()
        .select_only()
        .column(fair_ticket::Column::Origin)
        .column_as(fair_ticket::Column::Id.count(), "tickets")
        .filter(fair_ticket::Column::FairId.eq(fair))
        .group_by(fair_ticket::Column::Origin)
        .into_tuple()
        .all(db)
        .await?;
    let of = |door: bool| {
        rows.iter()
            .filter(|(origin, _)| (*origin == TicketOrigin::Door) == door)
            .map(|(_, tickets)| tickets)
            .sum()
    };
    Ok((of(false), of(true)))
}

/// The fairs of a year that took place, in order of time, each with the numbers that were reported, or today's if none were.
pub async fn of_year(db: &impl ConnectionTrait, actor: &Actor, year: i32) -> Result<Vec<FairSheet>> {
    let Some((from, until)) = year_of(year) else {
        return Ok(Vec::new());
    };
    let fairs = fair::Entity::find()
        .filter(visible_to(actor)?)
        .filter(fair::Column::State.is_in(FINISHED))
        .filter(fair::Column::StartsAt.gte(from))
        .filter(fair::Column::StartsAt.lt(until))
        .order_by_asc(fair::Column::StartsAt)
        .order_by_asc(fair::Column::Id)
        .all(db)
        .await?;
    let mut sheets = Vec::with_capacity(fairs.len());
    for fair in fairs {
        let kept = reported(&fair);
        let numbers = match kept {
            Some(numbers) => numbers,
            // At most the few fairs of the last days.
            None => count(db, &fair).await?,
        };
        sheets.push(FairSheet {
            frozen: kept.is_some(),
            numbers,
            fair,
        });
    }
    Ok(sheets)
}

/// The years in which a fair of the actor took place, latest first.
pub async fn years(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<i32>> {
    use chrono::Datelike as _;
    let starts: Vec<chrono::DateTime<chrono::Utc>> = fair::Entity::find()
        .select_only()
        .column(fair::Column::StartsAt)
        .filter(visible_to(actor)?)
        .filter(fair::Column::State.is_in(FINISHED))
        .into_tuple()
        .all(db)
        .await?;
    let mut years: Vec<i32> = starts
        .into_iter()
        .map(|start| crate::domain::clock::day_of(start).year())
        .collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    Ok(years)
}

/// What one booth brought.
#[derive(Clone, Debug)]
pub struct BoothYield {
    /// The booth.
    pub booth: fair_booth::Model,
    /// Its posts.
    pub posts: usize,
    /// Their places.
    pub headcount: i64,
    /// Wishes that stand.
    pub intentions: i64,
    /// Of these, hired on the spot.
    pub hired: i64,
}

/// What each booth that came or was to come brought, by number: three statements.
pub async fn by_booth(db: &impl ConnectionTrait, fair: &fair::Model) -> Result<Vec<BoothYield>> {
    let booths = fair_booth::Entity::find()
        .filter(fair_booth::Column::FairId.eq(fair.id))
        .filter(fair_booth::Column::State.is_in([BoothState::Reviewed, BoothState::SignedIn, BoothState::NoShow]))
        .order_by_asc(fair_booth::Column::Number)
        .order_by_asc(fair_booth::Column::Id)
        .all(db)
        .await?;
    let posts = fair_booth_post::Entity::find()
        .filter(fair_booth_post::Column::FairId.eq(fair.id))
        .all(db)
        .await?;
    let hired: HashMap<Uuid, i64> = fair_intention::Entity::find()
        .select_only()
        .column(fair_intention::Column::BoothPostId)
        .column_as(fair_intention::Column::Id.count(), "people")
        .filter(fair_intention::Column::FairId.eq(fair.id))
        .filter(fair_intention::Column::State.eq(FairIntentionState::Hired))
        .group_by(fair_intention::Column::BoothPostId)
        .into_tuple::<(Uuid, i64)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(booths
        .into_iter()
        .map(|booth| {
            let own: Vec<_> = posts.iter().filter(|post| post.booth_id == booth.id).collect();
            BoothYield {
                posts: own.len(),
                headcount: own.iter().map(|post| i64::from(post.headcount)).sum(),
                intentions: own.iter().map(|post| i64::from(post.intentions)).sum(),
                hired: own.iter().filter_map(|post| hired.get(&post.id)).sum(),
                booth,
            }
        })
        .collect())
}
