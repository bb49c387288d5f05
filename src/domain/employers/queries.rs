//! Looking employers up.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::codes::{EmployerKind, EmployerState, PaperVerdict};
use entity::{employer, employer_paper};
use sea_orm::sea_query::{LikeExpr, NullOrdering};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::input::tidy_name;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::checks::credit_code;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;

/// Days before the end of a check in which it is "due soon".
pub const SOON_DAYS: u64 = 30;

/// The employers whom an actor may see: staff and auditors all of them, an employer's user only its own firm.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if actor.may(Action::ReadEmployers) {
        return Ok(Condition::all());
    }
    match actor.employer_id() {
        Some(id) if actor.may(Action::OwnEmployer) => Ok(Condition::all().add(employer::Column::Id.eq(id))),
        _ => Err(DomainError::NotFound),
    }
}

/// One employer, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<employer::Model> {
    employer::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmployerSort {
    /// Changed last, first.
    #[default]
    Newest,
    /// By name.
    Name,
    /// The check that ends first, first.
    Until,
}

/// What the list of employers is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct EmployerFilter {
    /// Part of the name or of the credit code.
    pub text: String,
    /// Only this state.
    pub state: Option<EmployerState>,
    /// Only this kind.
    pub kind: Option<EmployerKind>,
    /// Only within this place.
    pub region_code: Option<String>,
    /// Only those whose check is over or ends within 30 days.
    pub due_soon: bool,
    /// Order of the rows.
    pub sort: EmployerSort,
}

impl EmployerFilter {
    fn condition(&self, today: NaiveDate) -> Condition {
        let mut wanted = Condition::all();
        let text = tidy_name(&self.text);
        if !text.is_empty() {
            let code = credit_code::normalise(&text);
            let mut found = Condition::any().add(employer::Column::Name.like(containing(&text)));
            if !code.is_empty() {
                found = found.add(employer::Column::CreditCode.like(containing(&code)));
            }
            wanted = wanted.add(found);
        }
        if let Some(state) = self.state {
            wanted = wanted.add(employer::Column::State.eq(state));
        }
        if let Some(kind) = self.kind {
            wanted = wanted.add(employer::Column::Kind.eq(kind));
        }
        if let Some(code) = &self.region_code {
            wanted = wanted.add(scope::within(employer::Column::RegionCode, code));
        }
        if self.due_soon {
            let soon = today + Days::new(SOON_DAYS);
            wanted = wanted
                .add(employer::Column::State.is_in([EmployerState::Verified, EmployerState::Due]))
                .add(employer::Column::VerifiedUntil.lte(soon));
        }
        wanted
    }
}

/// A pattern in which the letters of `text` mean themselves.
pub(in crate::domain) fn containing(text: &str) -> LikeExpr {
    let plain = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{plain}%")).escape('\\')
}

/// One row of the list.
#[derive(Clone, Debug)]
pub struct EmployerRow {
    /// The employer.
    pub employer: employer::Model,
    /// Whether a paper waits to be examined.
    pub paper_waits: bool,
}

/// One page of employers. Three statements, however many rows.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &EmployerFilter,
    today: NaiveDate,
    page: u64,
) -> Result<PageOf<EmployerRow>> {
    let query = employer::Entity::find()
        .filter(visible_to(actor)?)
        .filter(filter.condition(today));
    let total = query.clone().count(db).await?;
    let sorted = match filter.sort {
        EmployerSort::Newest => query.order_by_desc(employer::Column::UpdatedAt),
        EmployerSort::Name => query.order_by_asc(employer::Column::Name),
        EmployerSort::Until => {
            query.order_by_with_nulls(employer::Column::VerifiedUntil, Order::Asc, NullOrdering::Last)
        }
    };
    let rows = sorted
        .order_by_asc(employer::Column::Id)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|employer| employer.id).collect();
    let waiting: HashSet<Uuid> = employer_paper::Entity::find()
        .select_only()
        .column(employer_paper::Column::EmployerId)
        .filter(employer_paper::Column::EmployerId.is_in(ids))
        .filter(employer_paper::Column::Verdict.eq(PaperVerdict::Pending))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let rows = rows
        .into_iter()
        .map(|employer| EmployerRow {
            paper_waits: waiting.contains(&employer.id),
            employer,
        })
        .collect();
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// What lists of other nouns show of an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerCard {
    /// Name as on the licence.
    pub name: String,
    /// State today.
    pub state: EmployerState,
    /// When it was checked last.
    pub verified_at: Option<DateTime<Utc>>,
}

/// The cards of many employers by id, in one statement. Says nothing that is not public with their posts.
pub async fn names_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, EmployerCard>> {
    let ids: HashSet<Uuid> = ids.into_iter().collect();
    let rows: Vec<(Uuid, String, EmployerState, Option<DateTime<Utc>>)> = employer::Entity::find()
        .select_only()
        .columns([
            employer::Column::Id,
            employer::Column::Name,
            employer::Column::State,
            employer::Column::VerifiedAt,
        ])
        .filter(employer::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, name, state, verified_at)| {
            (
                id,
                EmployerCard {
                    name,
                    state,
                    verified_at,
                },
            )
        })
        .collect())
}
