//! Claims as pages show them: in lists, and one with everything that belongs to it.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{ClaimState, Subject};
use entity::{
    placement, state_move, subsidy_claim, subsidy_claim_job, subsidy_claim_paper, subsidy_notice, subsidy_objection,
    subsidy_policy, worker,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::claims::{by_id, visible_to};
use super::cross::{self, Finding};
use super::{notices, papers, policies};
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::workers::{self, NameCard};
use crate::domain::{moves, scope};

/// Most jobs that the record of a firm's claim names.
const JOBS: u64 = 200;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct ClaimFilter {
    /// Part of the person's or the payee's name.
    pub text: String,
    /// Only this policy.
    pub policy: Option<Uuid>,
    /// Only these states; empty for all.
    pub states: Vec<ClaimState>,
    /// Only this period.
    pub period: String,
    /// Only homes in this subtree.
    pub place: Option<String>,
    /// Only those that an objection holds.
    pub held: bool,
    /// Only this person.
    pub worker: Option<Uuid>,
}

pub(super) fn within(actor: &Actor, filter: &ClaimFilter) -> Result<Condition> {
    use subsidy_claim::Column;
    let mut wanted = visible_to(actor)?;
    if !filter.text.is_empty() {
        let named = Condition::all().add(worker::Column::Name.contains(&filter.text));
        wanted = wanted.add(
            Condition::any()
                .add(workers::whose(Column::WorkerId, named))
                .add(Column::PayeeName.contains(&filter.text)),
        );
    }
    if let Some(policy) = filter.policy {
        wanted = wanted.add(Column::PolicyId.eq(policy));
    }
    if !filter.states.is_empty() {
        wanted = wanted.add(Column::State.is_in(filter.states.iter().copied()));
    }
    if !filter.period.is_empty() {
        wanted = wanted.add(Column::PeriodKey.eq(&filter.period));
    }
    if let Some(code) = &filter.place {
        wanted = wanted.add(scope::within(Column::PlaceCode, code));
    }
    if filter.held {
        wanted = wanted.add(Column::Held.eq(true));
    }
    if let Some(worker) = filter.worker {
        wanted = wanted.add(Column::WorkerId.eq(worker));
    }
    Ok(wanted)
}

/// A claim in a list. Holds no number.
#[derive(Clone, Debug)]
pub struct ClaimRow {
    /// The claim.
    pub claim: subsidy_claim::Model,
    /// The person, or whoever gets the money.
    pub name: String,
    /// The policy.
    pub policy_name: String,
    /// The last day on which somebody can object.
    pub hangs_until: Option<NaiveDate>,
}

/// How many claims are in each state, of those that the filter lets through whatever their state.
pub async fn counts(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &ClaimFilter,
) -> Result<HashMap<ClaimState, u64>> {
    let any = ClaimFilter {
        states: Vec::new(),
        ..filter.clone()
    };
    let rows: Vec<(ClaimState, i64)> = subsidy_claim::Entity::find()
        .select_only()
        .column(subsidy_claim::Column::State)
        .column_as(subsidy_claim::Column::Id.count(), "claims")
        .filter(within(actor, &any)?)
        .group_by(subsidy_claim::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(state, count)| (state, count.unsigned_abs()))
        .collect())
}

