//! Writing pairings. A pairing that has ended stays: placements of its days count as they did.

use chrono::NaiveDate;
use entity::codes::Subject;
use entity::pairing;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::{by_id, of_reference};
use crate::db;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

/// Longest note, in letters.
const NOTE_LETTERS: usize = 200;

/// A pairing as somebody writes it.
#[derive(Clone, Debug)]
pub struct PairingInput {
    /// Western county.
    pub west_code: String,
    /// Eastern district.
    pub east_code: String,
    /// First day.
    pub from_date: NaiveDate,
    /// Last day; `None` while it holds.
    pub until_date: Option<NaiveDate>,
    /// Where it is written.
    pub note: String,
}

impl PairingInput {
    fn problems(&self, actor: &Actor) -> Vec<Problem> {
        let mut problems = Vec::new();
        let is_county = |code: &str| region::get(code).is_some_and(|place| place.level == 3);
        if !is_county(&self.west_code) {
            problems.push(Problem::new("west", "plans-problem-county"));
        } else if actor
            .region_code()
            .is_some_and(|own| !region::contains(own, &self.west_code))
        {
            problems.push(Problem::new("west", "plans-problem-outside"));
        }
        if !is_county(&self.east_code) {
            problems.push(Problem::new("east", "plans-problem-county"));
        } else if self.east_code.get(..2) == self.west_code.get(..2) {
            problems.push(Problem::new("east", "plans-problem-same-province"));
        }
        if self.until_date.is_some_and(|until| until < self.from_date) {
            problems.push(Problem::new("until", "plans-problem-until-early"));
        }
        if self.note.chars().count() > NOTE_LETTERS {
            problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS));
        }
        problems
    }

    /// The place whose jobs count: the province of the district, as the reported figures do (`reference/pairings.tsv`).
    fn counted(&self) -> String {
        format!("{}0000", self.east_code.get(..2).unwrap_or_default())
    }
}

/// Write the compiled-in list down, if nobody has written any pairing yet.
pub async fn seeded(unit: &Unit) -> Result<()> {
    if pairing::Entity::find().count(unit.tx()).await? == 0 {
        let rows = of_reference()
            .into_iter()
            .map(|row| row.into_active_model().reset_all());
        pairing::Entity::insert_many(rows)
            .exec_without_returning(unit.tx())
            .await?;
    }
    Ok(())
}

/// Write a new pairing.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the two begin on that day already.
pub async fn create(unit: &mut Unit, input: PairingInput) -> Result<Uuid> {
    unit.allow(Action::EditPlans)?;
    seeded(unit).await?;
    let problems = input.problems(unit.actor());
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let id = Uuid::new_v4();
    let row = pairing::ActiveModel {
        id: Set(id),
        version: Set(1),
        counted_code: Set(input.counted()),
        west_code: Set(input.west_code.clone()),
        east_code: Set(input.east_code.clone()),
        from_date: Set(input.from_date),
        until_date: Set(input.until_date),
        note: Set(input.note.trim().to_owned()),
    };
    row.insert(unit.tx()).await.map_err(taken)?;
    let details =
        json!({ "west": input.west_code, "east": input.east_code, "from": input.from_date, "until": input.until_date });
    unit.audit("create-pairing", Subject::Pairing, Some(id), details)
        .await?;
    Ok(id)
}

/// Change a pairing that still is as it was shown.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if somebody changed it meanwhile.
pub async fn change(unit: &mut Unit, id: Uuid, version: i32, input: PairingInput) -> Result<()> {
    unit.allow(Action::EditPlans)?;
    seeded(unit).await?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    let problems = input.problems(unit.actor());
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let result = pairing::Entity::update_many()
        .set(pairing::ActiveModel {
            version: Set(version + 1),
            counted_code: Set(input.counted()),
            west_code: Set(input.west_code.clone()),
            east_code: Set(input.east_code.clone()),
            from_date: Set(input.from_date),
            until_date: Set(input.until_date),
            note: Set(input.note.trim().to_owned()),
            ..Default::default()
        })
        .filter(pairing::Column::Id.eq(id))
        .filter(pairing::Column::Version.eq(version))
        .exec(unit.tx())
        .await
        .map_err(taken)?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let details = json!({
        "before": { "west": before.west_code, "east": before.east_code, "from": before.from_date, "until": before.until_date },
        "after": { "west": input.west_code, "east": input.east_code, "from": input.from_date, "until": input.until_date },
    });
    unit.audit("change-pairing", Subject::Pairing, Some(id), details).await
}

fn taken(error: sea_orm::DbErr) -> DomainError {
    if db::is_unique_violation(&error) {
        DomainError::Conflict("plans-conflict-pairing")
    } else {
        error.into()
    }
}
