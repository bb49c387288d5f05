//! How far the round is, by village.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::WorkerStatus;
use entity::worker::{self, Column};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use super::alerts::came_home_by_village;
use super::month::month_of;
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::scope;
use crate::domain::workers;
use crate::reference::region;

/// One village, or the people of a township whose village nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageRow {
    /// The place.
    pub code: String,
    /// People who are asked.
    pub people: i64,
    /// Of them asked this month.
    pub asked: i64,
    /// Of them at work.
    pub at_work: i64,
    /// Of them came home this month.
    pub came_home: i64,
}

impl VillageRow {
    /// Whether nobody is left to ask.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.asked >= self.people
    }
}

/// People of whom the round asks: neither dead nor gone for good.
pub(super) fn asked_of(actor: &Actor) -> Result<Condition> {
    let gone = Column::Status.is_not_in([WorkerStatus::Dead, WorkerStatus::MovedOut]);
    Ok(workers::visible_to(actor)?.add(gone))
}

/// People whom nobody has asked since the month began.
pub(super) fn waiting(actor: &Actor, today: NaiveDate) -> Result<Condition> {
    Ok(asked_of(actor)?.add(Column::StatusAsOf.lt(month_of(today))))
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    region_code: String,
    people: i64,
    asked: i64,
    at_work: i64,
}

/// Every village with people within `place`, by code. Two statements.
pub async fn villages(
    db: &impl ConnectionTrait,
    actor: &Actor,
    place: Option<&str>,
    today: NaiveDate,
) -> Result<Vec<VillageRow>> {
    let counted_if = |condition: Condition| Expr::expr(CaseStatement::new().case(condition, 1)).count();
    let asked = Condition::all().add(Column::StatusAsOf.gte(month_of(today)));
    let at_work = Condition::all().add(Column::Status.is_in([WorkerStatus::Away, WorkerStatus::Near]));
    let mut query = worker::Entity::find()
        .select_only()
        .column(Column::RegionCode)
        .column_as(Column::Id.count(), "people")
        .column_as(counted_if(asked), "asked")
        .column_as(counted_if(at_work), "at_work")
        .filter(asked_of(actor)?)
        .group_by(Column::RegionCode)
        .order_by_asc(Column::RegionCode);
    if let Some(code) = place {
        query = query.filter(scope::within(Column::RegionCode, code));
    }
    let counted: Vec<Counted> = query.into_model().all(db).await?;
    let home: HashMap<String, i64> = came_home_by_village(db, actor, place, today).await?;
    Ok(counted
        .into_iter()
        .map(|row| VillageRow {
            came_home: home.get(&row.region_code).copied().unwrap_or(0),
            code: row.region_code,
            people: row.people,
            asked: row.asked,
            at_work: row.at_work,
        })
        .collect())
}

/// The same by township, for whoever looks after a county.
#[must_use]
pub fn by_township(villages: &[VillageRow]) -> Vec<VillageRow> {
    let mut rows: Vec<VillageRow> = Vec::new();
    for village in villages {
        let code = region::township(&village.code).map_or(village.code.as_str(), |place| place.code);
        match rows.iter_mut().find(|row| row.code == code) {
            Some(row) => {
                row.people += village.people;
                row.asked += village.asked;
                row.at_work += village.at_work;
                row.came_home += village.came_home;
            }
            None => rows.push(VillageRow {
                code: code.to_owned(),
                ..village.clone()
            }),
        }
    }
    rows
}

/// How many villages still have somebody to ask this month.
pub async fn waiting_villages(db: &impl ConnectionTrait, actor: &Actor, today: NaiveDate) -> Result<u64> {
    let codes: Vec<String> = worker::Entity::find()
        .select_only()
        .column(Column::RegionCode)
        .distinct()
        .filter(waiting(actor, today)?)
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_township_is_the_sum_of_its_villages() {
        let row = |code: &str, people, asked| VillageRow {
            code: code.into(),
            people,
            asked,
            at_work: 2,
            came_home: 1,
        };
        let rows = by_township(&[
            row("620802103204", 10, 4),
            row("620802103212", 5, 5),
            row("620802104200", 7, 0),
        ]);
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (rows[0].code.as_str(), rows[0].people, rows[0].asked),
            ("620802103", 15, 9)
        );
        assert!(!rows[0].is_done());
    }
}
