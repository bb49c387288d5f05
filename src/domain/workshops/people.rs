//! The people of a workshop: placements of kind workshop that name it. They begin and end as every placement does.

use std::collections::{HashMap, HashSet};

use chrono::{Months, NaiveDate};
use entity::codes::{Contract, HouseholdBase, Insurance, Origin, PlacementKind, PlacementState, RollState, Subject};
use entity::{placement, roll_line, worker_household, workshop, workshop_roll};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::judge::Facts;
use super::queries::by_id;
use super::state::OVER;
use crate::domain::access::Action;
use crate::domain::employers;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::placements::{self, PlacementInput, Proof};
use crate::domain::unit::Unit;
use crate::domain::workers::{self, NameCard};

/// Wages of so many months decide whether a workshop pays in time.
const WAGE_MONTHS: u32 = 6;
/// Most people who are offered for adoption at once.
const MOST_ADOPTED: u64 = 200;

/// A person at work in a workshop.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// The placement.
    pub placement: placement::Model,
    /// Who it is.
    pub person: Option<NameCard>,
    /// As a rule sees it.
    pub facts: Facts,
}

fn running_on(day: NaiveDate) -> Condition {
    let open = Condition::any()
        .add(placement::Column::EndedOn.is_null())
        .add(placement::Column::EndedOn.gte(day));
    Condition::all()
        .add(placement::Column::StartedOn.lte(day))
        .add(placement::Column::State.ne(PlacementState::Lost))
        .add(open)
}

/// The household was lifted out of poverty, or is monitored, on a day.
fn lifted_on(day: NaiveDate) -> Condition {
    use worker_household::Column;
    Condition::all()
        .add(Column::FromDate.lte(day))
        .add(
            Condition::any()
                .add(Column::ToDate.is_null())
                .add(Column::ToDate.gt(day)),
        )
        .add(
            Condition::any()
                .add(Column::Base.eq(HouseholdBase::Lifted))
                .add(Column::Monitor.is_not_null()),
        )
}

/// Which of these people are of a lifted or monitored household on a day.
pub(super) async fn lifted_of(
    db: &impl ConnectionTrait,
    workers: impl IntoIterator<Item = Uuid>,
    day: NaiveDate,
) -> Result<HashSet<Uuid>> {
    let ids: Vec<Uuid> = worker_household::Entity::find()
        .select_only()
        .column(worker_household::Column::WorkerId)
        .filter(worker_household::Column::WorkerId.is_in(workers))
        .filter(lifted_on(day))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// Wages of these workshops that were owed, or had come late, on a day.
async fn late_of(db: &impl ConnectionTrait, workshops: &[Uuid], day: NaiveDate) -> Result<HashSet<Uuid>> {
    let since = day.checked_sub_months(Months::new(WAGE_MONTHS)).unwrap_or(day);
    let late = Condition::any()
        .add(
            Expr::col((roll_line::Entity, roll_line::Column::PaidFen))
                .lt(Expr::col((roll_line::Entity, roll_line::Column::DueFen))),
        )
        .add(
            Expr::col((roll_line::Entity, roll_line::Column::PaidOn))
                .gt(Expr::col((workshop_roll::Entity, workshop_roll::Column::PayBy))),
        );
    let ids: Vec<Uuid> = roll_line::Entity::find()
        .select_only()
        .column(roll_line::Column::PlacementId)
        .join(JoinType::InnerJoin, super::rolls::lines_to_roll())
        .filter(workshop_roll::Column::WorkshopId.is_in(workshops.iter().copied()))
        .filter(workshop_roll::Column::State.ne(RollState::Replaced))
        .filter(workshop_roll::Column::PayBy.lt(day))
        .filter(workshop_roll::Column::PayBy.gte(since))
        .filter(late)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

async fn rows_of(
    db: &impl ConnectionTrait,
    workshops: &[Uuid],
    day: NaiveDate,
) -> Result<Vec<(placement::Model, Facts)>> {
    let rows = placement::Entity::find()
        .filter(placement::Column::WorkshopId.is_in(workshops.iter().copied()))
        .filter(running_on(day))
        .order_by_asc(placement::Column::StartedOn)
        .order_by_asc(placement::Column::Id)
        .all(db)
        .await?;
    let lifted = lifted_of(db, rows.iter().map(|row| row.worker_id), day).await?;
    let late = late_of(db, workshops, day).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let facts = Facts {
                placement: row.id,
                lifted: lifted.contains(&row.worker_id),
                contract_months: row.contract_months.filter(|_| row.contract.is_some()),
                late: late.contains(&row.id),
                insured: row.insurance.is_some_and(|insurance| insurance != Insurance::None),
            };
            (row, facts)
        })
        .collect())
}

/// The people of several workshops on a day, as rules see them.
pub(super) async fn facts_of(
    db: &impl ConnectionTrait,
    workshops: &[Uuid],
    day: NaiveDate,
) -> Result<HashMap<Uuid, Vec<Facts>>> {
    let mut found: HashMap<Uuid, Vec<Facts>> = HashMap::new();
    for (row, facts) in rows_of(db, workshops, day).await? {
        if let Some(workshop) = row.workshop_id {
            found.entry(workshop).or_default().push(facts);
        }
    }
    Ok(found)
}

