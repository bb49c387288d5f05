//! The roll of a month: who was in the workshop, line by line.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{Contract, Role, RollSign, RollState, Subject, WorkshopState};
use entity::{placement, roll_line, worker_household, worker_phone, workshop, workshop_roll};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::days;
use super::month::Month;
use super::people::lifted_of;
use super::queries::by_id;
use super::sums::Earned;
use crate::db;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Rows of one insert.
const ROWS_AT_ONCE: usize = 500;

/// From a line to its roll.
pub(super) fn lines_to_roll() -> RelationDef {
    roll_line::Entity::belongs_to(workshop_roll::Entity)
        .from(roll_line::Column::RollId)
        .to(workshop_roll::Column::Id)
        .into()
}

/// What only staff see of a person.
#[derive(Clone, Debug)]
pub struct Private {
    /// The record.
    pub worker_id: Uuid,
    /// Of a lifted or monitored household on the last day of the month.
    pub lifted: bool,
    /// Last four of the identity number.
    pub number_last4: Option<String>,
    /// Last four of the phone.
    pub phone_last4: Option<String>,
}

/// A line with its person.
#[derive(Clone, Debug)]
pub struct RollLine {
    /// The row.
    pub line: roll_line::Model,
    /// The name.
    pub name: String,
    /// Kind of contract.
    pub contract: Option<Contract>,
    /// First and last day in the month, as numbers.
    pub within: Option<(u32, u32)>,
    /// What was earned.
    pub earned: Earned,
    /// Only for staff.
    pub private: Option<Private>,
}

/// A month of a workshop.
#[derive(Clone, Debug)]
pub struct Roll {
    /// The row.
    pub roll: workshop_roll::Model,
    /// The lines, by name.
    pub lines: Vec<RollLine>,
    /// All editions of the month, the first first.
    pub editions: Vec<workshop_roll::Model>,
}

impl Roll {
    /// The month.
    #[must_use]
    pub fn month(&self) -> Month {
        Month::of(self.roll.month)
    }

    /// Half days of everybody.
    #[must_use]
    pub fn halves(&self) -> i64 {
        self.lines.iter().map(|line| line.earned.halves).sum()
    }

    /// The sum of a column, fen.
    pub fn sum(&self, of: impl Fn(&RollLine) -> i64) -> i64 {
        self.lines.iter().map(of).sum()
    }

    /// Wages were owed past their day.
    #[must_use]
    pub fn is_late(&self, line: &RollLine, today: NaiveDate) -> bool {
        self.roll.state != RollState::Replaced && self.roll.pay_by < today && line.line.paid_fen < line.line.due_fen
    }
}

async fn editions(db: &impl ConnectionTrait, workshop: Uuid, month: Month) -> Result<Vec<workshop_roll::Model>> {
    Ok(workshop_roll::Entity::find()
        .filter(workshop_roll::Column::WorkshopId.eq(workshop))
        .filter(workshop_roll::Column::Month.eq(month.first()))
        .order_by_asc(workshop_roll::Column::Edition)
        .all(db)
        .await?)
}

/// The roll of a month, the latest edition or the one asked for; `None` where there is none yet.
///
/// # Errors
/// [`DomainError::NotFound`] if the workshop is not there for the actor.
pub async fn roll_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    workshop: Uuid,
    month: Month,
    edition: Option<i32>,
) -> Result<Option<Roll>> {
    by_id(db, actor, workshop).await?;
    let editions = editions(db, workshop, month).await?;
    let wanted = match edition {
        Some(number) => editions.iter().find(|roll| roll.edition == number),
        None => editions.last(),
    };
    let Some(roll) = wanted.cloned() else {
        return Ok(None);
    };
    let lines = lines_of(db, actor, &roll).await?;
    Ok(Some(Roll { roll, lines, editions }))
}

