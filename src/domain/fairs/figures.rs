//! The lists behind the indicator T7 (招聘会): finished fairs of a period, and what each number of them counts, row by row with ids, so that
//! a figure is the length of its list. Only what had happened by the end of `as_of` is in a list.

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{BoothState, Code as _, FairState, Subject};
use entity::{fair, fair_booth, fair_booth_post, fair_check_in, fair_intention, state_move};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

use super::outcomes;
use super::queries::visible_to;
use super::state::{FINISHED, HOLDING};
use super::visitors::{self, Visitor};
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::Result;

/// A period, both days included, and the day as of which it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// First day of a fair.
    pub from: NaiveDate,
    /// Last day of a fair.
    pub until: NaiveDate,
    /// What came later is not looked at.
    pub as_of: NaiveDate,
}

impl Period {
    fn end(&self) -> DateTime<Utc> {
        clock::start_of(self.as_of.succ_opt().unwrap_or(self.as_of))
    }
}

/// An employer that was at a fair (家次).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnterpriseFact {
    /// The fair.
    pub fair: Uuid,
    /// The booth: the proof.
    pub booth: Uuid,
    /// The employer.
    pub employer: Uuid,
}

/// A post of an employer that was there (个), with its places (人).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostFact {
    /// The fair.
    pub fair: Uuid,
    /// The post as it was shown: the proof.
    pub post: Uuid,
    /// Its title.
    pub title: String,
    /// Its places.
    pub headcount: i32,
}

/// One entry (人次); different visitors of one fair are its people (人).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryFact {
    /// The fair.
    pub fair: Uuid,
    /// The entry: the proof.
    pub check_in: Uuid,
    /// Who came in.
    pub visitor: Visitor,
    /// When.
    pub at: DateTime<Utc>,
}

/// A wish that stands; different visitors are its people (人).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntentionFact {
    /// The fair.
    pub fair: Uuid,
    /// The wish: the proof.
    pub intention: Uuid,
    /// Whose it is.
    pub visitor: Visitor,
    /// The post.
    pub post: Uuid,
}

/// Somebody who arrived at work by a fair; different workers are the people (人).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrivalFact {
    /// The fair.
    pub fair: Uuid,
    /// The placement: the proof.
    pub placement: Uuid,
    /// The person.
    pub worker: Uuid,
    /// First day at work.
    pub started_on: NaiveDate,
}

/// The finished fairs of a period that the actor sees, in order of time (场).
pub async fn finished(db: &impl ConnectionTrait, actor: &Actor, period: Period) -> Result<Vec<fair::Model>> {
    let after = clock::start_of(period.until.succ_opt().unwrap_or(period.until));
    let fairs = fair::Entity::find()
        .filter(visible_to(actor)?)
        .filter(fair::Column::State.is_in(FINISHED))
        .filter(fair::Column::StartsAt.gte(clock::start_of(period.from)))
        .filter(fair::Column::StartsAt.lt(after))
        .order_by_asc(fair::Column::StartsAt)
        .order_by_asc(fair::Column::Id)
        .all(db)
        .await?;
    let ended: HashSet<Uuid> = state_move::Entity::find()
        .select_only()
        .column(state_move::Column::SubjectId)
        .filter(state_move::Column::Subject.eq(Subject::Fair))
        .filter(state_move::Column::SubjectId.is_in(fairs.iter().map(|fair| fair.id)))
        .filter(state_move::Column::ToState.eq(FairState::Ended.key()))
        .filter(state_move::Column::At.lt(period.end()))
        .into_tuple::<Uuid>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(fairs.into_iter().filter(|fair| ended.contains(&fair.id)).collect())
}

async fn ids(db: &impl ConnectionTrait, actor: &Actor, period: Period) -> Result<Vec<Uuid>> {
    Ok(finished(db, actor, period)
        .await?
        .into_iter()
        .map(|fair| fair.id)
        .collect())
}

