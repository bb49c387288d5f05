//! What must be mended in a workshop: too few people who count, wages that did not come, a month without a roll.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{RollState, WorkshopState};
use entity::{roll_line, workshop, workshop_roll};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::judge::judge;
use super::month::Month;
use super::state::works;
use super::{people, queries, rolls, rulebook};
use crate::domain::actor::Actor;
use crate::domain::error::Result;

/// Most workshops that are looked at for a number of the day. A county has some hundred.
const MOST: u64 = 2_000;

/// Something to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Warning {
    /// It does not meet its rule today.
    Below,
    /// Wages are owed past their day.
    PayLate,
    /// Last month has no roll.
    NoRollLast,
    /// This month has no roll yet.
    NoRollThis,
}

impl Warning {
    /// All of them, the worst first.
    pub const ALL: [Warning; 4] = [
        Warning::PayLate,
        Warning::Below,
        Warning::NoRollLast,
        Warning::NoRollThis,
    ];

    /// Its key, in addresses and after `workshops-warning-`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Warning::Below => "below",
            Warning::PayLate => "pay",
            Warning::NoRollLast => "roll",
            Warning::NoRollThis => "roll-now",
        }
    }

    /// The warning of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|warning| warning.key() == key)
    }
}

/// How a workshop stands on a day.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Everybody at work.
    pub people: usize,
    /// Of lifted or monitored households.
    pub lifted: usize,
    /// First day of the month of the last roll.
    pub last_month: Option<NaiveDate>,
    /// What must be mended.
    pub warnings: Vec<Warning>,
}

/// Wages that were not paid in full by their day, by workshop: how many lines.
pub async fn overdue_rolls(
    db: &impl ConnectionTrait,
    workshops: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, i64>> {
    let owed = Expr::col((roll_line::Entity, roll_line::Column::PaidFen))
        .lt(Expr::col((roll_line::Entity, roll_line::Column::DueFen)));
    let rows: Vec<(Uuid, i64)> = roll_line::Entity::find()
        .select_only()
        .column(workshop_roll::Column::WorkshopId)
        .column_as(roll_line::Column::Id.count(), "n")
        .join(JoinType::InnerJoin, rolls::lines_to_roll())
        .filter(workshop_roll::Column::WorkshopId.is_in(workshops.iter().copied()))
        .filter(workshop_roll::Column::State.ne(RollState::Replaced))
        .filter(workshop_roll::Column::PayBy.lt(today))
        .filter(owed)
        .group_by(workshop_roll::Column::WorkshopId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// How these workshops stand, with a fixed number of statements.
pub(super) async fn standings(
    db: &impl ConnectionTrait,
    workshops: &[workshop::Model],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Standing>> {
    let ids: Vec<Uuid> = workshops.iter().map(|row| row.id).collect();
    let rules = rulebook::all(db).await?;
    let mut facts = people::facts_of(db, &ids, today).await?;
    let overdue = overdue_rolls(db, &ids, today).await?;
    let this = Month::of(today);
    let months: Vec<(Uuid, NaiveDate)> = workshop_roll::Entity::find()
        .select_only()
        .columns([workshop_roll::Column::WorkshopId, workshop_roll::Column::Month])
        .filter(workshop_roll::Column::WorkshopId.is_in(ids))
        .filter(workshop_roll::Column::State.ne(RollState::Replaced))
        .order_by_asc(workshop_roll::Column::Month)
        .into_tuple()
        .all(db)
        .await?;
    let mut of_workshop: HashMap<Uuid, Vec<NaiveDate>> = HashMap::new();
    for (id, month) in months {
        of_workshop.entry(id).or_default().push(month);
    }
    Ok(workshops
        .iter()
        .map(|row| {
            let people = facts.remove(&row.id).unwrap_or_default();
            let months = of_workshop.remove(&row.id).unwrap_or_default();
            let mut warnings = Vec::new();
            if overdue.contains_key(&row.id) {
                warnings.push(Warning::PayLate);
            }
            if works(row.state) {
                let rule = rulebook::in_force(&rules, &row.place_code, today);
                if rule.is_some_and(|rule| !judge(rule, &people).met) {
                    warnings.push(Warning::Below);
                }
                let had_plate = row.recognised_on.is_some_and(|on| on <= this.before().last());
                if had_plate && !months.contains(&this.before().first()) {
                    warnings.push(Warning::NoRollLast);
                }
                if !months.contains(&this.first()) {
                    warnings.push(Warning::NoRollThis);
                }
            }
            let standing = Standing {
                lifted: people.iter().filter(|person| person.lifted).count(),
                people: people.len(),
                last_month: months.last().copied(),
                warnings,
            };
            (row.id, standing)
        })
        .collect())
}

/// How one workshop stands.
pub async fn warnings_of(db: &impl ConnectionTrait, workshop: &workshop::Model, today: NaiveDate) -> Result<Standing> {
    let mut found = standings(db, std::slice::from_ref(workshop), today).await?;
    Ok(found.remove(&workshop.id).unwrap_or_default())
}

/// The workshops of the actor with a warning.
pub async fn warned(db: &impl ConnectionTrait, actor: &Actor, warning: Warning, today: NaiveDate) -> Result<Vec<Uuid>> {
    let rows = workshop::Entity::find()
        .filter(queries::visible_to(actor)?)
        .filter(workshop::Column::State.is_not_in([
            WorkshopState::Applied,
            WorkshopState::Checked,
            WorkshopState::Notice,
            WorkshopState::Refused,
        ]))
        .limit(MOST)
        .all(db)
        .await?;
    let standings = standings(db, &rows, today).await?;
    Ok(standings
        .into_iter()
        .filter(|(_, standing)| standing.warnings.contains(&warning))
        .map(|(id, _)| id)
        .collect())
}
