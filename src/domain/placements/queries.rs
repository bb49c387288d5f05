//! Looking placements up.

use chrono::NaiveDate;
use entity::codes::ConsentScope;
use entity::codes::{EndReason, PlacementKind, PlacementState, Role, Subject};
use entity::{consent, placement, placement_evidence, state_move, worker};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::offer::Offer;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::{moves, scope, workers};

/// The placements that an actor may see: staff those of the workers within their places; an employer's user those at its own firm, while
/// the person's consent to the firm stands.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadPlacements) {
        return Err(DomainError::NotFound);
    }
    if actor.role() == Some(Role::Employer) {
        let own = actor.employer_id().ok_or(DomainError::NotFound)?;
        return Ok(Condition::all()
            .add(placement::Column::EmployerId.eq(own))
            .add(consented()));
    }
    if actor.region_code().is_none() {
        return Ok(Condition::all());
    }
    Ok(workers::whose(placement::Column::WorkerId, workers::visible_to(actor)?))
}

/// The person's consent to the firm of the placement stands.
fn consented() -> Condition {
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(consent::Entity)
        .and_where(consent::Column::Scope.eq(ConsentScope::Employer))
        .and_where(consent::Column::WithdrawnAt.is_null())
        .and_where(
            Expr::col((consent::Entity, consent::Column::WorkerId))
                .equals((placement::Entity, placement::Column::WorkerId)),
        )
        .and_where(
            Expr::col((consent::Entity, consent::Column::EmployerId))
                .equals((placement::Entity, placement::Column::EmployerId)),
        )
        .to_owned();
    Condition::all().add(Expr::exists(rows))
}

/// One placement, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<placement::Model> {
    placement::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The open full-time placement of a person, if there is one.
