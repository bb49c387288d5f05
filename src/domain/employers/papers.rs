//! The four papers: handed in, examined by whom and when (Interim Regulation on the Human Resources Market, article 26).

use std::collections::HashMap;

use entity::codes::{Code as _, PaperKind, PaperVerdict, Subject};
use entity::{account, employer_paper};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::commands::locked;
use super::fitness::required_papers;
use super::queries::by_id;
use super::state::{Cause, move_plainly, next};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::files::{self, Inspected};
use crate::domain::unit::Unit;

/// Longest note about a paper, in characters.
const NOTE_LENGTH: usize = 200;

/// A paper with the names of those who handed it in and examined it; empty where nobody or nobody any more.
#[derive(Clone, Debug)]
pub struct PaperView {
    /// The paper.
    pub paper: employer_paper::Model,
    /// Who handed it in.
    pub uploaded_by: String,
    /// Who examined it.
    pub examined_by: String,
}

/// The paper of a kind that counts: the one handed in last.
#[must_use]
pub fn latest(papers: &[employer_paper::Model], kind: PaperKind) -> Option<&employer_paper::Model> {
    papers
        .iter()
        .filter(|paper| paper.kind == kind)
        .max_by_key(|paper| (paper.uploaded_at, paper.id))
}

/// Hand in a paper: staff for any employer, the employer's own people for theirs.
///
/// # Errors
/// [`DomainError::Invalid`] if the employer has handed in as many files as are kept.
pub async fn add_paper(unit: &mut Unit, employer_id: Uuid, kind: PaperKind, file: Inspected) -> Result<Uuid> {
    if !unit.actor().may(Action::EditEmployers) {
        unit.allow(Action::OwnEmployer)?;
    }
    let employer = locked(unit, employer_id).await?;
    let file_id = files::store(unit, Subject::Employer, employer_id, file).await?;
    let id = Uuid::new_v4();
    employer_paper::ActiveModel {
        id: Set(id),
        employer_id: Set(employer_id),
        kind: Set(kind),
        file_id: Set(file_id),
        verdict: Set(PaperVerdict::Pending),
        note: Set(String::new()),
        uploaded_by: Set(unit.actor().account_id()),
        uploaded_at: Set(unit.now()),
        examined_by: Set(None),
        examined_at: Set(None),
    }
    .insert(unit.tx())
    .await?;
    if next(employer.state, Cause::PaperHandedIn).is_some() {
        move_plainly(unit, &employer, Cause::PaperHandedIn).await?;
    }
    unit.audit(
        "add-paper",
        Subject::Employer,
        Some(employer_id),
        json!({ "paper": kind.key(), "file": file_id }),
    )
    .await?;
    Ok(id)
}

/// Say whether a paper is in order. A refusal says why, because somebody must mend it.
///
/// # Errors
/// [`DomainError::Invalid`] for a verdict that is none, or a refusal without a reason.
pub async fn examine_paper(
    unit: &mut Unit,
    employer_id: Uuid,
    paper_id: Uuid,
    verdict: PaperVerdict,
    note: &str,
) -> Result<()> {
    unit.allow(Action::VerifyEmployers)?;
    let employer = locked(unit, employer_id).await?;
    let paper = paper_by_id(unit.tx(), unit.actor(), employer_id, paper_id).await?;
    let note = note.trim();
    let mut problems = Vec::new();
    if verdict == PaperVerdict::Pending {
        problems.push(Problem::new("verdict", "problem-choose"));
    }
    if verdict == PaperVerdict::Refused && note.is_empty() {
        problems.push(Problem::new("note", "employers-problem-refusal-note"));
    }
    if note.chars().count() > NOTE_LENGTH {
        problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LENGTH));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let papers = of_employer(unit.tx(), employer_id).await?;
    let counts = latest(&papers, paper.kind).is_some_and(|last| last.id == paper_id)
        && required_papers(&employer).contains(&paper.kind);
    let kind = paper.kind;
    let mut row: employer_paper::ActiveModel = paper.into();
    row.verdict = Set(verdict);
    row.note = Set(note.to_owned());
    row.examined_by = Set(unit.actor().account_id());
    row.examined_at = Set(Some(unit.now()));
    row.update(unit.tx()).await?;
    if verdict == PaperVerdict::Refused && counts && next(employer.state, Cause::PaperRefused).is_some() {
        move_plainly(unit, &employer, Cause::PaperRefused).await?;
    }
    let details = json!({ "paper": kind.key(), "verdict": verdict.key() });
    unit.audit("examine-paper", Subject::Employer, Some(employer_id), details)
        .await
}

pub(super) async fn of_employer(db: &impl ConnectionTrait, employer_id: Uuid) -> Result<Vec<employer_paper::Model>> {
    Ok(employer_paper::Entity::find()
        .filter(employer_paper::Column::EmployerId.eq(employer_id))
        .order_by_desc(employer_paper::Column::UploadedAt)
        .order_by_desc(employer_paper::Column::Id)
        .all(db)
        .await?)
}

/// One paper of one employer, if the actor may see that employer.
pub async fn paper_by_id(
    db: &impl ConnectionTrait,
    actor: &Actor,
    employer_id: Uuid,
    paper_id: Uuid,
) -> Result<employer_paper::Model> {
    by_id(db, actor, employer_id).await?;
    employer_paper::Entity::find_by_id(paper_id)
        .filter(employer_paper::Column::EmployerId.eq(employer_id))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// All papers of an employer that the actor may see, the newest first. Three statements, however many papers.
pub async fn papers_of(db: &impl ConnectionTrait, actor: &Actor, employer_id: Uuid) -> Result<Vec<PaperView>> {
    by_id(db, actor, employer_id).await?;
    let papers = of_employer(db, employer_id).await?;
    let people: Vec<Uuid> = papers
        .iter()
        .flat_map(|paper| [paper.uploaded_by, paper.examined_by])
        .flatten()
        .collect();
    let names: HashMap<Uuid, String> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.is_in(people))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let name_of = |id: Option<Uuid>| id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
    Ok(papers
        .into_iter()
        .map(|paper| PaperView {
            uploaded_by: name_of(paper.uploaded_by),
            examined_by: name_of(paper.examined_by),
            paper,
        })
        .collect())
}