/// One page, those that wait longest first: six statements.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &ClaimFilter,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<ClaimRow>> {
    let query = subsidy_claim::Entity::find().filter(within(actor, filter)?);
    let total = query.clone().count(db).await?;
    let claims = query
        .order_by_asc(subsidy_claim::Column::StateSince)
        .order_by_asc(subsidy_claim::Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    Ok(PageOf {
        rows: rows_of(db, claims, today).await?,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// Claims with their words, in the same order.
pub async fn rows_of(
    db: &impl ConnectionTrait,
    claims: Vec<subsidy_claim::Model>,
    today: NaiveDate,
) -> Result<Vec<ClaimRow>> {
    let people = workers::names_of(db, claims.iter().filter_map(|claim| claim.worker_id), today).await?;
    let policies = notices::policy_names(db, claims.iter().map(|claim| claim.policy_id)).await?;
    let hanging = notices::hanging(db, &claims).await?;
    Ok(claims
        .into_iter()
        .map(|claim| ClaimRow {
            name: name_of(&claim, &people),
            policy_name: policies.get(&claim.policy_id).cloned().unwrap_or_default(),
            hangs_until: hanging.get(&claim.id).copied(),
            claim,
        })
        .collect())
}

fn name_of(claim: &subsidy_claim::Model, people: &HashMap<Uuid, NameCard>) -> String {
    claim
        .worker_id
        .and_then(|id| people.get(&id))
        .map_or_else(|| claim.payee_name.clone(), |card| card.name.clone())
}

/// A job of a claim.
#[derive(Clone, Debug)]
pub struct JobRow {
    /// The days that count.
    pub job: subsidy_claim_job::Model,
    /// The placement.
    pub placement: placement::Model,
    /// The person.
    pub person: Option<NameCard>,
}

/// Everything that the page of a claim shows.
#[derive(Clone, Debug)]
pub struct ClaimRecord {
    /// The claim.
    pub claim: subsidy_claim::Model,
    /// Its policy.
    pub policy: subsidy_policy::Model,
    /// The person.
    pub person: Option<NameCard>,
    /// What it rests on.
    pub jobs: Vec<JobRow>,
    /// Papers, the latest first.
    pub papers: Vec<subsidy_claim_paper::Model>,
    /// What the cross-checks find today.
    pub findings: Vec<Finding>,
    /// Notices, the latest first.
    pub notices: Vec<subsidy_notice::Model>,
    /// Objections, the latest first.
    pub objections: Vec<subsidy_objection::Model>,
    /// Steps, the latest first.
    pub moves: Vec<state_move::Model>,
    /// The last day on which somebody can object.
    pub hangs_until: Option<NaiveDate>,
}

/// The record of one claim, if the actor may see it.
pub async fn record(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<ClaimRecord> {
    let claim = by_id(db, actor, id).await?;
    let policy = subsidy_policy::Entity::find_by_id(claim.policy_id)
        .one(db)
        .await?
        .ok_or(crate::domain::error::DomainError::NotFound)?;
    let jobs = subsidy_claim_job::Entity::find()
        .filter(subsidy_claim_job::Column::ClaimId.eq(id))
        .order_by_asc(subsidy_claim_job::Column::FromDate)
        .order_by_asc(subsidy_claim_job::Column::Id)
        .limit(JOBS)
        .all(db)
        .await?;
    let mut placements: HashMap<Uuid, placement::Model> = placement::Entity::find()
        .filter(placement::Column::Id.is_in(jobs.iter().map(|job| job.placement_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let people = jobs.iter().map(|job| job.worker_id).chain(claim.worker_id);
    let people = workers::names_of(db, people, today).await?;
    let notices = notices::of_claims(db, [id]).await?;
    let objections = subsidy_objection::Entity::find()
        .filter(subsidy_objection::Column::ClaimId.eq(id))
        .order_by_desc(subsidy_objection::Column::RecordedAt)
        .all(db)
        .await?;
    let one = std::slice::from_ref(&claim);
    let findings = cross::findings(db, one, today).await?.remove(&id).unwrap_or_default();
    let hangs_until = notices::hanging(db, one).await?.remove(&id);
    Ok(ClaimRecord {
        person: claim.worker_id.and_then(|id| people.get(&id)).cloned(),
        jobs: jobs
            .into_iter()
            .filter_map(|job| {
                let placement = placements.remove(&job.placement_id)?;
                let person = people.get(&job.worker_id).cloned();
                Some(JobRow { job, placement, person })
            })
            .collect(),
        papers: papers::papers_of(db, id).await?,
        findings,
        notices: notices.into_iter().map(|(_, notice)| notice).collect(),
        objections,
        moves: moves::of(db, Subject::SubsidyClaim, id).await?,
        hangs_until,
        policy,
        claim,
    })
}

/// Claims and money of one policy in one state.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct PolicyCount {
    /// The policy.
    pub policy_id: Uuid,
    /// State of the claims.
    pub state: ClaimState,
    /// How many.
    pub claims: i64,
    /// Yuan.
    pub yuan: i64,
}

/// Claims and money by policy and state, within the actor's places, with one statement.
pub async fn by_policy(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<PolicyCount>> {
    use subsidy_claim::Column;
    let _ = policies::visible_to(actor)?;
    Ok(subsidy_claim::Entity::find()
        .select_only()
        .column(Column::PolicyId)
        .column(Column::State)
        .column_as(Column::Id.count(), "claims")
        .column_as(sum_yuan(), "yuan")
        .filter(visible_to(actor)?)
        .group_by(Column::PolicyId)
        .group_by(Column::State)
        .into_model()
        .all(db)
        .await?)
}

/// The sum of the amounts, as both databases give it back alike.
pub(super) fn sum_yuan() -> sea_orm::sea_query::Expr {
    sea_orm::sea_query::Expr::cust("CAST(COALESCE(SUM(subsidy_claim.amount_yuan), 0) AS BIGINT)")
}
