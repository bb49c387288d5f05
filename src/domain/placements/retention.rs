//! Proven stays (稳岗): thirty, ninety and a hundred and eighty days at one job, each with the proof that it rests on.
//!
//! A stay of N days stands when the placement was open for N days and somebody said so late enough: a follow-up that found the person on
//! post, a wage slip, or the firm's word, of a day within the last thirty days of the N or after them (`domain.md` §3.2; bonuses for firms
//! and brokers hang on the ninety). What stands is written into `retention_mark` as soon as it is proven, once; a correction that takes the
//! ground away withdraws the mark and leaves it to be seen.

use std::collections::HashMap;

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use entity::codes::{Code as _, EvidenceKind, FollowUpChannel, FollowUpState, PlacementState, RetentionProof, Subject};
use entity::{follow_up, placement, placement_evidence, retention_mark};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use crate::domain::clock;
use crate::domain::error::Result;
use crate::domain::unit::{Core, Unit};

/// The stays that are proven, in days.
pub const STAYS: [i32; 3] = [30, 90, 180];
/// Days before the end of a stay from which on a proof speaks for it.
const WINDOW_DAYS: i64 = 30;
/// Days for which the daily look goes back: longer than a service stands still.
const LOOK_BACK_DAYS: u64 = 60;
/// Placements looked at in one unit of work.
const CHUNK: u64 = 200;

/// Something that shows a person on post on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// What it is.
    pub proof: RetentionProof,
    /// The follow-up or the piece of evidence.
    pub id: Uuid,
    /// The day of which it speaks.
    pub on: NaiveDate,
    /// Who took it down.
    pub by: Option<Uuid>,
}

/// A stay that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// How many days.
    pub days: i32,
    /// The day on which they were full.
    pub reached_on: NaiveDate,
    /// The first thing that proves it.
    pub ground: Ground,
}

/// The stays that stand on `today`. A proof of the first day itself is the arrival and proves no stay.
#[must_use]
pub fn proven(started_on: NaiveDate, ended_on: Option<NaiveDate>, today: NaiveDate, grounds: &[Ground]) -> Vec<Stay> {
    STAYS
        .into_iter()
        .filter_map(|days| {
            let reached_on = started_on + Duration::days(days.into());
            let lasted = reached_on <= today && ended_on.is_none_or(|end| end >= reached_on);
            let from = reached_on - Duration::days(WINDOW_DAYS);
            let speaks = |ground: &&Ground| {
                ground.on > started_on
                    && ground.on >= from
                    && ground.on <= today
                    && ended_on.is_none_or(|end| ground.on <= end)
            };
            let first = grounds
                .iter()
                .filter(speaks)
                .min_by_key(|ground| (ground.on, ground.id));
            let ground = *first.filter(|_| lasted)?;
            Some(Stay {
                days,
                reached_on,
                ground,
            })
        })
        .collect()
}

/// Everything that shows the people of some placements on post, in two statements.
async fn grounds_of(db: &impl ConnectionTrait, placements: &[Uuid]) -> Result<HashMap<Uuid, Vec<Ground>>> {
    let calls = follow_up::Entity::find()
        .filter(follow_up::Column::PlacementId.is_in(placements.iter().copied()))
        .filter(follow_up::Column::State.eq(FollowUpState::Done))
        .filter(follow_up::Column::OnPost.eq(true))
        .all(db)
        .await?;
    let papers = placement_evidence::Entity::find()
        .filter(placement_evidence::Column::PlacementId.is_in(placements.iter().copied()))
        .filter(placement_evidence::Column::Kind.is_in([EvidenceKind::WageSlip, EvidenceKind::EmployerConfirmed]))
        .all(db)
        .await?;
    let calls = calls.into_iter().filter_map(|row| {
        let ground = Ground {
            proof: if row.channel == Some(FollowUpChannel::Employer) {
                RetentionProof::Employer
            } else {
                RetentionProof::FollowUp
            },
            id: row.id,
            on: row.done_on?,
            by: row.done_by,
        };
        Some((row.placement_id, ground))
    });
    let papers = papers.into_iter().map(|row| {
        let ground = Ground {
            proof: if row.kind == EvidenceKind::WageSlip {
                RetentionProof::WageSlip
            } else {
                RetentionProof::Employer
            },
            id: row.id,
            on: row.on_date,
            by: row.recorded_by,
        };
        (row.placement_id, ground)
    });
    let mut all: HashMap<Uuid, Vec<Ground>> = HashMap::new();
    for (placement, ground) in calls.chain(papers) {
        all.entry(placement).or_default().push(ground);
    }
    Ok(all)
}

