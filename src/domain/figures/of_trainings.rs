//! What the records behind lists of trainings say: the training of a line, or the seat of a person in one.

use std::collections::HashMap;

use entity::{training, training_paper, training_seat};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::facts::Entry;
use super::list::Told;
use crate::domain::error::Result;
use crate::domain::trainings;

/// The words of these lines, by the record that counts: five statements, however many lines.
pub(super) async fn told(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.fact_id).collect();
    let seats = training_seat::Entity::find()
        .filter(training_seat::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let wanted = ids.iter().copied().chain(seats.iter().map(|seat| seat.training_id));
    let held: HashMap<Uuid, training::Model> = training::Entity::find()
        .filter(training::Column::Id.is_in(wanted))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let papers = papers(db, held.keys().copied()).await?;
    let hours = trainings::hours_in_all(db, held.keys().copied()).await?;
    let there = trainings::hours_there(db, seats.iter().map(|seat| seat.id)).await?;
    let of = |row: &training::Model, hours, certificate: &str| Told::Training {
        id: row.id,
        title: row.title.clone(),
        kind: row.kind,
        hours,
        certificate: certificate.to_owned(),
        papers: papers.get(&row.id).copied().unwrap_or_default(),
    };
    let mut told: HashMap<Uuid, Told> = held.values().map(|row| (row.id, of(row, None, ""))).collect();
    for seat in &seats {
        if let Some(row) = held.get(&seat.training_id) {
            let all = hours.get(&row.id).copied().unwrap_or_default();
            let part = there.get(&seat.id).copied().unwrap_or_default();
            told.insert(seat.id, of(row, Some((part, all)), &seat.certificate_number));
        }
    }
    Ok(told)
}

async fn papers(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, i64>> {
    let rows: Vec<(Uuid, i64)> = training_paper::Entity::find()
        .select_only()
        .column(training_paper::Column::TrainingId)
        .column_as(training_paper::Column::Id.count(), "papers")
        .filter(training_paper::Column::TrainingId.is_in(ids))
        .group_by(training_paper::Column::TrainingId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
