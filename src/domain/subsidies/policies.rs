//! Policies as rows: written as a draft, put in force, ended. One in force is never changed; its next edition is a row of its own.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use entity::codes::{Code as _, Subject, SubsidyBeneficiary, SubsidyPaper, SubsidyPolicyState, SubsidyPurpose};
use entity::subsidy_policy::{self, Column};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::terms::Terms;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::scope;
use crate::domain::unit::Unit;
use crate::reference::region;

/// Longest name and other lines, in letters.
const LINE_LETTERS: usize = 80;
/// Longest remark, in letters.
const NOTE_LETTERS: usize = 500;
/// Days for which a notice hangs.
const NOTICE_DAYS: std::ops::RangeInclusive<i32> = 1..=30;
/// No page shows more policies than this.
const SHOWN: u64 = 300;

/// A policy as somebody writes it down.
#[derive(Clone, Debug)]
pub struct PolicyInput {
    /// Short, as people call it.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it pays for.
    pub purpose: SubsidyPurpose,
    /// Who pays.
    pub payer: String,
    /// Whose policy it is.
    pub issuer_code: String,
    /// Number of the document.
    pub document_no: String,
    /// Months in which it is claimed; empty for all.
    pub window_months: BTreeSet<u32>,
    /// First and last day on which it is claimed.
    pub window: (Option<NaiveDate>, Option<NaiveDate>),
    /// Papers that a claim needs.
    pub papers: Vec<SubsidyPaper>,
    /// Days for which a notice hangs.
    pub notice_days: i32,
    /// For objections.
    pub phone: String,
    /// A remark.
    pub note: String,
    /// Who, which work, how much.
    pub terms: Terms,
}

/// The policies that an actor may see: those for people of places that have to do with the actor's own.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadSubsidies) {
        return Err(DomainError::NotFound);
    }
    let Some(own) = actor.region_code() else {
        return Ok(Condition::all());
    };
    let above: Vec<&str> = region::ancestors(own).into_iter().map(|place| place.code).collect();
    Ok(Condition::any()
        .add(scope::within(Column::HomeCode, own))
        .add(Column::HomeCode.is_in(above)))
}

/// One policy, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<subsidy_policy::Model> {
    subsidy_policy::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The policies in one state, or all, the latest first.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    state: Option<SubsidyPolicyState>,
) -> Result<Vec<subsidy_policy::Model>> {
    let mut query = subsidy_policy::Entity::find().filter(visible_to(actor)?);
    if let Some(state) = state {
        query = query.filter(Column::State.eq(state));
    }
    Ok(query
        .order_by_desc(Column::ValidFrom)
        .order_by_asc(Column::Code)
        .order_by_desc(Column::Edition)
        .limit(SHOWN)
        .all(db)
        .await?)
}

/// All editions of a policy that the actor may see, the latest first.
pub async fn editions(db: &impl ConnectionTrait, actor: &Actor, line: Uuid) -> Result<Vec<subsidy_policy::Model>> {
    Ok(subsidy_policy::Entity::find()
        .filter(visible_to(actor)?)
        .filter(Column::LineId.eq(line))
        .order_by_desc(Column::Edition)
        .all(db)
        .await?)
}

/// Whether it can be claimed on a day.
#[must_use]
pub fn is_open(policy: &subsidy_policy::Model, day: NaiveDate) -> bool {
    let month = day.month().to_string();
    let in_month = policy.window_months.is_empty() || policy.window_months.split_whitespace().any(|one| one == month);
    in_month
        && policy.window_from.is_none_or(|from| from <= day)
        && policy.window_until.is_none_or(|until| day <= until)
}

/// Somebody's own people: a county writes for its own county, not for its neighbours.
fn is_own(unit: &Unit, home: &str) -> bool {
    unit.actor().region_code().is_none_or(|own| region::contains(own, home))
}