/// Write down what stands now, and withdraw what does not stand any more. Called by whatever adds a proof, moves a day or ends a job.
pub async fn refresh(unit: &Unit, placement: Uuid) -> Result<()> {
    let Some(row) = placement::Entity::find_by_id(placement).one(unit.tx()).await? else {
        return Ok(());
    };
    let marks = retention_mark::Entity::find()
        .filter(retention_mark::Column::PlacementId.eq(placement))
        .filter(retention_mark::Column::WithdrawnAt.is_null())
        .all(unit.tx())
        .await?;
    let grounds = grounds_of(unit.tx(), &[placement])
        .await?
        .remove(&placement)
        .unwrap_or_default();
    let stays = proven(row.started_on, row.ended_on, unit.today(), &grounds);
    for mark in &marks {
        let stay = stays.iter().find(|stay| stay.days == mark.days);
        if stay.is_none_or(|stay| stay.reached_on != mark.reached_on) {
            withdraw(unit, mark).await?;
        }
    }
    // While nobody knows where the person is, no stay is added.
    let stays = if row.state == PlacementState::Lost {
        &[][..]
    } else {
        &stays
    };
    for stay in stays {
        let known = marks
            .iter()
            .any(|mark| (mark.days, mark.reached_on) == (stay.days, stay.reached_on));
        if !known {
            write(unit, &row, stay).await?;
        }
    }
    Ok(())
}

async fn withdraw(unit: &Unit, mark: &retention_mark::Model) -> Result<()> {
    retention_mark::Entity::update_many()
        .set(retention_mark::ActiveModel {
            withdrawn_at: Set(Some(unit.now())),
            ..Default::default()
        })
        .filter(retention_mark::Column::Id.eq(mark.id))
        .exec(unit.tx())
        .await?;
    let details = json!({ "days": mark.days });
    unit.audit("withdraw-stay", Subject::Placement, Some(mark.placement_id), details)
        .await
}

async fn write(unit: &Unit, placement: &placement::Model, stay: &Stay) -> Result<()> {
    mark_row(placement.id, placement.worker_id, stay, unit.now())
        .insert(unit.tx())
        .await?;
    let details = json!({ "days": stay.days, "proof": stay.ground.proof.key() });
    unit.audit("prove-stay", Subject::Placement, Some(placement.id), details)
        .await
}

/// The row of a stay that stands.
#[must_use]
pub fn mark_row(placement: Uuid, worker: Uuid, stay: &Stay, now: DateTime<Utc>) -> retention_mark::ActiveModel {
    retention_mark::ActiveModel {
        id: Set(Uuid::new_v4()),
        placement_id: Set(placement),
        worker_id: Set(worker),
        days: Set(stay.days),
        reached_on: Set(stay.reached_on),
        proof: Set(stay.ground.proof),
        proof_id: Set(stay.ground.id),
        proof_on: Set(stay.ground.on),
        verified_by: Set(stay.ground.by),
        recorded_at: Set(now),
        withdrawn_at: Set(None),
    }
}

/// A mark of the placement that the outer statement is about, for so many days, reached and recorded by `as_of`. For figures: one look-up
/// a placement.
#[must_use]
pub fn stayed(days: i32, as_of: NaiveDate) -> Condition {
    let end = clock::start_of(as_of + Days::new(1));
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(retention_mark::Entity)
        .and_where(
            Expr::col((retention_mark::Entity, retention_mark::Column::PlacementId))
                .equals((placement::Entity, placement::Column::Id)),
        )
        .and_where(retention_mark::Column::Days.eq(days))
        .and_where(retention_mark::Column::ReachedOn.lte(as_of))
        .and_where(retention_mark::Column::RecordedAt.lt(end))
        .cond_where(
            Condition::any()
                .add(retention_mark::Column::WithdrawnAt.is_null())
                .add(retention_mark::Column::WithdrawnAt.gte(end)),
        )
        .to_owned();
    Condition::all().add(Expr::exists(rows))
}

