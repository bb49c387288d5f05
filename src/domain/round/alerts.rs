//! A village whose people come home: when at least three, and at least a tenth of those at work, are back within a month, somebody must ask
//! why. One firm that closed, wages that did not come or a quarrel brings many home at once.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{Code as _, Subject, WorkerStatus};
use entity::worker::Column;
use entity::{state_move, village_alert, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::month::month_of;
use super::villages::{VillageRow, asked_of, villages};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::scope;
use crate::domain::unit::{Core, Unit};

/// People who must have come home before anybody asks: fewer are chance.
pub const FALL_PEOPLE: i64 = 3;
/// The part of those at work that they must be, per cent.
pub const FALL_PERCENT: i64 = 10;
/// Alerts that the page shows.
const SHOWN: u64 = 100;
/// Longest note, in letters.
const NOTE_LETTERS: usize = 500;

/// Whether so many coming home, with so many still at work, is a fall.
#[must_use]
pub const fn falls(came_home: i64, at_work: i64) -> bool {
    came_home >= FALL_PEOPLE && came_home * 100 >= (at_work + came_home) * FALL_PERCENT
}

/// How many people of each village came home this month: at home now, asked this month, and moved from work since it began.
pub(super) async fn came_home_by_village(
    db: &impl ConnectionTrait,
    actor: &Actor,
    place: Option<&str>,
    today: NaiveDate,
) -> Result<HashMap<String, i64>> {
    let month = month_of(today);
    let from_work = [WorkerStatus::Away.key(), WorkerStatus::Near.key()];
    let moved = Query::select()
        .expr(Expr::val(1))
        .from(state_move::Entity)
        .and_where(Expr::col((state_move::Entity, state_move::Column::SubjectId)).equals((worker::Entity, Column::Id)))
        .and_where(state_move::Column::Subject.eq(Subject::Worker))
        .and_where(state_move::Column::At.gte(clock::start_of(month)))
        .and_where(state_move::Column::FromState.is_in(from_work))
        .to_owned();
    let mut query = worker::Entity::find()
        .select_only()
        .column(Column::RegionCode)
        .column_as(Column::Id.count(), "came_home")
        .filter(asked_of(actor)?)
        .filter(Column::Status.is_in([WorkerStatus::Seeking, WorkerStatus::Idle]))
        .filter(Column::StatusAsOf.gte(month))
        .filter(Condition::all().add(Expr::exists(moved)))
        .group_by(Column::RegionCode);
    if let Some(code) = place {
        query = query.filter(scope::within(Column::RegionCode, code));
    }
    let rows: Vec<(String, i64)> = query.into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// Look whether a village has fallen, and raise a task if it has. An open task is brought up to date; one that was handled rests.
pub async fn raise(unit: &Unit, village: &str) -> Result<()> {
    let rows = villages(unit.tx(), &Actor::System, Some(village), unit.today()).await?;
    for row in rows.iter().filter(|row| falls(row.came_home, row.at_work)) {
        raise_for(unit, row).await?;
    }
    Ok(())
}

async fn raise_for(unit: &Unit, row: &VillageRow) -> Result<()> {
    let month = month_of(unit.today());
    let (at_work, came_home) = (small(row.at_work + row.came_home), small(row.came_home));
    let known = village_alert::Entity::find()
        .filter(village_alert::Column::RegionCode.eq(&row.code))
        .filter(village_alert::Column::Month.eq(month))
        .one(unit.tx())
        .await?;
    match known {
        Some(known) if known.handled_at.is_none() && known.came_home != came_home => {
            let with = village_alert::ActiveModel {
                at_work: Set(at_work),
                came_home: Set(came_home),
                ..Default::default()
            };
            write(unit, &known, with).await
        }
        Some(_) => Ok(()),
        None => {
            let id = Uuid::new_v4();
            let row = village_alert::ActiveModel {
                id: Set(id),
                version: Set(1),
                region_code: Set(row.code.clone()),
                month: Set(month),
                at_work: Set(at_work),
                came_home: Set(came_home),
                raised_at: Set(unit.now()),
                handled_by: Set(None),
                handled_at: Set(None),
                note: Set(String::new()),
            };
            row.insert(unit.tx()).await?;
            let details = json!({ "came_home": came_home, "at_work": at_work });
            unit.audit("raise-alert", Subject::Round, Some(id), details).await
        }
    }
}

fn small(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

async fn write(unit: &Unit, before: &village_alert::Model, with: village_alert::ActiveModel) -> Result<()> {
    let result = village_alert::Entity::update_many()
        .set(village_alert::ActiveModel {
            version: Set(before.version + 1),
            ..with
        })
        .filter(village_alert::Column::Id.eq(before.id))
        .filter(village_alert::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("round-conflict-moved"));
    }
    Ok(())
}

/// Look at every village: jobs that end on other pages bring people home too. Returns how many have fallen.
pub async fn raise_everywhere(core: &Core, now: DateTime<Utc>) -> Result<usize> {
    let today = clock::day_of(now);
    let home = came_home_by_village(core.db.reader(), &Actor::System, None, today).await?;
    let mut suspects: Vec<String> = home
        .into_iter()
        .filter(|(_, people)| *people >= FALL_PEOPLE)
        .map(|(code, _)| code)
        .collect();
    suspects.sort();
    if suspects.is_empty() {
        return Ok(0);
    }
    let unit = core.begin_as_system(now).await?;
    for village in &suspects {
        raise(&unit, village).await?;
    }
    unit.commit().await?;
    Ok(suspects.len())
}

/// Tasks that nobody has handled, within the actor's places.
pub fn unhandled(actor: &Actor) -> Result<Condition> {
    Ok(visible_to(actor)?.add(village_alert::Column::HandledAt.is_null()))
}

fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadWorkers) {
        return Err(DomainError::NotFound);
    }
    Ok(scope::within_places_of(village_alert::Column::RegionCode, actor))
}

