//! The calls after an arrival (回访): on day 3, 7, 30, 90 and 180 somebody asks how it goes. Most who leave leave in the first weeks, so the
//! first calls come early; the later ones prove that a job lasts.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use entity::codes::FollowUpState;
use entity::follow_up::{self, Column};
use entity::placement;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, Set};
use uuid::Uuid;

use crate::domain::error::Result;
use crate::domain::unit::Unit;

/// Days after the first day at work on which somebody calls.
pub const PLAN: [i32; 5] = [3, 7, 30, 90, 180];

/// One call of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// Day of the plan.
    pub day: i32,
    /// The date that it falls on.
    pub due_on: NaiveDate,
    /// The date on which to call: never before the placement was known.
    pub next_on: NaiveDate,
}

/// The calls to make for a placement that is known since `known_on`. Whoever is written down late has missed some: of these only the last
/// is still worth a call, at once.
#[must_use]
pub fn planned(started_on: NaiveDate, known_on: NaiveDate) -> Vec<Call> {
    let due = PLAN.map(|day| (day, started_on + Duration::days(day.into())));
    let missed = due.iter().filter(|(_, due_on)| *due_on < known_on).count();
    due.into_iter()
        .skip(missed.saturating_sub(1))
        .map(|(day, due_on)| Call {
            day,
            due_on,
            next_on: Ord::max(due_on, known_on),
        })
        .collect()
}

/// The row of a call that nobody has made yet.
#[must_use]
pub fn row(placement: Uuid, worker: Uuid, call: Call, now: DateTime<Utc>) -> follow_up::ActiveModel {
    follow_up::ActiveModel {
        id: Set(Uuid::new_v4()),
        version: Set(1),
        placement_id: Set(placement),
        worker_id: Set(worker),
        day: Set(Some(call.day)),
        due_on: Set(call.due_on),
        next_on: Set(call.next_on),
        state: Set(FollowUpState::Open),
        attempts: Set(0),
        failed_first_on: Set(None),
        failed_last_on: Set(None),
        done_on: Set(None),
        done_at: Set(None),
        done_by: Set(None),
        channel: Set(None),
        reached: Set(None),
        on_post: Set(None),
        paid: Set(None),
        pay_month_yuan: Set(None),
        contract: Set(None),
        insured: Set(None),
        lodging: Set(None),
        meals: Set(None),
        problems: Set(String::new()),
        note: Set(String::new()),
        created_at: Set(now),
    }
}

/// Plan the calls of placements that were opened just now, or of which nobody planned any: id, person and first day of each.
pub async fn plan(unit: &Unit, placements: impl IntoIterator<Item = (Uuid, Uuid, NaiveDate)>) -> Result<u64> {
    let (today, now) = (unit.today(), unit.now());
    let mut made = 0;
    let mut rows: Vec<follow_up::ActiveModel> = Vec::new();
    for (id, worker, started_on) in placements {
        let calls = planned(started_on, today);
        made += u64::from(!calls.is_empty());
        rows.extend(calls.into_iter().map(|call| row(id, worker, call, now)));
    }
    if rows.is_empty() {
        return Ok(0);
    }
    follow_up::Entity::insert_many(rows)
        .exec_without_returning(unit.tx())
        .await?;
    Ok(made)
}

/// Whoever has left is called no more: the help for returned people takes over.
pub(super) async fn cancel(unit: &Unit, placement: Uuid) -> Result<()> {
    follow_up::Entity::update_many()
        .set(follow_up::ActiveModel {
            state: Set(FollowUpState::Cancelled),
            ..Default::default()
        })
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::PlacementId.eq(placement))
        .filter(Column::State.eq(FollowUpState::Open))
        .exec(unit.tx())
        .await?;
    Ok(())
}

/// The first day was another one: the calls that nobody has made yet move with it, and what was asked stays as it was asked.
pub(super) async fn shift(unit: &Unit, before: &placement::Model, started_on: NaiveDate) -> Result<()> {
    let known = follow_up::Entity::find()
        .filter(Column::PlacementId.eq(before.id))
        .filter(Column::Day.is_not_null())
        .all(unit.tx())
        .await?;
    let wanted = planned(started_on, unit.today());
    for row in known.iter().filter(|row| row.state == FollowUpState::Open) {
        let call = wanted.iter().find(|call| row.day == Some(call.day));
        let change = match call {
            Some(call) => follow_up::ActiveModel {
                due_on: Set(call.due_on),
                next_on: Set(call.next_on),
                ..Default::default()
            },
            None => follow_up::ActiveModel {
                state: Set(FollowUpState::Cancelled),
                ..Default::default()
            },
        };
        follow_up::Entity::update_many()
            .set(change)
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::Id.eq(row.id))
            .exec(unit.tx())
            .await?;
    }
    let new: Vec<follow_up::ActiveModel> = wanted
        .into_iter()
        .filter(|call| known.iter().all(|row| row.day != Some(call.day)))
        .map(|call| row(before.id, before.worker_id, call, unit.now()))
        .collect();
    if !new.is_empty() {
        follow_up::Entity::insert_many(new)
            .exec_without_returning(unit.tx())
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nobody_is_called_before_it_is_known_and_no_call_to_come_is_left_out(start in 0u64..3_000, late in 0u64..400) {
            let started_on = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + Days::new(start);
            let known_on = started_on + Days::new(late);
            let calls = planned(started_on, known_on);
            for call in &calls {
                prop_assert_eq!((call.due_on - started_on).num_days(), i64::from(call.day));
                prop_assert!(call.next_on >= known_on && call.next_on >= call.due_on);
            }
            prop_assert!(calls.windows(2).all(|pair| pair[0].due_on < pair[1].due_on));
            prop_assert!(calls.iter().filter(|call| call.due_on < known_on).count() <= 1);
            let to_come = PLAN.iter().filter(|day| u64::try_from(**day).unwrap() >= late).count();
            let missed = PLAN.len() - to_come;
            prop_assert_eq!(calls.len(), to_come + missed.min(1));
        }
    }

    #[test]
    fn a_job_that_is_known_from_its_first_day_gets_all_five_calls() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let days: Vec<i32> = planned(day, day).iter().map(|call| call.day).collect();
        assert_eq!(days, PLAN);
        assert_eq!(planned(day, day)[0].next_on.to_string(), "2026-11-26");
    }
}
