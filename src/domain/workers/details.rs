//! Who the person is and where home is.

use chrono::NaiveDate;
use entity::codes::{Education, LabourAbility, Sex, Subject};
use entity::worker;
use sea_orm::Set;
use serde_json::json;
use uuid::Uuid;

use super::{edit, home};
use crate::domain::actor::Actor;
use crate::domain::checks::person_name::{PersonName, pinyin_keys};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

/// Longest note, letters.
pub(super) const NOTE_LETTERS: usize = 500;

/// The plain facts of a record.
#[derive(Clone, Debug)]
pub struct Details {
    /// Name.
    pub name: PersonName,
    /// Home, as fine as known.
    pub region_code: String,
    /// Sex, told; used only while there is no identity number, which says it by itself.
    pub sex: Option<Sex>,
    /// Date of birth, told; used only while there is no identity number.
    pub birth_date: Option<NaiveDate>,
    /// Schooling.
    pub education: Option<Education>,
    /// Ability to work.
    pub labour_ability: Option<LabourAbility>,
    /// Anything else that helps; no health.
    pub note: String,
}

/// What is wrong with a home for this actor: nobody moves a worker out of their own sight.
pub(super) fn place_problem(actor: &Actor, code: &str) -> Option<Problem> {
    let Some(place) = region::get(code) else {
        return Some(Problem::new("place", "problem-place-unknown"));
    };
    if place.level < 3 {
        return Some(Problem::new("place", "workers-place-coarse"));
    }
    match actor.region_code() {
        Some(own) if !region::contains(own, code) => {
            Some(Problem::new("place", "problem-place-outside").with("place", region::short_name(own)))
        }
        _ => None,
    }
}

/// Change the plain facts.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; a village outside the actor's places is one of them.
pub async fn set_details(unit: &mut Unit, id: Uuid, version: Option<i32>, input: Details) -> Result<()> {
    let before = edit::open(unit, id, version).await?;
    let mut problems: Vec<Problem> = place_problem(unit.actor(), &input.region_code).into_iter().collect();
    if input.note.chars().count() > NOTE_LETTERS {
        problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS));
    }
    if input.birth_date.is_some_and(|birth| birth > unit.today()) {
        problems.push(Problem::new("birth_date", "workers-date-future"));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let mut changed = Vec::new();
    let mut note = |name: &'static str, differs: bool| {
        if differs {
            changed.push(name);
        }
    };
    let moved = before.region_code != input.region_code;
    let region_code = input.region_code.clone();
    note("name", before.name != input.name.as_str());
    note("region_code", moved);
    note("education", before.education != input.education);
    note("labour_ability", before.labour_ability != input.labour_ability);
    note("note", before.note != input.note);
    let mut change = worker::ActiveModel {
        name: Set(input.name.as_str().to_owned()),
        name_keys: Set(pinyin_keys(input.name.as_str())),
        region_code: Set(input.region_code),
        education: Set(input.education),
        labour_ability: Set(input.labour_ability),
        note: Set(input.note),
        ..Default::default()
    };
    if before.id_number_index.is_none() {
        note("sex", before.sex != input.sex);
        note("birth_date", before.birth_date != input.birth_date);
        change.sex = Set(input.sex);
        change.birth_date = Set(input.birth_date);
    }
    edit::write(unit, id, change).await?;
    if moved {
        home::follow(unit, id, &region_code).await?;
    }
    unit.audit("set-details", Subject::Worker, Some(id), json!({ "fields": changed }))
        .await
}
