//! What a person does on the page of the own application, without signing in: ask for help, and see what became of it.

use chrono::{DateTime, Utc};
use entity::codes::{CaseKind, CaseOrigin, CaseReferral, CaseState};
use entity::{care_case, placement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::open::{About, WHAT_LETTERS, insert, row};
use super::state::WAITING;
use crate::domain::applications::{self, Reference};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Cases of one application that a person may have open at once: the page is public.
pub const MOST_OWN: u64 = 3;

/// A case as its own person sees it: no names of staff, no notes.
#[derive(Clone, Debug)]
pub struct OwnCase {
    /// What it is about.
    pub kind: CaseKind,
    /// Where it stands.
    pub state: CaseState,
    /// The office that has it.
    pub referred_to: Option<CaseReferral>,
    /// What the person wrote.
    pub what: String,
    /// What came of it.
    pub result: String,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
}

/// The person asks for help.
///
/// # Errors
/// [`DomainError::NotFound`] for a pair that does not fit; [`DomainError::Invalid`] for field `what`; [`DomainError::Conflict`] if
/// [`MOST_OWN`] are open.
pub async fn open_own(unit: &Unit, reference: &Reference, last4: &str, kind: CaseKind, what: &str) -> Result<Uuid> {
    let own = applications::own(unit.tx(), reference, last4).await?;
    let letters = what.trim().chars().count();
    if letters == 0 {
        return Err(DomainError::invalid("what", "cases-own-problem-what"));
    }
    if letters > WHAT_LETTERS {
        let problem = Problem::new("what", "problem-too-long").with("max", WHAT_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    let open = care_case::Entity::find()
        .filter(care_case::Column::ApplicationId.eq(own.application.id))
        .filter(care_case::Column::State.is_in(WAITING))
        .count(unit.tx())
        .await?;
    if open >= MOST_OWN {
        return Err(DomainError::Conflict("cases-own-conflict-many"));
    }
    let placement = placement::Entity::find()
        .filter(placement::Column::ApplicationId.eq(own.application.id))
        .one(unit.tx())
        .await?;
    let about = About {
        worker: own.application.worker_id,
        placement: placement.map(|row| row.id),
        follow_up: None,
        application: Some(own.application.id),
        vacancy: Some(own.application.vacancy_id),
    };
    let row = row(unit, &about, kind, CaseOrigin::Person, what);
    Ok(insert(unit, row, kind, CaseOrigin::Person).await?.id)
}

/// The cases that were opened on the page of an application, the newest first. The caller has looked the application up by its pair.
pub async fn own_cases(db: &impl ConnectionTrait, application: Uuid) -> Result<Vec<OwnCase>> {
    let rows = care_case::Entity::find()
        .filter(care_case::Column::ApplicationId.eq(application))
        .order_by_desc(care_case::Column::CreatedAt)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| OwnCase {
            kind: row.kind,
            state: row.state,
            referred_to: row.referred_to,
            what: row.what,
            result: row.result,
            created_at: row.created_at,
        })
        .collect())
}
