//! What came of a fair: who arrived at work, and who was still there after 30 and 90 days.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use entity::codes::{Origin, PlacementState};
use entity::{fair, fair_booth, fair_check_in, fair_intention, fair_ticket, placement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::rules::{ARRIVAL_DAYS, day};
use super::statistics::{self, Statistics};
use super::visitors::{self, Visitor, whole};
use crate::domain::error::Result;

/// Ids of one `IN` list: within the parameter limits of both databases.
const CHUNK: usize = 500;

/// Somebody who came to the fair and arrived at work by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The placement.
    pub placement: Uuid,
    /// The person, by the record that stands today.
    pub worker: Uuid,
    /// The employer's name at the start.
    pub employer_name: String,
    /// First day at work.
    pub started_on: NaiveDate,
    /// Last day.
    pub ended_on: Option<NaiveDate>,
}

impl Arrival {
    /// Whether the person was on post for so many days; `None` while the day has not come.
    #[must_use]
    pub fn kept(&self, days: u64, today: NaiveDate) -> Option<bool> {
        let mark = self.started_on + Days::new(days);
        match self.ended_on {
            Some(ended) if ended < mark => Some(false),
            _ => (mark <= today).then_some(true),
        }
    }
}

/// Places → visitors → wishes → arrived → 30 days → 90 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcomes {
    /// The numbers of the day.
    pub day: Statistics,
    /// People who arrived at work.
    pub arrived: i64,
    /// Of these, people on post for 30 days, and those for whom that is known.
    pub kept_30: (i64, i64),
    /// The same for 90 days.
    pub kept_90: (i64, i64),
}

/// The funnel of a fair on `today`.
pub async fn outcomes(db: &impl ConnectionTrait, fair: &fair::Model, today: NaiveDate) -> Result<Outcomes> {
    let arrivals = arrivals(db, fair, today).await?;
    let people = |which: &dyn Fn(&Arrival) -> bool| {
        let different: HashSet<Uuid> = arrivals.iter().filter(|one| which(one)).map(|one| one.worker).collect();
        whole(different.len())
    };
    let kept = |days: u64| {
        (
            people(&|one| one.kept(days, today) == Some(true)),
            people(&|one| one.kept(days, today).is_some()),
        )
    };
    let day = match statistics::reported(fair) {
        Some(numbers) => numbers,
        None => statistics::count(db, fair).await?,
    };
    Ok(Outcomes {
        day,
        arrived: people(&|_| true),
        kept_30: kept(30),
        kept_90: kept(90),
    })
}

/// The verified placements that came of a fair up to `as_of`, by first day.
///
/// Certain are those whose application was made of a wish at the fair. Where nobody wrote an application down, a placement counts if it says
/// itself that it came of a fair, its person came in at this one, its employer had a booth, and it began within sixty days.
pub async fn arrivals(db: &impl ConnectionTrait, fair: &fair::Model, as_of: NaiveDate) -> Result<Vec<Arrival>> {
    let visitors = visitors::of_fairs(db, &[fair.id]).await?;
    let mut found: HashMap<Uuid, placement::Model> = HashMap::new();
    let applied: Vec<Uuid> = fair_intention::Entity::find()
        .select_only()
        .column(fair_intention::Column::ApplicationId)
        .filter(fair_intention::Column::FairId.eq(fair.id))
        .filter(fair_intention::Column::ApplicationId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    for piece in applied.chunks(CHUNK) {
        let of_wishes = placement::Column::ApplicationId.is_in(piece.iter().copied());
        gather(db, &mut found, Condition::all().add(of_wishes), as_of).await?;
    }
    let came: Vec<Uuid> = came_on_record(db, fair.id, &visitors).await?;
    let employers: Vec<Uuid> = fair_booth::Entity::find()
        .select_only()
        .column(fair_booth::Column::EmployerId)
        .filter(fair_booth::Column::FairId.eq(fair.id))
        .into_tuple()
        .all(db)
        .await?;
    let first = day(fair);
    for piece in came.chunks(CHUNK) {
        let said = Condition::all()
            .add(placement::Column::WorkerId.is_in(piece.iter().copied()))
            .add(placement::Column::Origin.eq(Origin::Fair))
            .add(placement::Column::ApplicationId.is_null())
            .add(placement::Column::EmployerId.is_in(employers.iter().copied()))
            .add(placement::Column::StartedOn.between(first, first + Days::new(ARRIVAL_DAYS)));
        gather(db, &mut found, said, as_of).await?;
    }
    let mut arrivals = Vec::with_capacity(found.len());
    for row in found.into_values() {
        arrivals.push(Arrival {
            placement: row.id,
            worker: row.worker_id,
            employer_name: row.employer_name,
            started_on: row.started_on,
            // What ended later had not ended on that day.
            ended_on: row.ended_on.filter(|ended| *ended <= as_of),
        });
    }
    arrivals.sort_by_key(|one| (one.started_on, one.placement));
    Ok(arrivals)
}

/// Only what somebody verified counts, as in every figure.
async fn gather(
    db: &impl ConnectionTrait,
    found: &mut HashMap<Uuid, placement::Model>,
    which: Condition,
    as_of: NaiveDate,
) -> Result<()> {
    let rows = placement::Entity::find()
        .filter(which)
        .filter(placement::Column::VerifiedAt.is_not_null())
        .filter(placement::Column::State.is_in([PlacementState::OnPost, PlacementState::Left]))
        .filter(placement::Column::StartedOn.lte(as_of))
        .order_by_asc(placement::Column::StartedOn)
        .all(db)
        .await?;
    found.extend(rows.into_iter().map(|row| (row.id, row)));
    Ok(())
}

/// People on record who came in.
async fn came_on_record(db: &impl ConnectionTrait, fair: Uuid, visitors: &HashMap<Uuid, Visitor>) -> Result<Vec<Uuid>> {
    let tickets: Vec<Uuid> = fair_check_in::Entity::find()
        .select_only()
        .column(fair_check_in::Column::TicketId)
        .distinct()
        .filter(fair_check_in::Column::FairId.eq(fair))
        .into_tuple()
        .all(db)
        .await?;
    let mut people: Vec<Uuid> = tickets
        .iter()
        .filter_map(|ticket| match visitors.get(ticket) {
            Some(Visitor::OnRecord(worker)) => Some(*worker),
            _ => None,
        })
        .collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// People with a ticket of the fair who are on record, for whoever lists them.
pub(super) async fn on_record(db: &impl ConnectionTrait, fair: Uuid) -> Result<HashSet<Uuid>> {
    let rows: Vec<Uuid> = fair_ticket::Entity::find()
        .select_only()
        .column(fair_ticket::Column::WorkerId)
        .filter(fair_ticket::Column::FairId.eq(fair))
        .filter(fair_ticket::Column::WorkerId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
