//! When nobody answers: two failed calls, then three days for the firm to say that the person is there, then the placement is lost
//! (`domain.md` §3.5). And calls for placements of which nobody planned any.

use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::codes::{FollowUpChannel, FollowUpState, PlacementState};
use entity::{follow_up, placement, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::domain::placements::{self, calls};
use crate::domain::unit::{Core, Unit};

/// Failed calls after which the firm is asked.
pub const FAILED_CALLS: i32 = 2;
/// Days that the firm has to answer.
pub const EMPLOYER_DAYS: u64 = 3;
/// Rows of one unit of work.
const CHUNK: u64 = 200;

/// What is known of somebody who does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// Failed calls in a row.
    pub failed: i32,
    /// Day of the first of them.
    pub first_on: NaiveDate,
    /// Day of the last of them.
    pub last_on: NaiveDate,
    /// The firm's last word that the person is there.
    pub employer_word: Option<NaiveDate>,
    /// Whether there is a firm in the records that could be asked.
    pub has_employer: bool,
}

/// Whether the person counts as lost on `today`. A firm that is not in the records cannot answer and is silent at once.
#[must_use]
pub fn is_lost(silence: &Silence, today: NaiveDate) -> bool {
    let spoke = silence.employer_word.is_some_and(|on| on >= silence.first_on);
    let waited = !silence.has_employer || today >= silence.last_on + Days::new(EMPLOYER_DAYS);
    silence.failed >= FAILED_CALLS && !spoke && waited
}

/// Mark the placement as lost if it is.
pub(super) async fn judge(unit: &mut Unit, placement: &placement::Model) -> Result<bool> {
    let Some(silence) = silence_of(unit.tx(), placement).await? else {
        return Ok(false);
    };
    if !is_lost(&silence, unit.today()) {
        return Ok(false);
    }
    placements::lost_touch(unit, placement).await?;
    Ok(true)
}

async fn silence_of(db: &impl ConnectionTrait, placement: &placement::Model) -> Result<Option<Silence>> {
    let failed = follow_up::Entity::find()
        .filter(follow_up::Column::PlacementId.eq(placement.id))
        .filter(follow_up::Column::State.eq(FollowUpState::Open))
        .order_by_desc(follow_up::Column::Attempts)
        .one(db)
        .await?;
    let Some((row, first_on, last_on)) =
        failed.and_then(|row| Some((row.attempts, row.failed_first_on?, row.failed_last_on?)))
    else {
        return Ok(None);
    };
    let word: Option<NaiveDate> = follow_up::Entity::find()
        .select_only()
        .column(follow_up::Column::DoneOn)
        .filter(follow_up::Column::PlacementId.eq(placement.id))
        .filter(follow_up::Column::Channel.eq(FollowUpChannel::Employer))
        .filter(follow_up::Column::OnPost.eq(true))
        .order_by_desc(follow_up::Column::DoneOn)
        .into_tuple()
        .one(db)
        .await?
        .flatten();
    Ok(Some(Silence {
        failed: row,
        first_on,
        last_on,
        employer_word: word,
        has_employer: placement.employer_id.is_some(),
    }))
}

/// Mark everybody as lost who did not answer, and whose firm did not answer either. Returns how many.
pub async fn lose_silent(core: &Core, now: DateTime<Utc>) -> Result<u64> {
    let last = clock::day_of(now) - Days::new(EMPLOYER_DAYS);
    let running = Query::select()
        .expr(Expr::val(1))
        .from(placement::Entity)
        .and_where(
            Expr::col((placement::Entity, placement::Column::Id))
                .equals((follow_up::Entity, follow_up::Column::PlacementId)),
        )
        .and_where(placement::Column::State.is_in([PlacementState::Unverified, PlacementState::OnPost]))
        .to_owned();
    let silent: Vec<Uuid> = follow_up::Entity::find()
        .select_only()
        .column(follow_up::Column::PlacementId)
        .distinct()
        .filter(follow_up::Column::State.eq(FollowUpState::Open))
        .filter(follow_up::Column::Attempts.gte(FAILED_CALLS))
        .filter(follow_up::Column::FailedLastOn.lte(last))
        .filter(Condition::all().add(Expr::exists(running)))
        .into_tuple()
        .all(core.db.reader())
        .await?;
    let mut lost = 0;
    for id in silent {
        let mut unit = core.begin_as_system(now).await?;
        let Some(row) = placement::Entity::find_by_id(id).one(unit.tx()).await? else {
            continue;
        };
        lock_worker(&unit, row.worker_id).await?;
        match judge(&mut unit, &row).await {
            Ok(true) => {
                unit.commit().await?;
                lost += 1;
            }
            // The firm spoke, or somebody took a step since: nobody is lost.
            Ok(false) | Err(DomainError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(lost)
}

/// Let no other step of this person run until the unit ends.
pub(super) async fn lock_worker(unit: &Unit, id: Uuid) -> Result<()> {
    worker::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    Ok(())
}

/// Plan the calls of every running placement of which nobody planned any: those from before there were calls. Returns how many.
pub async fn plan_missing(core: &Core, now: DateTime<Utc>) -> Result<u64> {
    let planned = Query::select()
        .expr(Expr::val(1))
        .from(follow_up::Entity)
        .and_where(
            Expr::col((follow_up::Entity, follow_up::Column::PlacementId))
                .equals((placement::Entity, placement::Column::Id)),
        )
        .to_owned();
    let mut made = 0;
    // In the order of ids, each placement once: one that is too old for any call has none afterwards either, and would be found for ever.
    let mut last = Uuid::nil();
    loop {
        let unit = core.begin_as_system(now).await?;
        let rows: Vec<(Uuid, Uuid, NaiveDate)> = placement::Entity::find()
            .select_only()
            .columns([
                placement::Column::Id,
                placement::Column::WorkerId,
                placement::Column::StartedOn,
            ])
            .filter(placement::Column::EndedOn.is_null())
            .filter(placement::Column::Id.gt(last))
            .filter(Condition::all().add(Expr::exists(planned.clone()).not()))
            .order_by_asc(placement::Column::Id)
            .limit(CHUNK)
            .into_tuple()
            .all(unit.tx())
            .await?;
        let Some((id, ..)) = rows.last() else {
            return Ok(made);
        };
        last = *id;
        made += calls::plan(&unit, rows).await?;
        unit.commit().await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_is_who_failed_two_calls_and_whose_firm_said_nothing_for_three_days() {
        let day = |after: u64| NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + Days::new(after);
        let silence = Silence {
            failed: 2,
            first_on: day(0),
            last_on: day(1),
            employer_word: None,
            has_employer: true,
        };
        assert!(!is_lost(&silence, day(3)), "the firm has another day");
        assert!(is_lost(&silence, day(4)));
        assert!(!is_lost(&Silence { failed: 1, ..silence }, day(9)));
        let spoke = |on| Silence {
            employer_word: Some(day(on)),
            ..silence
        };
        assert!(!is_lost(&spoke(0), day(9)));
        let early = NaiveDate::from_ymd_opt(2026, 10, 31);
        assert!(is_lost(
            &Silence {
                employer_word: early,
                ..silence
            },
            day(9)
        ));
        assert!(is_lost(
            &Silence {
                has_employer: false,
                ..silence
            },
            day(1)
        ));
    }
}
