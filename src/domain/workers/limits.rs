//! Limits that matter for work, as the person states them. Never a diagnosis: what the body cannot do is enough to keep somebody safe.

use entity::codes::{Code as _, Limit, Subject};
use entity::worker;
use sea_orm::Set;
use serde_json::json;
use uuid::Uuid;

use super::edit;
use crate::domain::error::Result;
use crate::domain::unit::Unit;

/// The keys as the column holds them.
pub(super) fn joined(limits: &[Limit]) -> String {
    let keys: Vec<&str> = Limit::ALL
        .iter()
        .filter(|limit| limits.contains(limit))
        .map(|limit| limit.key())
        .collect();
    keys.join(" ")
}

/// Set the limits, the duty to care for somebody at home and the wish for a halal canteen.
pub async fn set_limits(
    unit: &mut Unit,
    worker: Uuid,
    version: Option<i32>,
    limits: &[Limit],
    care_duty: bool,
    halal_wanted: bool,
) -> Result<()> {
    edit::open(unit, worker, version).await?;
    let change = worker::ActiveModel {
        limits: Set(joined(limits)),
        care_duty: Set(care_duty),
        halal_wanted: Set(halal_wanted),
        ..Default::default()
    };
    edit::write(unit, worker, change).await?;
    // Which limits they are is about health: the trail says that they changed, the record says how they stand.
    unit.audit(
        "set-limits",
        Subject::Worker,
        Some(worker),
        json!({ "count": limits.len() }),
    )
    .await
}