/// Employers that were at these fairs.
pub async fn enterprises(db: &impl ConnectionTrait, actor: &Actor, period: Period) -> Result<Vec<EnterpriseFact>> {
    let rows: Vec<(Uuid, Uuid, Uuid)> = fair_booth::Entity::find()
        .select_only()
        .columns([
            fair_booth::Column::FairId,
            fair_booth::Column::Id,
            fair_booth::Column::EmployerId,
        ])
        .filter(fair_booth::Column::FairId.is_in(ids(db, actor, period).await?))
        .filter(fair_booth::Column::State.eq(BoothState::SignedIn))
        .order_by_asc(fair_booth::Column::FairId)
        .order_by_asc(fair_booth::Column::Number)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(fair, booth, employer)| EnterpriseFact { fair, booth, employer })
        .collect())
}

/// Posts of employers that were at these fairs.
pub async fn posts(db: &impl ConnectionTrait, actor: &Actor, period: Period) -> Result<Vec<PostFact>> {
    let booths: Vec<Uuid> = enterprises(db, actor, period)
        .await?
        .iter()
        .map(|fact| fact.booth)
        .collect();
    let rows = fair_booth_post::Entity::find()
        .filter(fair_booth_post::Column::BoothId.is_in(booths))
        .order_by_asc(fair_booth_post::Column::FairId)
        .order_by_asc(fair_booth_post::Column::Title)
        .order_by_asc(fair_booth_post::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| PostFact {
            fair: row.fair_id,
            post: row.id,
            title: row.title,
            headcount: row.headcount,
        })
        .collect())
}

/// Entries at these fairs.
pub async fn entries(db: &impl ConnectionTrait, actor: &Actor, period: Period) -> Result<Vec<EntryFact>> {
    let fairs = ids(db, actor, period).await?;
    let visitors = visitors::of_fairs(db, &fairs).await?;
    let rows = fair_check_in::Entity::find()
        .filter(fair_check_in::Column::FairId.is_in(fairs))
        .filter(fair_check_in::Column::At.lt(period.end()))
        .order_by_asc(fair_check_in::Column::At)
        .order_by_asc(fair_check_in::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            visitors.get(&row.ticket_id).map(|visitor| EntryFact {
                fair: row.fair_id,
                check_in: row.id,
                visitor: *visitor,
                at: row.at,
            })
        })
        .collect())
}

/// Wishes that stand at these fairs.
pub async fn intentions(db: &impl ConnectionTrait, actor: &Actor, period: Period) -> Result<Vec<IntentionFact>> {
    let fairs = ids(db, actor, period).await?;
    let visitors: HashMap<Uuid, Visitor> = visitors::of_fairs(db, &fairs).await?;
    let rows = fair_intention::Entity::find()
        .filter(fair_intention::Column::FairId.is_in(fairs))
        .filter(fair_intention::Column::State.is_in(HOLDING))
        .filter(fair_intention::Column::RecordedAt.lt(period.end()))
        .order_by_asc(fair_intention::Column::RecordedAt)
        .order_by_asc(fair_intention::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            visitors.get(&row.ticket_id).map(|visitor| IntentionFact {
                fair: row.fair_id,
                intention: row.id,
                visitor: *visitor,
                post: row.booth_post_id,
            })
        })
        .collect())
}

/// People who arrived at work by these fairs.
pub async fn arrivals(db: &impl ConnectionTrait, actor: &Actor, period: Period) -> Result<Vec<ArrivalFact>> {
    let mut facts = Vec::new();
    // Fairs of a period are few: a county holds some dozens in a year.
    for fair in finished(db, actor, period).await? {
        let found = outcomes::arrivals(db, &fair, period.as_of).await?;
        facts.extend(found.into_iter().map(|one| ArrivalFact {
            fair: fair.id,
            placement: one.placement,
            worker: one.worker,
            started_on: one.started_on,
        }));
    }
    // One placement comes of one fair: of two that would fit, the first.
    let mut seen = HashSet::new();
    facts.retain(|fact| seen.insert(fact.placement));
    Ok(facts)
}