fn problems_of(unit: &Unit, input: &PolicyInput) -> Vec<Problem> {
    let mut problems = Vec::new();
    let lines = [
        ("code", &input.code, true),
        ("name", &input.name, true),
        ("payer", &input.payer, true),
        ("document_no", &input.document_no, true),
        ("phone", &input.phone, true),
    ];
    for (field, text, required) in lines {
        if required && text.trim().is_empty() {
            problems.push(Problem::new(field, "problem-required"));
        } else if text.chars().count() > LINE_LETTERS {
            problems.push(Problem::new(field, "problem-too-long").with("max", LINE_LETTERS));
        }
    }
    if input.note.chars().count() > NOTE_LETTERS {
        problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS));
    }
    if !NOTICE_DAYS.contains(&input.notice_days) {
        problems.push(Problem::new("notice_days", "subsidies-problem-notice-days"));
    }
    if let (Some(from), Some(until)) = input.window
        && until < from
    {
        problems.push(Problem::new("window_until", "subsidies-problem-until"));
    }
    if !is_own(unit, &input.terms.home_code) {
        problems.push(Problem::new("home", "subsidies-problem-home"));
    }
    problems.extend(input.terms.problems());
    problems
}

fn columns(unit: &Unit, input: &PolicyInput) -> Result<subsidy_policy::ActiveModel> {
    let problems = problems_of(unit, input);
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let terms = &input.terms;
    let kept = |error: serde_json::Error| DomainError::Internal(error.to_string());
    let words = |list: Vec<String>| list.join(" ");
    Ok(subsidy_policy::ActiveModel {
        code: Set(input.code.trim().to_owned()),
        name: Set(input.name.trim().to_owned()),
        purpose: Set(input.purpose),
        payer: Set(input.payer.trim().to_owned()),
        beneficiary: Set(terms.beneficiary),
        issuer_code: Set(input.issuer_code.clone()),
        home_code: Set(terms.home_code.clone()),
        valid_from: Set(terms.valid_from),
        valid_until: Set(terms.valid_until),
        document_no: Set(input.document_no.trim().to_owned()),
        window_months: Set(words(input.window_months.iter().map(u32::to_string).collect())),
        window_from: Set(input.window.0),
        window_until: Set(input.window.1),
        once: Set(terms.once),
        cap_yuan: Set(terms.cap_yuan),
        papers: Set(words(input.papers.iter().map(|paper| paper.key().to_owned()).collect())),
        conditions: Set(serde_json::to_value(&terms.conditions).map_err(kept)?),
        amount: Set(serde_json::to_value(&terms.amount).map_err(kept)?),
        per_person: Set(terms.per_person || terms.beneficiary == SubsidyBeneficiary::Person),
        away_only: Set(terms.away_only()),
        notice_days: Set(input.notice_days),
        phone: Set(input.phone.trim().to_owned()),
        note: Set(input.note.trim().to_owned()),
        updated_at: Set(unit.now()),
        ..Default::default()
    })
}

/// Write a policy down as a draft: a new one, or the next edition of `before`.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn draft(unit: &mut Unit, input: &PolicyInput, before: Option<Uuid>) -> Result<Uuid> {
    unit.allow(Action::EditSubsidies)?;
    let id = Uuid::new_v4();
    let (line, edition) = match before {
        None => (id, 1),
        Some(before) => {
            let before = own_by_id(unit, before).await?;
            let editions = subsidy_policy::Entity::find().filter(Column::LineId.eq(before.line_id));
            let count = editions.count(unit.tx()).await?;
            (
                before.line_id,
                i32::try_from(count).unwrap_or(i32::MAX).saturating_add(1),
            )
        }
    };
    let row = subsidy_policy::ActiveModel {
        id: Set(id),
        version: Set(1),
        line_id: Set(line),
        edition: Set(edition),
        state: Set(SubsidyPolicyState::Draft),
        ended_on: Set(None),
        end_reason: Set(String::new()),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
        ..columns(unit, input)?
    };
    row.insert(unit.tx()).await?;
    unit.moved(Subject::SubsidyPolicy, id, None, SubsidyPolicyState::Draft, "")
        .await?;
    let details = json!({ "edition": edition });
    unit.audit("draft-subsidy-policy", Subject::SubsidyPolicy, Some(id), details)
        .await?;
    Ok(id)
}

/// A policy for a change: the actor's own.
async fn own_by_id(unit: &Unit, id: Uuid) -> Result<subsidy_policy::Model> {
    let found = by_id(unit.tx(), unit.actor(), id).await?;
    if is_own(unit, &found.home_code) {
        Ok(found)
    } else {
        Err(DomainError::Forbidden)
    }
}

