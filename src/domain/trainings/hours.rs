//! Hours of many trainings or seats at once, for lists.

use std::collections::HashMap;

use entity::codes::TrainingMark;
use entity::{training_attendance, training_day};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::domain::error::Result;

/// A sum of hours as both databases give it.
fn sum(column: training_day::Column) -> Expr {
    Expr::col((training_day::Entity, column)).sum().cast_as("bigint")
}

/// Hours of all half days of each training.
pub(in crate::domain) async fn hours_in_all(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, i64>> {
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

/// Hours of the half days on which the person of each seat was there. Who came late was there.
pub(in crate::domain) async fn hours_there(
    db: &impl ConnectionTrait,
    seats: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, i64>> {
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
        .filter(training_attendance::Column::Mark.is_in([TrainingMark::Present, TrainingMark::Late]))
        .group_by(training_attendance::Column::SeatId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
