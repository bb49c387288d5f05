//! What the records behind lists of trainings say: the training of a line, or the seat of a person in one.

use std::collections::HashMap;

use entity::{training, training_attendance, training_day, training_paper, training_seat};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::facts::Entry;
use super::list::Told;
use crate::domain::error::Result;

/// The words of these lines, by the record that counts: five statements, however many lines.
pub(super) async fn told(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.fact_id).collect();
    let seats = training_seat::Entity::find()
        .filter(training_seat::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let wanted = ids.iter().copied().chain(seats.iter().map(|seat| seat.training_id));
    let trainings: HashMap<Uuid, training::Model> = training::Entity::find()
        .filter(training::Column::Id.is_in(wanted))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let papers = papers(db, trainings.keys().copied()).await?;
    let hours = hours(db, trainings.keys().copied()).await?;
    let there = there(db, seats.iter().map(|seat| seat.id)).await?;
    let of = |row: &training::Model, hours, certificate: &str| Told::Training {
        id: row.id,
        title: row.title.clone(),
        kind: row.kind,
        hours,
        certificate: certificate.to_owned(),
        papers: papers.get(&row.id).copied().unwrap_or_default(),
    };
    let mut told: HashMap<Uuid, Told> = trainings.values().map(|row| (row.id, of(row, None, ""))).collect();
    for seat in &seats {
        if let Some(row) = trainings.get(&seat.training_id) {
            let all = hours.get(&row.id).copied().unwrap_or_default();
            let part = there.get(&seat.id).copied().unwrap_or_default();
            told.insert(seat.id, of(row, Some((part, all)), &seat.certificate_number));
        }
    }
    Ok(told)
}

/// A sum of hours as both databases give it.
fn sum(column: training_day::Column) -> Expr {
    Expr::col((training_day::Entity, column)).sum().cast_as("bigint")
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

async fn hours(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, i64>> {
    let rows: Vec<(Uuid, i64)> = training_day::Entity::find()
        .select_only()
        .column(training_day::Column::TrainingId)
        .column_as(sum(training_day::Column::Hours), "hours_in_all")
        .filter(training_day::Column::TrainingId.is_in(ids))
        .group_by(training_day::Column::TrainingId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

async fn there(db: &impl ConnectionTrait, seats: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, i64>> {
    let to_day: sea_orm::RelationDef = training_attendance::Entity::belongs_to(training_day::Entity)
        .from(training_attendance::Column::DayId)
        .to(training_day::Column::Id)
        .into();
    let rows: Vec<(Uuid, i64)> = training_attendance::Entity::find()
        .select_only()
        .column(training_attendance::Column::SeatId)
        .column_as(sum(training_day::Column::Hours), "hours_there")
        .join(JoinType::InnerJoin, to_day)
        .filter(training_attendance::Column::SeatId.is_in(seats))
        .filter(training_attendance::Column::Mark.is_in(["present", "late"]))
        .group_by(training_attendance::Column::SeatId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