async fn lines_of(db: &impl ConnectionTrait, actor: &Actor, roll: &workshop_roll::Model) -> Result<Vec<RollLine>> {
    let month = Month::of(roll.month);
    let lines = roll_line::Entity::find()
        .filter(roll_line::Column::RollId.eq(roll.id))
        .all(db)
        .await?;
    let jobs: HashMap<Uuid, placement::Model> = placement::Entity::find()
        .filter(placement::Column::Id.is_in(lines.iter().map(|line| line.placement_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let workers_of = || lines.iter().map(|line| line.worker_id);
    let names = workers::names_of(db, workers_of(), month.last()).await?;
    let mut private = HashMap::new();
    // A firm's user never sees what household somebody is of, nor a number.
    if actor.role() != Some(Role::Employer) {
        let lifted = lifted_of(db, workers_of(), month.last()).await?;
        let phones = phones_of(db, workers_of().collect()).await?;
        for id in workers_of() {
            let seen = Private {
                worker_id: id,
                lifted: lifted.contains(&id),
                number_last4: names.get(&id).and_then(|card| card.number_last4.clone()),
                phone_last4: phones.get(&id).cloned(),
            };
            private.insert(id, seen);
        }
    }
    let mut rows: Vec<RollLine> = lines
        .into_iter()
        .map(|line| {
            let job = jobs.get(&line.placement_id);
            RollLine {
                name: names
                    .get(&line.worker_id)
                    .map(|card| card.name.clone())
                    .unwrap_or_default(),
                contract: job.and_then(|job| job.contract),
                within: job.and_then(|job| month.part(job.started_on, job.ended_on)),
                earned: Earned::of(&line, roll.day_minutes),
                private: private.get(&line.worker_id).cloned(),
                line,
            }
        })
        .collect();
    rows.sort_by(|a, b| (&a.name, a.line.id).cmp(&(&b.name, b.line.id)));
    Ok(rows)
}

async fn phones_of(db: &impl ConnectionTrait, workers: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    let rows: Vec<(Uuid, String)> = worker_phone::Entity::find()
        .select_only()
        .columns([worker_phone::Column::WorkerId, worker_phone::Column::Last4])
        .filter(worker_phone::Column::WorkerId.is_in(workers))
        .order_by_desc(worker_phone::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// A month in the history of a workshop.
#[derive(Clone, Debug)]
pub struct MonthSum {
    /// The roll that stands.
    pub roll: workshop_roll::Model,
    /// People.
    pub people: i64,
    /// Of lifted or monitored households on the first of the month.
    pub lifted: i64,
    /// What is due, fen.
    pub due_fen: i64,
    /// What was paid, fen.
    pub paid_fen: i64,
}

/// The months of a workshop, the newest first. Households are for staff; for others they are not counted.
pub async fn months_of(db: &impl ConnectionTrait, actor: &Actor, workshop: Uuid) -> Result<Vec<MonthSum>> {
    by_id(db, actor, workshop).await?;
    let rolls = workshop_roll::Entity::find()
        .filter(workshop_roll::Column::WorkshopId.eq(workshop))
        .filter(workshop_roll::Column::State.ne(RollState::Replaced))
        .order_by_desc(workshop_roll::Column::Month)
        .all(db)
        .await?;
    let sums = sums_of(db, workshop, Condition::all()).await?;
    let lifted = if actor.role() == Some(Role::Employer) {
        HashMap::new()
    } else {
        sums_of(db, workshop, Condition::all().add(lifted_in_month())).await?
    };
    Ok(rolls
        .into_iter()
        .map(|roll| {
            let (people, due_fen, paid_fen) = sums.get(&roll.id).copied().unwrap_or_default();
            MonthSum {
                people,
                lifted: lifted.get(&roll.id).map_or(0, |(people, _, _)| *people),
                due_fen,
                paid_fen,
                roll,
            }
        })
        .collect())
}

fn lifted_in_month() -> Expr {
    use worker_household::Column;
    let month = || Expr::col((workshop_roll::Entity, workshop_roll::Column::Month));
    let household = |column| Expr::col((worker_household::Entity, column));
    let category = Condition::any()
        .add(Column::Base.eq(entity::codes::HouseholdBase::Lifted))
        .add(Column::Monitor.is_not_null());
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(worker_household::Entity)
        .and_where(household(Column::WorkerId).equals((roll_line::Entity, roll_line::Column::WorkerId)))
        .and_where(household(Column::FromDate).lte(month()))
        .cond_where(
            Condition::any()
                .add(household(Column::ToDate).is_null())
                .add(household(Column::ToDate).gt(month())),
        )
        .cond_where(category)
        .to_owned();
    Expr::exists(rows)
}

async fn sums_of(
    db: &impl ConnectionTrait,
    workshop: Uuid,
    wanted: Condition,
) -> Result<HashMap<Uuid, (i64, i64, i64)>> {
    let sum = |column: roll_line::Column| Expr::col((roll_line::Entity, column)).sum().cast_as("bigint");
    let rows: Vec<(Uuid, i64, i64, i64)> = roll_line::Entity::find()
        .select_only()
        .column(roll_line::Column::RollId)
        .column_as(roll_line::Column::Id.count(), "people")
        .expr_as(sum(roll_line::Column::DueFen), "due")
        .expr_as(sum(roll_line::Column::PaidFen), "paid")
        .join(JoinType::InnerJoin, lines_to_roll())
        .filter(workshop_roll::Column::WorkshopId.eq(workshop))
        .filter(workshop_roll::Column::State.ne(RollState::Replaced))
        .filter(wanted)
        .group_by(roll_line::Column::RollId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(roll, people, due, paid)| (roll, (people, due, paid)))
        .collect())
}

/// People whose placement in the workshop touches the month.
async fn crew(unit: &Unit, workshop: Uuid, month: Month) -> Result<Vec<placement::Model>> {
    use placement::Column;
    let touches = Condition::any()
        .add(Column::EndedOn.is_null())
        .add(Column::EndedOn.gte(month.first()));
    Ok(placement::Entity::find()
        .filter(Column::WorkshopId.eq(workshop))
        .filter(Column::StartedOn.lte(month.last()))
        .filter(touches)
        .all(unit.tx())
        .await?)
}

fn empty_line(roll: Uuid, job: &placement::Model, month: Month) -> roll_line::ActiveModel {
    roll_line::ActiveModel {
        id: Set(Uuid::new_v4()),
        roll_id: Set(roll),
        placement_id: Set(job.id),
        worker_id: Set(job.worker_id),
        days: Set(days::none(month)),
        pieces: Set(json!([])),
        hour_rate_fen: Set(0),
        other_fen: Set(0),
        other_note: Set(String::new()),
        deduct_fen: Set(0),
        deduct_reason: Set(String::new()),
        due_fen: Set(0),
        paid_fen: Set(0),
        paid_on: Set(None),
        paid_way: Set(None),
        pay_note: Set(String::new()),
        signed: Set(RollSign::Missing),
    }
}

async fn insert_lines(unit: &Unit, lines: Vec<roll_line::ActiveModel>) -> Result<()> {
    for piece in lines.chunks(ROWS_AT_ONCE) {
        roll_line::Entity::insert_many(piece.to_vec())
            .exec_without_returning(unit.tx())
            .await?;
    }
    Ok(())
}

async fn keeping(unit: &Unit, workshop: Uuid) -> Result<workshop::Model> {
    unit.allow(Action::KeepRolls)?;
    by_id(unit.tx(), unit.actor(), workshop).await
}

/// Open the roll of a month for everybody who worked there in it.
///
/// # Errors
/// [`DomainError::Invalid`] if the month is to come or nobody worked there; [`DomainError::Conflict`] if it has a roll.
pub async fn open(unit: &mut Unit, workshop: Uuid, month: Month) -> Result<Uuid> {
    let found = keeping(unit, workshop).await?;
    if found.state == WorkshopState::Refused {
        return Err(DomainError::Conflict("workshops-conflict-over"));
    }
    if month > Month::of(unit.today()) {
        return Err(DomainError::invalid("", "workshops-problem-month-future"));
    }
    let people = crew(unit, workshop, month).await?;
    if people.is_empty() {
        return Err(DomainError::invalid("", "workshops-problem-month-empty"));
    }
    let id = Uuid::new_v4();
    let pay_day = u32::try_from(found.pay_day).unwrap_or(15);
    let row = workshop_roll::ActiveModel {
        id: Set(id),
        version: Set(1),
        workshop_id: Set(workshop),
        month: Set(month.first()),
        edition: Set(1),
        state: Set(RollState::Open),
        reason: Set(String::new()),
        day_minutes: Set(found.day_minutes),
        pay_by: Set(month.next().day(pay_day).unwrap_or(month.next().last())),
        sheet_file_id: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_by_name: Set(unit.actor().name().to_owned()),
        created_at: Set(unit.now()),
        closed_by_name: Set(String::new()),
        closed_at: Set(None),
    };
    if let Err(error) = row.insert(unit.tx()).await {
        return Err(if db::is_unique_violation(&error) {
            DomainError::Conflict("workshops-conflict-month")
        } else {
            error.into()
        });
    }
    insert_lines(unit, people.iter().map(|job| empty_line(id, job, month)).collect()).await?;
    unit.moved(Subject::Roll, id, None, RollState::Open, "").await?;
    let details = json!({ "workshop": workshop, "month": month.to_string(), "lines": people.len() });
    unit.audit("open-roll", Subject::Roll, Some(id), details).await?;
    Ok(id)
}

/// The open roll of a month for a change: as it was shown, and one version on.
///
/// # Errors
/// [`DomainError::NotFound`] if there is none; [`DomainError::Conflict`] if it is closed or somebody changed it.
pub(super) async fn for_change(
    unit: &Unit,
    workshop: Uuid,
    month: Month,
    version: i32,
    state: RollState,
) -> Result<workshop_roll::Model> {
    keeping(unit, workshop).await?;
    let before = editions(unit.tx(), workshop, month)
        .await?
        .pop()
        .ok_or(DomainError::NotFound)?;
    if before.state != state {
        return Err(DomainError::Conflict(if state == RollState::Open {
            "workshops-conflict-closed"
        } else {
            "workshops-conflict-open"
        }));
    }
    let result = workshop_roll::Entity::update_many()
        .set(workshop_roll::ActiveModel {
            version: Set(version + 1),
            ..Default::default()
        })
        .filter(workshop_roll::Column::Id.eq(before.id))
        .filter(workshop_roll::Column::Version.eq(version))
        .filter(workshop_roll::Column::State.eq(state))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    Ok(before)
}

/// The lines of a roll, for a change.
pub(super) async fn lines_for_change(unit: &Unit, roll: &workshop_roll::Model) -> Result<Vec<RollLine>> {
    lines_of(unit.tx(), unit.actor(), roll).await
}

/// Add whoever came after the roll was opened. Tells how many.
///
/// # Errors
/// [`DomainError::Conflict`] if it is closed or somebody changed it.
pub async fn add_missing(unit: &mut Unit, workshop: Uuid, month: Month, version: i32) -> Result<usize> {
    let roll = for_change(unit, workshop, month, version, RollState::Open).await?;
    let known: Vec<Uuid> = roll_line::Entity::find()
        .select_only()
        .column(roll_line::Column::PlacementId)
        .filter(roll_line::Column::RollId.eq(roll.id))
        .into_tuple()
        .all(unit.tx())
        .await?;
    let people = crew(unit, workshop, month).await?;
    let lines: Vec<roll_line::ActiveModel> = people
        .iter()
        .filter(|job| !known.contains(&job.id))
        .map(|job| empty_line(roll.id, job, month))
        .collect();
    let added = lines.len();
    insert_lines(unit, lines).await?;
    unit.audit("add-to-roll", Subject::Roll, Some(roll.id), json!({ "lines": added }))
        .await?;
    Ok(added)
}
