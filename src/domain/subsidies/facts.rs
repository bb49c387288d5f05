//! What the engine must know of people, read for many at once: five statements, however many people.

use std::collections::HashMap;

use entity::codes::{EvidenceKind, SubsidyPlace};
use entity::{placement, placement_evidence, retention_mark, worker, worker_household};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::eligible::{Household, Job, PersonFacts};
use crate::domain::error::Result;
use crate::reference::region::{self, PlaceClass};

/// How far a workplace is from home.
#[must_use]
pub fn place_of(home: &str, work: &str) -> SubsidyPlace {
    match region::place_class(home, work) {
        PlaceClass::SameTownship => SubsidyPlace::SameTownship,
        PlaceClass::SameCounty => SubsidyPlace::SameCounty,
        PlaceClass::SameCity => SubsidyPlace::SameCity,
        PlaceClass::SameProvince => SubsidyPlace::SameProvince,
        PlaceClass::OtherProvince => SubsidyPlace::OtherProvince,
    }
}

/// The facts of these people, in the order of their records. Whoever asks has been narrowed to them.
pub async fn of_people(db: &impl ConnectionTrait, people: &[Uuid]) -> Result<Vec<(worker::Model, PersonFacts)>> {
    let of = || people.iter().copied();
    let workers = worker::Entity::find()
        .filter(worker::Column::Id.is_in(of()))
        .order_by_asc(worker::Column::Id)
        .all(db)
        .await?;
    let placements = placement::Entity::find()
        .filter(placement::Column::WorkerId.is_in(of()))
        .order_by_asc(placement::Column::StartedOn)
        .order_by_asc(placement::Column::Id)
        .all(db)
        .await?;
    let mut proofs = proofs_of(db, &placements).await?;
    let mut households: HashMap<Uuid, Vec<Household>> = HashMap::new();
    let rows = worker_household::Entity::find()
        .filter(worker_household::Column::WorkerId.is_in(of()))
        .all(db)
        .await?;
    for row in rows {
        households.entry(row.worker_id).or_default().push(Household {
            base: row.base,
            monitor: row.monitor,
            from: row.from_date,
            to: row.to_date,
        });
    }
    let mut jobs: HashMap<Uuid, Vec<Job>> = HashMap::new();
    for row in placements {
        let (kinds, stay) = proofs.remove(&row.id).unwrap_or_default();
        jobs.entry(row.worker_id).or_default().push(job_of(row, kinds, stay));
    }
    Ok(workers
        .into_iter()
        .map(|worker| {
            let facts = PersonFacts {
                id: worker.id,
                home_code: worker.region_code.clone(),
                birth_date: worker.birth_date,
                status: worker.status,
                households: households.remove(&worker.id).unwrap_or_default(),
                jobs: jobs.remove(&worker.id).unwrap_or_default(),
            };
            (worker, facts)
        })
        .collect())
}

/// Kinds of proofs and the longest proven stay.
type Proofs = (Vec<EvidenceKind>, i32);

async fn proofs_of(db: &impl ConnectionTrait, placements: &[placement::Model]) -> Result<HashMap<Uuid, Proofs>> {
    let of = || placements.iter().map(|row| row.id);
    let mut all: HashMap<Uuid, Proofs> = HashMap::new();
    let papers: Vec<(Uuid, EvidenceKind)> = placement_evidence::Entity::find()
        .select_only()
        .columns([
            placement_evidence::Column::PlacementId,
            placement_evidence::Column::Kind,
        ])
        .filter(placement_evidence::Column::PlacementId.is_in(of()))
        .into_tuple()
        .all(db)
        .await?;
    for (placement, kind) in papers {
        all.entry(placement).or_default().0.push(kind);
    }
    let stays: Vec<(Uuid, i32)> = retention_mark::Entity::find()
        .select_only()
        .columns([retention_mark::Column::PlacementId, retention_mark::Column::Days])
        .filter(retention_mark::Column::PlacementId.is_in(of()))
        .filter(retention_mark::Column::WithdrawnAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    for (placement, days) in stays {
        let stay = &mut all.entry(placement).or_default().1;
        *stay = days.max(*stay);
    }
    Ok(all)
}

fn job_of(row: placement::Model, proofs: Vec<EvidenceKind>, proven_days: i32) -> Job {
    Job {
        id: row.id,
        kind: row.kind,
        place: place_of(&row.home_code, &row.place_code),
        place_code: row.place_code,
        employer_id: row.employer_id,
        employer_name: row.employer_name,
        origin: row.origin,
        started_on: row.started_on,
        ended_on: row.ended_on,
        pay_month_yuan: row.pay_month_yuan,
        contract: row.contract,
        insurance: row.insurance,
        proofs,
        proven_days,
        verified: row.verified_at.is_some(),
        state: row.state,
        full_time: row.full_time,
    }
}