pub async fn open_of(db: &impl ConnectionTrait, worker: Uuid) -> Result<Option<placement::Model>> {
    Ok(placement::Entity::find()
        .filter(placement::Column::WorkerId.eq(worker))
        .filter(placement::Column::EndedOn.is_null())
        .filter(placement::Column::FullTime.eq(true))
        .one(db)
        .await?)
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct PlacementFilter {
    /// Part of the person's or the employer's name.
    pub text: String,
    /// Only this state.
    pub state: Option<PlacementState>,
    /// Only this kind.
    pub kind: Option<PlacementKind>,
    /// Only workplaces in this subtree.
    pub place: Option<String>,
    /// Begun on or after.
    pub from: Option<NaiveDate>,
    /// Begun on or before.
    pub until: Option<NaiveDate>,
    /// Only those that nobody verified.
    pub unverified: bool,
    /// Only this person.
    pub worker: Option<Uuid>,
}

fn within(actor: &Actor, filter: &PlacementFilter) -> Result<Condition> {
    let mut wanted = visible_to(actor)?;
    if !filter.text.is_empty() {
        let named = Condition::all().add(worker::Column::Name.contains(&filter.text));
        wanted = wanted.add(
            Condition::any()
                .add(workers::whose(placement::Column::WorkerId, named))
                .add(placement::Column::EmployerName.contains(&filter.text)),
        );
    }
    if let Some(state) = filter.state {
        wanted = wanted.add(placement::Column::State.eq(state));
    }
    if let Some(kind) = filter.kind {
        wanted = wanted.add(placement::Column::Kind.eq(kind));
    }
    if let Some(code) = &filter.place {
        wanted = wanted.add(scope::within(placement::Column::PlaceCode, code));
    }
    if let Some(from) = filter.from {
        wanted = wanted.add(placement::Column::StartedOn.gte(from));
    }
    if let Some(until) = filter.until {
        wanted = wanted.add(placement::Column::StartedOn.lte(until));
    }
    if filter.unverified {
        wanted = wanted.add(placement::Column::VerifiedAt.is_null());
    }
    if let Some(worker) = filter.worker {
        wanted = wanted.add(placement::Column::WorkerId.eq(worker));
    }
    Ok(wanted)
}

/// A placement in a list, for staff and for the firm: no phone, no number.
#[derive(Clone, Debug)]
pub struct PlacementCard {
    /// The placement.
    pub id: Uuid,
    /// The person's name.
    pub worker_name: String,
    /// The employer's name at the start.
    pub employer_name: String,
    /// Kind.
    pub kind: PlacementKind,
    /// Place of work.
    pub place_code: String,
    /// Title of the post, as promised.
    pub title: Option<String>,
    /// First day.
    pub started_on: NaiveDate,
    /// Last day.
    pub ended_on: Option<NaiveDate>,
    /// Why it ended.
    pub end_reason: Option<EndReason>,
    /// State.
    pub state: PlacementState,
    /// Whether somebody verified it.
    pub verified: bool,
    /// Version, for the buttons.
    pub version: i32,
}

/// One page of placements, those that nobody verified first.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &PlacementFilter,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<PlacementCard>> {
    let query = placement::Entity::find().filter(within(actor, filter)?);
    let total = query.clone().count(db).await?;
    let unverified_first = CaseStatement::new()
        .case(placement::Column::VerifiedAt.is_null(), 0)
        .finally(1);
    let rows = query
        .order_by_asc(Expr::expr(unverified_first))
        .order_by_desc(placement::Column::StartedOn)
        .order_by_asc(placement::Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    Ok(PageOf {
        rows: cards(db, rows, today).await?,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// Cards of placements, in the same order, with one statement.
pub async fn cards(
    db: &impl ConnectionTrait,
    rows: Vec<placement::Model>,
    today: NaiveDate,
) -> Result<Vec<PlacementCard>> {
    let people = workers::names_of(db, rows.iter().map(|row| row.worker_id), today).await?;
    Ok(rows
        .into_iter()
        .map(|row| PlacementCard {
            id: row.id,
            worker_name: people
                .get(&row.worker_id)
                .map(|person| person.name.clone())
                .unwrap_or_default(),
            employer_name: row.employer_name,
            kind: row.kind,
            place_code: row.place_code,
            title: serde_json::from_value::<Offer>(row.offer).ok().map(|offer| offer.title),
            started_on: row.started_on,
            ended_on: row.ended_on,
            end_reason: row.end_reason,
            state: row.state,
            verified: row.verified_at.is_some(),
            version: row.version,
        })
        .collect())
}

/// One card, for those who may see the placement.
pub async fn card(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<PlacementCard> {
    let row = by_id(db, actor, id).await?;
    cards(db, vec![row], today).await?.pop().ok_or(DomainError::NotFound)
}

/// Everything that the staff page of one placement shows.
#[derive(Clone, Debug)]
pub struct PlacementRecord {
    /// The placement.
    pub placement: placement::Model,
    /// The person.
    pub worker: worker::Model,
    /// What was promised.
    pub offer: Option<Offer>,
    /// Proofs, newest first.
    pub evidence: Vec<placement_evidence::Model>,
    /// Steps, newest first.
    pub moves: Vec<state_move::Model>,
    /// The placement that followed on a change of job.
    pub next: Option<Uuid>,
}

/// The record of a placement for staff.
///
/// # Errors
/// [`DomainError::NotFound`] for those who may not see it, and for every user of an employer.
pub async fn record(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<PlacementRecord> {
    if actor.role() == Some(Role::Employer) {
        return Err(DomainError::NotFound);
    }
    let placement = by_id(db, actor, id).await?;
    let worker = worker::Entity::find_by_id(placement.worker_id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let evidence = placement_evidence::Entity::find()
        .filter(placement_evidence::Column::PlacementId.eq(id))
        .order_by_desc(placement_evidence::Column::RecordedAt)
        .all(db)
        .await?;
    let moves = moves::of(db, Subject::Placement, id).await?;
    let next = placement::Entity::find()
        .select_only()
        .column(placement::Column::Id)
        .filter(placement::Column::PreviousId.eq(id))
        .into_tuple::<Uuid>()
        .one(db)
        .await?;
    let offer = serde_json::from_value(placement.offer.clone()).ok();
    Ok(PlacementRecord {
        placement,
        worker,
        offer,
        evidence,
        moves,
        next,
    })
}
