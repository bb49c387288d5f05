//! What came of a class: who was at work 90 and 180 days after the last day, by a placement that began after it.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use entity::codes::{PlacementState, SeatState};
use entity::{placement, training};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::attendance::sitting;
use super::rules::EMPLOYED_DAYS;
use crate::domain::error::Result;

/// Somebody who completed the class and works, or worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Who.
    pub worker: Uuid,
    /// The first verified placement that began after the class.
    pub placement: Uuid,
    /// The employer's name at the start.
    pub employer_name: String,
    /// First day at work.
    pub started_on: NaiveDate,
    /// Last day.
    pub ended_on: Option<NaiveDate>,
    /// At work after 90 and after 180 days; `None` while the day has not come.
    pub at_work: [Option<bool>; 2],
}

/// The outcome of a class.
#[derive(Clone, Debug, Default)]
pub struct Outcomes {
    /// People who completed it.
    pub completed: usize,
    /// People at work after 90 and after 180 days; `None` while the day has not come.
    pub at_work: [Option<usize>; 2],
    /// Whoever found work after it, in order of first days.
    pub rows: Vec<Outcome>,
}

fn running(row: &placement::Model, day: NaiveDate) -> bool {
    row.started_on <= day && row.ended_on.is_none_or(|ended| ended >= day)
}

/// What came of it by `today`: two statements. Whether the reader may see the training is for the caller to have looked up; people who are
/// not the reader's are for the caller to leave out.
pub async fn outcomes(db: &impl ConnectionTrait, training: &training::Model, today: NaiveDate) -> Result<Outcomes> {
    let people: Vec<Uuid> = sitting(db, training.id)
        .await?
        .into_iter()
        .filter(|seat| matches!(seat.state, SeatState::Completed | SeatState::Certified))
        .map(|seat| seat.worker_id)
        .collect();
    let placements = placement::Entity::find()
        .filter(placement::Column::WorkerId.is_in(people.iter().copied()))
        .filter(placement::Column::VerifiedAt.is_not_null())
        .filter(placement::Column::State.is_in([PlacementState::OnPost, PlacementState::Left]))
        .filter(placement::Column::StartedOn.gt(training.last_day))
        .order_by_asc(placement::Column::StartedOn)
        .order_by_asc(placement::Column::Id)
        .all(db)
        .await?;
    let marks = EMPLOYED_DAYS.map(|days| training.last_day + Days::new(days.into()));
    let come = |day: NaiveDate| day <= today;
    let at_work: [HashSet<Uuid>; 2] = marks.map(|day| {
        let there = placements.iter().filter(|row| running(row, day));
        there.map(|row| row.worker_id).collect()
    });
    let mut first: HashMap<Uuid, Outcome> = HashMap::new();
    for row in placements {
        let of = |at: usize| come(marks[at]).then(|| at_work[at].contains(&row.worker_id));
        first.entry(row.worker_id).or_insert(Outcome {
            at_work: [of(0), of(1)],
            worker: row.worker_id,
            placement: row.id,
            employer_name: row.employer_name,
            started_on: row.started_on,
            ended_on: row.ended_on,
        });
    }
    let mut rows: Vec<Outcome> = first.into_values().collect();
    rows.sort_by_key(|row| (row.started_on, row.placement));
    Ok(Outcomes {
        completed: people.len(),
        at_work: [0, 1].map(|at| come(marks[at]).then(|| at_work[at].len())),
        rows,
    })
}
