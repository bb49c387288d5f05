//! Counting placements.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike as _, Duration, NaiveDate};
use entity::codes::{HouseholdBase, PlacementKind, PlacementState};
use entity::{placement, worker, worker_household};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationDef,
};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::scope;

/// Days after which a job counts as lasting (稳定就业 3 个月).
const LASTING_DAYS: i64 = 90;
/// Ids of one `IN` list: within the parameter limits of both databases.
const CHUNK: usize = 500;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Different people (人).
    People,
    /// Parts of a hundred.
    Percent,
}

/// One figure: its code in `docs/figures.md`, its unit and its value. `None` where there is nothing to divide by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Code of the definition.
    pub code: &'static str,
    /// Key of its name.
    pub key: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// The value.
    pub value: Option<i64>,
}

/// The figures of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The year.
    pub year: i32,
    /// The day as of which it counts.
    pub as_of: NaiveDate,
    /// The figures in the order of `docs/figures.md`.
    pub figures: Vec<Figure>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    worker_id: Uuid,
    kind: PlacementKind,
    started_on: NaiveDate,
    ended_on: Option<NaiveDate>,
}

/// The figures of `year` within the places of the actor, as of `as_of`: later placements and later departures are not looked at.
pub async fn for_year(db: &impl ConnectionTrait, actor: &Actor, year: i32, as_of: NaiveDate) -> Result<Report> {
    if !actor.may(Action::ReadPlacements) || actor.employer_id().is_some() {
        return Err(DomainError::NotFound);
    }
    let rows = verified(db, actor, as_of).await?;
    let of_year: Vec<&Row> = rows.iter().filter(|row| row.started_on.year() == year).collect();
    let east: Vec<&Row> = of_year
        .iter()
        .copied()
        .filter(|row| row.kind == PlacementKind::PairedEast)
        .collect();
    let lifted = lifted_at_start(db, &east).await?;
    let due: Vec<&Row> = east
        .iter()
        .copied()
        .filter(|row| row.started_on + Duration::days(LASTING_DAYS) <= as_of)
        .collect();
    let lasting = people(due.iter().copied().filter(|row| lasted(row, as_of)));
    let due = people(due.into_iter());
    let all_east = people(rows.iter().filter(|row| row.kind == PlacementKind::PairedEast));
    let near = |kind: PlacementKind| people(of_year.iter().copied().filter(move |row| row.kind == kind));
    let count = |code, key, value: i64| Figure {
        code,
        key,
        unit: Unit::People,
        value: Some(value),
    };
    let rate = (due > 0).then(|| lasting * 100 / due);
    Ok(Report {
        year,
        as_of,
        figures: vec![
            count("T1", "figure-sent-east", people(east.iter().copied())),
            count("T1c", "figure-sent-east-ever", all_east),
            count("T2", "figure-sent-east-lifted", lifted),
            count("T3", "figure-lasting", lasting),
            Figure {
                code: "T3r",
                key: "figure-lasting-rate",
                unit: Unit::Percent,
                value: rate,
            },
            count("T4p", "figure-in-province", near(PlacementKind::InProvince)),
            count("T4c", "figure-in-county", near(PlacementKind::InCounty)),
            count("T9", "figure-in-workshops", near(PlacementKind::Workshop)),
        ],
    })
}

fn worker_of_placement() -> RelationDef {
    placement::Entity::belongs_to(worker::Entity)
        .from(placement::Column::WorkerId)
        .to(worker::Column::Id)
        .into()
}

async fn verified(db: &impl ConnectionTrait, actor: &Actor, as_of: NaiveDate) -> Result<Vec<Row>> {
    Ok(placement::Entity::find()
        .select_only()
        .columns([
            placement::Column::WorkerId,
            placement::Column::Kind,
            placement::Column::StartedOn,
            placement::Column::EndedOn,
        ])
        .join(JoinType::InnerJoin, worker_of_placement())
        .filter(scope::within_places_of(worker::Column::RegionCode, actor))
        .filter(placement::Column::VerifiedAt.is_not_null())
        .filter(placement::Column::State.is_in([PlacementState::OnPost, PlacementState::Left]))
        .filter(placement::Column::StartedOn.lte(as_of))
        .into_model::<Row>()
        .all(db)
        .await?)
}

fn people<'r>(rows: impl Iterator<Item = &'r Row>) -> i64 {
    let different: HashSet<Uuid> = rows.map(|row| row.worker_id).collect();
    i64::try_from(different.len()).unwrap_or(i64::MAX)
}

fn lasted(row: &Row, as_of: NaiveDate) -> bool {
    let until = row.ended_on.filter(|end| *end <= as_of).unwrap_or(as_of);
    (until - row.started_on).num_days() >= LASTING_DAYS
}

/// People of a household that was lifted out of poverty, or monitored, on the day on which the placement began.
async fn lifted_at_start(db: &impl ConnectionTrait, rows: &[&Row]) -> Result<i64> {
    let mut starts: BTreeMap<Uuid, Vec<NaiveDate>> = BTreeMap::new();
    for row in rows {
        starts.entry(row.worker_id).or_default().push(row.started_on);
    }
    let ids: Vec<Uuid> = starts.keys().copied().collect();
    let mut households: HashMap<Uuid, Vec<worker_household::Model>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let found = worker_household::Entity::find()
            .filter(worker_household::Column::WorkerId.is_in(chunk.iter().copied()))
            .all(db)
            .await?;
        for household in found {
            households.entry(household.worker_id).or_default().push(household);
        }
    }
    let counts = |id: &Uuid, day: NaiveDate| {
        households.get(id).into_iter().flatten().any(|household| {
            let holds = household.from_date <= day && household.to_date.is_none_or(|end| day < end);
            holds && (household.base == HouseholdBase::Lifted || household.monitor.is_some())
        })
    };
    let number = starts
        .iter()
        .filter(|(id, days)| days.iter().any(|day| counts(id, *day)))
        .count();
    Ok(i64::try_from(number).unwrap_or(i64::MAX))
}