/// Change a draft.
///
/// # Errors
/// [`DomainError::Conflict`] for a policy that is or was in force: it is ended, and the next edition begins.
pub async fn change(unit: &mut Unit, id: Uuid, version: i32, input: &PolicyInput) -> Result<()> {
    unit.allow(Action::EditSubsidies)?;
    let before = own_by_id(unit, id).await?;
    if before.state != SubsidyPolicyState::Draft {
        return Err(DomainError::Conflict("subsidies-conflict-in-force"));
    }
    write(unit, &before, version, columns(unit, input)?).await?;
    unit.audit("change-subsidy-policy", Subject::SubsidyPolicy, Some(id), json!({}))
        .await
}

/// Put a draft in force. Earlier editions that still run end the day before.
///
/// # Errors
/// [`DomainError::Conflict`] if it is no draft or somebody was faster.
pub async fn start(unit: &mut Unit, id: Uuid, version: i32) -> Result<()> {
    unit.allow(Action::EditSubsidies)?;
    let before = own_by_id(unit, id).await?;
    if before.state != SubsidyPolicyState::Draft {
        return Err(DomainError::Conflict("subsidies-conflict-in-force"));
    }
    let running = subsidy_policy::Entity::find()
        .filter(Column::LineId.eq(before.line_id))
        .filter(Column::State.eq(SubsidyPolicyState::InForce))
        .all(unit.tx())
        .await?;
    for earlier in running {
        let last = before
            .valid_from
            .pred_opt()
            .unwrap_or(before.valid_from)
            .max(earlier.valid_from);
        finish(unit, &earlier, earlier.version, last, "next-edition").await?;
    }
    let with = subsidy_policy::ActiveModel {
        state: Set(SubsidyPolicyState::InForce),
        ..Default::default()
    };
    write(unit, &before, version, with).await?;
    unit.moved(
        Subject::SubsidyPolicy,
        id,
        Some(before.state),
        SubsidyPolicyState::InForce,
        "",
    )
    .await?;
    unit.audit("start-subsidy-policy", Subject::SubsidyPolicy, Some(id), json!({}))
        .await
}

/// End a policy in force, with its last day and why. What was claimed goes on.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if it is not in force.
pub async fn end(unit: &mut Unit, id: Uuid, version: i32, last_day: NaiveDate, reason: &str) -> Result<()> {
    unit.allow(Action::EditSubsidies)?;
    let before = own_by_id(unit, id).await?;
    if before.state != SubsidyPolicyState::InForce {
        return Err(DomainError::Conflict("subsidies-conflict-not-in-force"));
    }
    let reason = reason.trim();
    let mut problems = Vec::new();
    if reason.is_empty() {
        problems.push(Problem::new("reason", "problem-required"));
    } else if reason.chars().count() > LINE_LETTERS {
        problems.push(Problem::new("reason", "problem-too-long").with("max", LINE_LETTERS));
    }
    if last_day < before.valid_from {
        problems.push(Problem::new("last_day", "subsidies-problem-until"));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    finish(unit, &before, version, last_day, reason).await
}

async fn finish(
    unit: &Unit,
    before: &subsidy_policy::Model,
    version: i32,
    last_day: NaiveDate,
    reason: &str,
) -> Result<()> {
    let with = subsidy_policy::ActiveModel {
        state: Set(SubsidyPolicyState::Ended),
        ended_on: Set(Some(last_day)),
        valid_until: Set(Some(before.valid_until.map_or(last_day, |until| until.min(last_day)))),
        end_reason: Set(reason.to_owned()),
        ..Default::default()
    };
    write(unit, before, version, with).await?;
    unit.moved(
        Subject::SubsidyPolicy,
        before.id,
        Some(before.state),
        SubsidyPolicyState::Ended,
        reason,
    )
    .await?;
    unit.audit("end-subsidy-policy", Subject::SubsidyPolicy, Some(before.id), json!({}))
        .await
}

async fn write(
    unit: &Unit,
    before: &subsidy_policy::Model,
    version: i32,
    with: subsidy_policy::ActiveModel,
) -> Result<()> {
    let result = subsidy_policy::Entity::update_many()
        .set(subsidy_policy::ActiveModel {
            version: Set(before.version + 1),
            updated_at: Set(unit.now()),
            ..with
        })
        .filter(Column::Id.eq(before.id))
        .filter(Column::State.eq(before.state))
        .filter(Column::Version.eq(version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    Ok(())
}