/// The people of a workshop on a day, by name. The caller has looked the workshop up for the reader.
pub async fn people_on(db: &impl ConnectionTrait, workshop: Uuid, day: NaiveDate) -> Result<Vec<PersonRow>> {
    let rows = rows_of(db, &[workshop], day).await?;
    let mut names = workers::names_of(db, rows.iter().map(|(row, _)| row.worker_id), day).await?;
    Ok(rows
        .into_iter()
        .map(|(placement, facts)| PersonRow {
            person: names.remove(&placement.worker_id),
            placement,
            facts,
        })
        .collect())
}

/// Somebody whom a workshop takes in.
#[derive(Clone, Debug)]
pub struct TakeIn {
    /// Who.
    pub worker_id: Uuid,
    /// First day.
    pub started_on: NaiveDate,
    /// Pay of a month, yuan.
    pub pay_month_yuan: Option<i32>,
    /// Kind of contract.
    pub contract: Option<Contract>,
    /// Months of the contract.
    pub contract_months: Option<i32>,
    /// Insurance.
    pub insurance: Option<Insurance>,
    /// How it is known.
    pub proof: Option<Proof>,
}

async fn taking(unit: &Unit, workshop: Uuid) -> Result<workshop::Model> {
    unit.allow(Action::EditWorkshops)?;
    let found = by_id(unit.tx(), unit.actor(), workshop).await?;
    if OVER.contains(&found.state) {
        return Err(DomainError::Conflict("workshops-conflict-over"));
    }
    Ok(found)
}

fn contract_problem(months: Option<i32>) -> Option<Problem> {
    months
        .is_some_and(|months| !(1..=60).contains(&months))
        .then(|| Problem::new("contract_months", "workshops-problem-number").with("max", 60))
}

/// Take somebody in: a placement begins.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the person still works elsewhere.
pub async fn take_in(unit: &mut Unit, workshop: Uuid, input: TakeIn) -> Result<Uuid> {
    let found = taking(unit, workshop).await?;
    if let Some(problem) = contract_problem(input.contract_months) {
        return Err(DomainError::Invalid(vec![problem]));
    }
    let cards = employers::names_of(unit.tx(), [found.employer_id]).await?;
    let employer = cards.get(&found.employer_id).map(|card| card.name.clone());
    let opened = PlacementInput {
        worker_id: input.worker_id,
        kind: Some(PlacementKind::Workshop),
        full_time: true,
        employer_id: Some(found.employer_id),
        vacancy_id: None,
        employer_name: employer.unwrap_or_default(),
        place_code: found.place_code.clone(),
        occupation_code: found.occupation_code.clone(),
        industry: String::new(),
        pay_month_yuan: input.pay_month_yuan,
        offer: None,
        contract: input.contract,
        insurance: input.insurance,
        origin: Origin::Station,
        started_on: input.started_on,
        proof: input.proof,
    };
    let id = placements::open(unit, opened).await?;
    join(unit, workshop, id, input.contract_months).await?;
    Ok(id)
}

async fn join(unit: &Unit, workshop: Uuid, placement: Uuid, months: Option<i32>) -> Result<()> {
    let row = placements::by_id(unit.tx(), unit.actor(), placement).await?;
    placements::join_workshop(unit, &row, workshop, months).await?;
    let details = json!({ "placement": placement });
    unit.audit("take-into-workshop", Subject::Workshop, Some(workshop), details)
        .await
}

/// People who work in the firm's workshop already, and on whose record no workshop stands.
pub async fn adoptable(
    db: &impl ConnectionTrait,
    actor: &crate::domain::actor::Actor,
    workshop: &workshop::Model,
) -> Result<Vec<placement::Model>> {
    use placement::Column;
    Ok(placement::Entity::find()
        .filter(placements::visible_to(actor)?)
        .filter(Column::EmployerId.eq(workshop.employer_id))
        .filter(Column::Kind.eq(PlacementKind::Workshop))
        .filter(Column::WorkshopId.is_null())
        .filter(Column::EndedOn.is_null())
        .order_by_asc(Column::StartedOn)
        .order_by_asc(Column::Id)
        .limit(MOST_ADOPTED)
        .all(db)
        .await?)
}

/// Put people who work there already on the list of the workshop.
///
/// # Errors
/// [`DomainError::Invalid`] if nobody was chosen; [`DomainError::Conflict`] if one of them is not offered to the actor any more.
pub async fn adopt(unit: &mut Unit, workshop: Uuid, placements: &[Uuid], months: Option<i32>) -> Result<()> {
    let found = taking(unit, workshop).await?;
    if placements.is_empty() {
        return Err(DomainError::invalid("pick", "workshops-problem-nobody"));
    }
    if let Some(problem) = contract_problem(months) {
        return Err(DomainError::Invalid(vec![problem]));
    }
    let offered = adoptable(unit.tx(), unit.actor(), &found).await?;
    for id in placements {
        if !offered.iter().any(|row| row.id == *id) {
            return Err(DomainError::Conflict("workshops-conflict-person"));
        }
        join(unit, workshop, *id, months).await?;
    }
    Ok(())
}