/// The marks that stand, of many placements, in one statement.
pub async fn stays_of(
    db: &impl ConnectionTrait,
    placements: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<retention_mark::Model>>> {
    let mut all: HashMap<Uuid, Vec<retention_mark::Model>> = HashMap::new();
    let rows = retention_mark::Entity::find()
        .filter(retention_mark::Column::PlacementId.is_in(placements))
        .filter(retention_mark::Column::WithdrawnAt.is_null())
        .order_by_asc(retention_mark::Column::Days);
    for mark in rows.all(db).await? {
        all.entry(mark.placement_id).or_default().push(mark);
    }
    Ok(all)
}

/// Write down the stays that became full by the mere passing of days, their proof being there already. Returns how many.
pub async fn mark_due(core: &Core, now: DateTime<Utc>) -> Result<u64> {
    let mut marked = 0;
    for days in STAYS {
        let mut after = Uuid::nil();
        loop {
            let rows = unmarked(core.db.reader(), days, after, clock::day_of(now)).await?;
            let Some((end, _)) = rows.last() else { break };
            after = *end;
            let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
            let grounds = grounds_of(core.db.reader(), &ids).await?;
            let full: Vec<Uuid> = rows
                .into_iter()
                .filter(|(id, started_on)| {
                    let own = grounds.get(id).map_or(&[][..], Vec::as_slice);
                    let stays = proven(*started_on, None, clock::day_of(now), own);
                    stays.iter().any(|stay| stay.days == days)
                })
                .map(|(id, _)| id)
                .collect();
            if full.is_empty() {
                continue;
            }
            let unit = core.begin_as_system(now).await?;
            for id in &full {
                refresh(&unit, *id).await?;
            }
            unit.commit().await?;
            marked += full.len() as u64;
        }
    }
    Ok(marked)
}

/// Running placements that are so many days old, for not too long, without the mark: ids after `after`, each with its first day.
async fn unmarked(
    db: &impl ConnectionTrait,
    days: i32,
    after: Uuid,
    today: NaiveDate,
) -> Result<Vec<(Uuid, NaiveDate)>> {
    let last = today - Duration::days(days.into());
    let first = last - Days::new(LOOK_BACK_DAYS);
    let marked = Query::select()
        .expr(Expr::val(1))
        .from(retention_mark::Entity)
        .and_where(
            Expr::col((retention_mark::Entity, retention_mark::Column::PlacementId))
                .equals((placement::Entity, placement::Column::Id)),
        )
        .and_where(retention_mark::Column::Days.eq(days))
        .and_where(retention_mark::Column::WithdrawnAt.is_null())
        .to_owned();
    Ok(placement::Entity::find()
        .select_only()
        .columns([placement::Column::Id, placement::Column::StartedOn])
        .filter(placement::Column::State.is_in([
            PlacementState::Unverified,
            PlacementState::OnPost,
            PlacementState::Disputed,
        ]))
        .filter(placement::Column::StartedOn.between(first, last))
        .filter(placement::Column::Id.gt(after))
        .filter(Condition::all().add(Expr::exists(marked).not()))
        .order_by_asc(placement::Column::Id)
        .limit(CHUNK)
        .into_tuple()
        .all(db)
        .await?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(after: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Duration::days(after)
    }

    fn word(after: i64) -> Ground {
        Ground {
            proof: RetentionProof::FollowUp,
            id: Uuid::nil(),
            on: day(after),
            by: None,
        }
    }

    #[test]
    fn ninety_days_need_a_word_from_the_last_thirty_of_them_or_later() {
        let days = |words: &[i64], ended: Option<i64>, today: i64| -> Vec<i32> {
            let grounds: Vec<Ground> = words.iter().copied().map(word).collect();
            let stays = proven(day(0), ended.map(day), day(today), &grounds);
            stays.iter().map(|stay| stay.days).collect()
        };
        assert_eq!(days(&[7], None, 100), [30], "day 7 says nothing about day 90");
        assert_eq!(days(&[60], None, 100), [30, 90]);
        assert_eq!(days(&[59], None, 100), [30]);
        assert_eq!(days(&[60], None, 89), [30], "the ninetieth day is to come");
        assert_eq!(days(&[60], Some(89), 100), [30], "left on day 89");
        assert_eq!(days(&[120], Some(150), 400), [30, 90]);
        assert_eq!(days(&[0], None, 400), [0i32; 0], "the arrival is no stay");
    }

    proptest! {
        #[test]
        fn a_longer_life_or_one_more_word_never_takes_a_stay_away(
            words in proptest::collection::vec(0i64..300, 0..6), more in 0i64..300, today in 0i64..400, later in 0i64..100,
        ) {
            let grounds: Vec<Ground> = words.iter().copied().map(word).collect();
            let days = |grounds: &[Ground], today| -> Vec<i32> {
                proven(day(0), None, day(today), grounds).iter().map(|stay| stay.days).collect()
            };
            let before = days(&grounds, today);
            let mut with_more = grounds.clone();
            with_more.push(word(more));
            let (added, waited) = (days(&with_more, today), days(&grounds, today + later));
            prop_assert!(before.iter().all(|stay| added.contains(stay) && waited.contains(stay)));
        }
    }
}
