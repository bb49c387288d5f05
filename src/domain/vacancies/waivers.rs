//! Held wording: a second person reads it, and lets it through with a reason that stays.

use chrono::NaiveDate;
use entity::codes::{Subject, VacancyState};
use entity::{audit_event, vacancy, vacancy_waiver};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::findings::{VacancyFinding, findings};
use super::queries::by_id;
use crate::domain::access::Action;
use crate::domain::checks::wording::Severity;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Longest reason, in letters.
const REASON_LETTERS: usize = 300;

/// A finding, and who let it through, if somebody did.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What the law says.
    pub finding: VacancyFinding,
    /// The approval.
    pub waiver: Option<vacancy_waiver::Model>,
}

impl Judged {
    /// Whether the post still waits for somebody to read this.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.finding.severity == Severity::Hold && self.waiver.is_none()
    }
}

/// What the law says about a post, each with its approval. An approval is for the very phrase: changed words are read again.
pub async fn judged(db: &impl ConnectionTrait, post: &vacancy::Model, today: NaiveDate) -> Result<Vec<Judged>> {
    let waivers = vacancy_waiver::Entity::find()
        .filter(vacancy_waiver::Column::VacancyId.eq(post.id))
        .order_by_asc(vacancy_waiver::Column::ApprovedAt)
        .all(db)
        .await?;
    let approval = |finding: &VacancyFinding| {
        waivers
            .iter()
            .find(|waiver| waiver.rule == finding.rule && waiver.excerpt == finding.excerpt)
            .cloned()
    };
    Ok(findings(post, today)
        .into_iter()
        .map(|finding| Judged {
            waiver: approval(&finding),
            finding,
        })
        .collect())
}

/// Whether the actor wrote any of the post: nobody approves their own words.
pub async fn is_author(db: &impl ConnectionTrait, post: &vacancy::Model, account: Option<Uuid>) -> Result<bool> {
    let Some(account) = account else { return Ok(false) };
    if post.created_by == Some(account) {
        return Ok(true);
    }
    let written = audit_event::Entity::find()
        .filter(audit_event::Column::Subject.eq(Subject::Vacancy))
        .filter(audit_event::Column::SubjectId.eq(post.id))
        .filter(audit_event::Column::ActorId.eq(account))
        .filter(audit_event::Column::Action.eq("update-vacancy"))
        .count(db)
        .await?;
    Ok(written > 0)
}

/// Let one held phrase through, with the reason.
///
/// # Errors
/// [`DomainError::Conflict`] if the actor wrote the post, if it is not in review, or if nothing of the kind is held.
pub async fn waive(unit: &mut Unit, id: Uuid, rule: &str, excerpt: &str, reason: &str) -> Result<()> {
    unit.allow(Action::ReviewVacancies)?;
    let post = by_id(unit.tx(), unit.actor(), id).await?;
    if post.state != VacancyState::Review {
        return Err(DomainError::Conflict("vacancies-conflict-state"));
    }
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LETTERS {
        return Err(DomainError::invalid("reason", "vacancies-problem-reason"));
    }
    if is_author(unit.tx(), &post, unit.actor().account_id()).await? {
        return Err(DomainError::Conflict("vacancies-conflict-author"));
    }
    let held = judged(unit.tx(), &post, unit.today())
        .await?
        .into_iter()
        .find(|judged| judged.holds() && judged.finding.rule == rule && judged.finding.excerpt == excerpt)
        .ok_or(DomainError::Conflict("vacancies-conflict-not-held"))?;
    keep(unit, id, &held.finding, reason).await
}

/// Write an approval down.
pub(super) async fn keep(unit: &Unit, id: Uuid, finding: &VacancyFinding, reason: &str) -> Result<()> {
    vacancy_waiver::ActiveModel {
        id: Set(Uuid::new_v4()),
        vacancy_id: Set(id),
        rule: Set(finding.rule.to_owned()),
        excerpt: Set(finding.excerpt.clone()),
        reason: Set(reason.to_owned()),
        approved_by: Set(unit.actor().account_id()),
        approved_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    unit.audit(
        "waive-wording",
        Subject::Vacancy,
        Some(id),
        json!({ "rule": finding.rule }),
    )
    .await
}
