//! Household category over time. Nothing is overwritten: the open row ends, a new one begins, and a figure asks for the day it counts.

use chrono::NaiveDate;
use entity::codes::{Code as _, HouseholdBase, Monitor, Subject};
use entity::worker_household::{self, Column};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    QueryOrder, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::edit;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// The category as it holds from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HouseholdInput {
    /// Lifted out of poverty, or general.
    pub base: HouseholdBase,
    /// Watched against falling back.
    pub monitor: Option<Monitor>,
    /// The watch has found that the risk is gone.
    pub risk_cleared: bool,
    /// First day on which it holds.
    pub from: NaiveDate,
}

impl HouseholdInput {
    /// What is wrong with it, if anything. 脱贫不稳定户 are by definition lifted households; a risk is cleared only where one was found.
    #[must_use]
    pub fn problem(&self, today: NaiveDate) -> Option<(&'static str, &'static str)> {
        if self.from > today {
            Some(("household_from", "workers-household-future"))
        } else if self.monitor == Some(Monitor::Unstable) && self.base != HouseholdBase::Lifted {
            Some(("monitor", "workers-household-unstable"))
        } else if self.risk_cleared && self.monitor.is_none() {
            Some(("risk_cleared", "workers-household-no-risk"))
        } else {
            None
        }
    }
}

/// The row of a category.
pub(super) fn row(unit: &Unit, worker: Uuid, input: HouseholdInput) -> worker_household::ActiveModel {
    worker_household::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        base: Set(input.base),
        monitor: Set(input.monitor),
        risk_cleared: Set(input.risk_cleared),
        from_date: Set(input.from),
        to_date: Set(None),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    }
}

/// End the category that holds and begin another. A row that would end on the day it began is kept too, with no length: it was on
/// record for a while, and the record does not forget.
///
/// # Errors
/// [`DomainError::Invalid`] if the days or the combination cannot be; [`DomainError::Conflict`] if somebody was faster.
pub async fn set_household(unit: &mut Unit, worker: Uuid, version: Option<i32>, input: HouseholdInput) -> Result<()> {
    edit::open(unit, worker, version).await?;
    if let Some((field, key)) = input.problem(unit.today()) {
        return Err(DomainError::invalid(field, key));
    }
    let open = worker_household::Entity::find()
        .filter(Column::WorkerId.eq(worker).and(Column::ToDate.is_null()))
        .one(unit.tx())
        .await?;
    if let Some(open) = open {
        if input.from < open.from_date {
            return Err(DomainError::invalid("household_from", "workers-household-before"));
        }
        if (open.base, open.monitor, open.risk_cleared) == (input.base, input.monitor, input.risk_cleared) {
            return Ok(());
        }
        let mut row = open.into_active_model();
        row.to_date = Set(Some(input.from));
        row.update(unit.tx()).await?;
    }
    row(unit, worker, input).insert(unit.tx()).await?;
    let details = json!({ "base": input.base.key(), "monitor": input.monitor.map(|monitor| monitor.key()), "risk_cleared": input.risk_cleared });
    unit.audit("set-household", Subject::Worker, Some(worker), details)
        .await
}

/// Rows that hold on a day: begun by then and not ended by then.
pub(super) fn holding_on(day: NaiveDate) -> Condition {
    Condition::all().add(Column::FromDate.lte(day)).add(
        Condition::any()
            .add(Column::ToDate.is_null())
            .add(Column::ToDate.gt(day)),
    )
}

/// The category that held on a day, for whatever counts events of that day. The caller has narrowed to whom the actor may see.
pub async fn household_on(
    db: &impl ConnectionTrait,
    worker: Uuid,
    day: NaiveDate,
) -> Result<Option<worker_household::Model>> {
    Ok(worker_household::Entity::find()
        .filter(Column::WorkerId.eq(worker))
        .filter(holding_on(day))
        .order_by_desc(Column::FromDate)
        .one(db)
        .await?)
}