/// The tasks, those that wait first.
pub async fn alerts(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<village_alert::Model>> {
    let waiting = Expr::col(village_alert::Column::HandledAt).is_not_null();
    Ok(village_alert::Entity::find()
        .filter(visible_to(actor)?)
        .order_by_asc(waiting)
        .order_by_desc(village_alert::Column::RaisedAt)
        .limit(SHOWN)
        .all(db)
        .await?)
}

/// One task, if the actor may see it.
pub async fn alert_by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<village_alert::Model> {
    village_alert::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// Somebody asked, and this is what was found.
///
/// # Errors
/// [`DomainError::Invalid`] for field `note`; [`DomainError::Conflict`] if it was handled before.
pub async fn handle(unit: &mut Unit, id: Uuid, version: i32, note: &str) -> Result<()> {
    unit.allow(Action::EditWorkers)?;
    let before = alert_by_id(unit.tx(), unit.actor(), id).await?;
    if before.version != version || before.handled_at.is_some() {
        return Err(DomainError::Conflict("round-conflict-moved"));
    }
    let note = note.trim();
    if note.is_empty() {
        return Err(DomainError::invalid("note", "problem-required"));
    }
    if note.chars().count() > NOTE_LETTERS {
        let problem = Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    let with = village_alert::ActiveModel {
        handled_by: Set(unit.actor().account_id()),
        handled_at: Set(Some(unit.now())),
        note: Set(note.to_owned()),
        ..Default::default()
    };
    write(unit, &before, with).await?;
    unit.audit("handle-alert", Subject::Round, Some(id), json!({})).await
}

#[cfg(test)]
mod tests {
    use super::falls;

    #[test]
    fn three_and_a_tenth_are_a_fall() {
        assert!(falls(3, 27));
        assert!(!falls(3, 28), "3 of 31 are less than a tenth");
        assert!(!falls(2, 0), "two are chance");
    }
}
