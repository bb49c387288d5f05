//! Writing plans.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::codes::Subject;
use entity::{plan, plan_target};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::{by_id, targets};
use crate::db;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::figures::catalogue;
use crate::domain::pairings;
use crate::domain::unit::Unit;
use crate::reference::region;

/// Years that a plan may be of.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// Longest words, in letters.
const NAME_LETTERS: usize = 80;
const WORD_LETTERS: usize = 60;
const NOTE_LETTERS: usize = 300;
/// Largest target: beyond it a digit was typed twice.
const MOST: i64 = 100_000_000_000;

/// A plan as somebody writes it.
#[derive(Clone, Debug)]
pub struct PlanInput {
    /// The pairing.
    pub pairing_id: Uuid,
    /// The year.
    pub year: i32,
    /// What it is called.
    pub name: String,
    /// Number of the document.
    pub document_no: String,
    /// Day of the signature.
    pub signed_on: Option<NaiveDate>,
    /// Who signed.
    pub signed_by: String,
    /// Anything else.
    pub note: String,
}

/// What a plan promises of one figure for one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Code of the figure.
    pub code: String,
    /// Township, or the county for the whole.
    pub place_code: String,
    /// In the unit of the figure.
    pub value: i64,
}

impl PlanInput {
    fn problems(&self, today: NaiveDate) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !YEARS.contains(&self.year) {
            problems.push(Problem::new("year", "plans-problem-year"));
        }
        if self.name.trim().is_empty() {
            problems.push(Problem::new("name", "problem-required"));
        }
        let words = [
            ("name", &self.name, NAME_LETTERS),
            ("document_no", &self.document_no, WORD_LETTERS),
            ("signed_by", &self.signed_by, WORD_LETTERS),
            ("note", &self.note, NOTE_LETTERS),
        ];
        for (field, text, most) in words {
            if text.trim().chars().count() > most {
                problems.push(Problem::new(field, "problem-too-long").with("max", most));
            }
        }
        if self.signed_on.is_some_and(|day| day > today) {
            problems.push(Problem::new("signed_on", "plans-problem-future"));
        }
        problems
    }

    fn columns(&self) -> plan::ActiveModel {
        plan::ActiveModel {
            pairing_id: Set(self.pairing_id),
            year: Set(self.year),
            name: Set(self.name.trim().to_owned()),
            document_no: Set(self.document_no.trim().to_owned()),
            signed_on: Set(self.signed_on),
            signed_by: Set(self.signed_by.trim().to_owned()),
            note: Set(self.note.trim().to_owned()),
            ..Default::default()
        }
    }
}

async fn judge(unit: &Unit, input: &PlanInput) -> Result<()> {
    pairings::seeded(unit).await?;
    let mut problems = input.problems(unit.today());
    if pairings::by_id(unit.tx(), unit.actor(), input.pairing_id)
        .await
        .is_err()
    {
        problems.push(Problem::new("pairing", "problem-choose"));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

fn taken(error: sea_orm::DbErr) -> DomainError {
    if db::is_unique_violation(&error) {
        DomainError::invalid("year", "plans-problem-taken")
    } else {
        error.into()
    }
}

/// Write a new plan, without targets.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; a year that has a plan already is one of them.
pub async fn create(unit: &mut Unit, input: PlanInput) -> Result<Uuid> {
    unit.allow(Action::EditPlans)?;
    judge(unit, &input).await?;
    let id = Uuid::new_v4();
    let row = plan::ActiveModel {
        id: Set(id),
        version: Set(1),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
        ..input.columns()
    };
    row.insert(unit.tx()).await.map_err(taken)?;
    unit.audit("create-plan", Subject::Plan, Some(id), json!({ "year": input.year }))
        .await?;
    Ok(id)
}

/// Change the head of a plan that still is as it was shown.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if somebody changed it meanwhile.
pub async fn change(unit: &mut Unit, id: Uuid, version: i32, input: PlanInput) -> Result<()> {
    unit.allow(Action::EditPlans)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    judge(unit, &input).await?;
    write(unit, id, version, input.columns()).await?;
    unit.audit("change-plan", Subject::Plan, Some(id), json!({ "year": input.year }))
        .await
}

async fn write(unit: &Unit, id: Uuid, version: i32, row: plan::ActiveModel) -> Result<()> {
    let result = plan::Entity::update_many()
        .set(plan::ActiveModel {
            version: Set(version + 1),
            ..row
        })
        .filter(plan::Column::Id.eq(id))
        .filter(plan::Column::Version.eq(version))
        .exec(unit.tx())
        .await
        .map_err(taken)?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    Ok(())
}

/// Set every target of one figure at once; what is left out is taken away. The trail keeps what changed.
///
/// # Errors
/// [`DomainError::Invalid`] names the places; [`DomainError::Conflict`] if somebody changed the plan meanwhile.
pub async fn set_targets(unit: &mut Unit, id: Uuid, version: i32, code: &str, wanted: Vec<Target>) -> Result<()> {
    unit.allow(Action::EditPlans)?;
    let card = by_id(unit.tx(), unit.actor(), id).await?;
    if catalogue::get(code).is_none() {
        return Err(DomainError::NotFound);
    }
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for target in &wanted {
        let field = format!("t-{}", target.place_code);
        let known = region::get(&target.place_code)
            .is_some_and(|place| matches!(place.level, 3 | 4) && region::contains(&card.pairing.west_code, place.code));
        if !known || target.code != code || !seen.insert(&target.place_code) {
            return Err(DomainError::NotFound);
        }
        if !(0..=MOST).contains(&target.value) {
            problems.push(Problem::new(field, "problem-number"));
        }
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let before = targets(unit.tx(), unit.actor(), &card.plan).await?;
    let of_code = |row: &&plan_target::Model| row.code == code;
    let was: serde_json::Map<_, _> = before
        .iter()
        .filter(of_code)
        .map(|row| (row.place_code.clone(), json!(row.value)))
        .collect();
    let is: serde_json::Map<_, _> = wanted
        .iter()
        .map(|target| (target.place_code.clone(), json!(target.value)))
        .collect();
    write(unit, id, version, <plan::ActiveModel as Default>::default()).await?;
    plan_target::Entity::delete_many()
        .filter(plan_target::Column::PlanId.eq(id))
        .filter(plan_target::Column::Code.eq(code))
        .exec(unit.tx())
        .await?;
    if !wanted.is_empty() {
        let rows = wanted.into_iter().map(|target| {
            let row = plan_target::Model {
                plan_id: id,
                code: target.code,
                place_code: target.place_code,
                value: target.value,
            };
            row.into_active_model().reset_all()
        });
        plan_target::Entity::insert_many(rows)
            .exec_without_returning(unit.tx())
            .await?;
    }
    let details = json!({ "figure": code, "before": was, "after": is });
    unit.audit("set-plan-targets", Subject::Plan, Some(id), details).await
}
