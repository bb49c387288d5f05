//! What the township and the county compare (核对) before they say yes. Each finding comes with its rows; a hard one blocks, a soft one needs
//! a reason. The number of statements does not grow with the claims.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::codes::{Code as _, CrossCheck, PlacementKind, SubsidyPaper, SubsidyPlace, WorkerStatus};
use entity::{subsidy_claim, subsidy_claim_job, subsidy_claim_paper, subsidy_policy};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::eligible::{self, Job, PersonFacts, Shown, Verdict};
use super::facts;
use super::period::Period;
use super::state::GIVEN;
use super::terms::Terms;
use crate::domain::error::Result;

/// What a finding points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A placement.
    Placement {
        /// The placement.
        id: Uuid,
        /// Its firm.
        employer_name: String,
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: Option<NaiveDate>,
    },
    /// Another claim.
    Claim {
        /// The claim.
        id: Uuid,
        /// Its policy.
        policy_name: String,
        /// Key of its period.
        period: String,
        /// How much.
        amount_yuan: i32,
    },
    /// A paper that lacks.
    Paper(SubsidyPaper),
    /// What the engine says today: another amount, or nothing.
    Today(Option<i32>),
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check.
    pub check: CrossCheck,
    /// Whether it blocks.
    pub hard: bool,
    /// What it points at.
    pub rows: Vec<Row>,
}

fn finding(check: CrossCheck, rows: Vec<Row>) -> Finding {
    let hard = !matches!(check, CrossCheck::MovedOut | CrossCheck::Proof | CrossCheck::Changed);
    Finding { check, hard, rows }
}

fn row_of(job: &Job) -> Row {
    Row::Placement {
        id: job.id,
        employer_name: job.employer_name.clone(),
        from: job.started_on,
        until: job.ended_on,
    }
}

/// Everything that the checks look at.
struct Known {
    policies: HashMap<Uuid, (subsidy_policy::Model, Terms)>,
    jobs: HashMap<Uuid, Vec<subsidy_claim_job::Model>>,
    papers: HashMap<Uuid, HashSet<SubsidyPaper>>,
    people: HashMap<Uuid, PersonFacts>,
    /// Claims whose money goes out or went out, of the same people and firms.
    given: Vec<(subsidy_claim::Model, String)>,
}

async fn known(db: &impl ConnectionTrait, claims: &[subsidy_claim::Model]) -> Result<Known> {
    let ids = || claims.iter().map(|claim| claim.id);
    let policies = subsidy_policy::Entity::find()
        .filter(subsidy_policy::Column::Id.is_in(claims.iter().map(|claim| claim.policy_id)))
        .all(db)
        .await?;
    let mut jobs: HashMap<Uuid, Vec<subsidy_claim_job::Model>> = HashMap::new();
    let rows = subsidy_claim_job::Entity::find()
        .filter(subsidy_claim_job::Column::ClaimId.is_in(ids()))
        .order_by_asc(subsidy_claim_job::Column::FromDate)
        .all(db)
        .await?;
    let mut workers: HashSet<Uuid> = claims.iter().filter_map(|claim| claim.worker_id).collect();
    for row in rows {
        workers.insert(row.worker_id);
        jobs.entry(row.claim_id).or_default().push(row);
    }
    let mut papers: HashMap<Uuid, HashSet<SubsidyPaper>> = HashMap::new();
    let rows = subsidy_claim_paper::Entity::find()
        .filter(subsidy_claim_paper::Column::ClaimId.is_in(ids()))
        .all(db)
        .await?;
    for row in rows {
        papers.entry(row.claim_id).or_default().insert(row.kind);
    }
    let people: Vec<Uuid> = workers.into_iter().collect();
    let people = facts::of_people(db, &people).await?;
    Ok(Known {
        policies: policies
            .into_iter()
            .map(|policy| Ok((policy.id, (policy.clone(), Terms::of(&policy)?))))
            .collect::<Result<_>>()?,
        jobs,
        papers,
        people: people.into_iter().map(|(_, facts)| (facts.id, facts)).collect(),
        given: given_to(db, claims).await?,
    })
}

async fn given_to(
    db: &impl ConnectionTrait,
    claims: &[subsidy_claim::Model],
) -> Result<Vec<(subsidy_claim::Model, String)>> {
    use subsidy_claim::Column;
    let same = Condition::any()
        .add(Column::WorkerId.is_in(claims.iter().filter_map(|claim| claim.worker_id)))
        .add(Column::EmployerId.is_in(claims.iter().filter_map(|claim| claim.employer_id)));
    let rows = subsidy_claim::Entity::find()
        .filter(same)
        .filter(Column::State.is_in(GIVEN))
        .order_by_asc(Column::CreatedAt)
        .all(db)
        .await?;
    let names: HashMap<Uuid, String> = subsidy_policy::Entity::find()
        .select_only()
        .columns([subsidy_policy::Column::Id, subsidy_policy::Column::Name])
        .filter(subsidy_policy::Column::Id.is_in(rows.iter().map(|row| row.policy_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = names.get(&row.policy_id).cloned().unwrap_or_default();
            (row, name)
        })
        .collect())
}

/// The findings of each claim; a claim without any is not in the answer.
pub async fn findings(
    db: &impl ConnectionTrait,
    claims: &[subsidy_claim::Model],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<Finding>>> {
    let known = known(db, claims).await?;
    let mut all = HashMap::new();
    for claim in claims {
        let found = of_claim(&known, claim, today);
        if !found.is_empty() {
            all.insert(claim.id, found);
        }
    }
    Ok(all)
}

fn of_claim(known: &Known, claim: &subsidy_claim::Model, today: NaiveDate) -> Vec<Finding> {
    let Some((policy, terms)) = known.policies.get(&claim.policy_id) else {
        return Vec::new();
    };
    let none = Vec::new();
    let counted = known.jobs.get(&claim.id).unwrap_or(&none);
    let job_of = |row: &subsidy_claim_job::Model| {
        let person = known.people.get(&row.worker_id)?;
        person.jobs.iter().find(|job| job.id == row.placement_id)
    };
    let jobs: Vec<&Job> = counted.iter().filter_map(job_of).collect();
    let mut found = Vec::new();
    let mut add = |check, rows: Vec<Row>| {
        if !rows.is_empty() {
            found.push(finding(check, rows));
        }
    };
    add(CrossCheck::TwoPosts, two_posts(known, counted));
    let person = claim.worker_id.and_then(|id| known.people.get(&id));
    match person.map(|person| person.status) {
        Some(WorkerStatus::Dead) => add(CrossCheck::Dead, jobs.iter().map(|job| row_of(job)).collect()),
        Some(WorkerStatus::MovedOut) => add(CrossCheck::MovedOut, jobs.iter().map(|job| row_of(job)).collect()),
        _ => {}
    }
    add(CrossCheck::OtherPayer, other_payers(known, claim));
    let which = |wanted: &dyn Fn(&Job) -> bool| -> Vec<Row> {
        jobs.iter().filter(|job| wanted(job)).map(|job| row_of(job)).collect()
    };
    if terms.conditions.not_if_organised {
        add(CrossCheck::Organised, which(&|job| eligible::is_organised(job.origin)));
    }
    if terms.away_only() {
        let near = [SubsidyPlace::SameCounty, SubsidyPlace::SameTownship];
        add(CrossCheck::HomeCounty, which(&|job| near.contains(&job.place)));
    }
    add(CrossCheck::Months, too_many_months(claim, counted, &job_of));
    add(CrossCheck::Proof, which(&|job| job.proofs.is_empty()));
    let brought = known.papers.get(&claim.id);
    let lacking = policy
        .papers
        .split_whitespace()
        .filter_map(SubsidyPaper::from_key)
        .filter(|paper| !brought.is_some_and(|brought| brought.contains(paper)));
    add(CrossCheck::Paper, lacking.map(Row::Paper).collect());
    if claim.account_cipher.is_none() {
        add(CrossCheck::Account, vec![Row::Paper(SubsidyPaper::Card)]);
    }
    add(CrossCheck::Changed, changed(known, claim, terms, counted, today));
    found
}

/// Two full-time jobs, or a welfare post and another job, on days that the claim counts.
fn two_posts(known: &Known, counted: &[subsidy_claim_job::Model]) -> Vec<Row> {
    let mut rows = Vec::new();
    for row in counted {
        let Some(person) = known.people.get(&row.worker_id) else {
            continue;
        };
        let Some(own) = person.jobs.iter().find(|job| job.id == row.placement_id) else {
            continue;
        };
        let clashes = |other: &&Job| {
            let both = own.full_time && other.full_time;
            let welfare = [own.kind, other.kind].contains(&PlacementKind::Welfare);
            let meets = other.started_on < row.until_date && other.ended_on.is_none_or(|end| end > row.from_date);
            other.id != own.id && meets && (both || welfare)
        };
        for other in person.jobs.iter().filter(clashes) {
            if !rows.contains(&row_of(other)) {
                rows.push(row_of(other));
            }
        }
    }
    rows
}

/// Somebody pays for the same in the same time.
fn other_payers(known: &Known, claim: &subsidy_claim::Model) -> Vec<Row> {
    known
        .given
        .iter()
        .filter(|(other, _)| other.id != claim.id && other.purpose == claim.purpose)
        .filter(|(other, _)| {
            (other.worker_id.is_some() && other.worker_id == claim.worker_id)
                || (other.employer_id.is_some() && other.employer_id == claim.employer_id)
        })
        .filter(|(other, _)| other.period_from <= claim.period_until && claim.period_from <= other.period_until)
        .map(|(other, policy_name)| Row::Claim {
            id: other.id,
            policy_name: policy_name.clone(),
            period: other.period_key.clone(),
            amount_yuan: other.amount_yuan,
        })
        .collect()
}

/// More days of work than the period has: more than twelve months in a year.
fn too_many_months<'k>(
    claim: &subsidy_claim::Model,
    counted: &[subsidy_claim_job::Model],
    job_of: &dyn Fn(&subsidy_claim_job::Model) -> Option<&'k Job>,
) -> Vec<Row> {
    let most = (claim.period_until - claim.period_from).num_days();
    let mut days: HashMap<Uuid, i64> = HashMap::new();
    for row in counted {
        *days.entry(row.worker_id).or_default() += (row.until_date - row.from_date).num_days();
    }
    counted
        .iter()
        .filter(|row| days.get(&row.worker_id).is_some_and(|days| *days > most))
        .filter_map(job_of)
        .map(row_of)
        .collect()
}

/// The records say something else today than when it was claimed.
fn changed(
    known: &Known,
    claim: &subsidy_claim::Model,
    terms: &Terms,
    counted: &[subsidy_claim_job::Model],
    today: NaiveDate,
) -> Vec<Row> {
    let Some(period) = Period::parse(terms, &claim.period_key) else {
        return vec![Row::Today(None)];
    };
    let shown = Shown {
        cost_yuan: claim.cost_yuan,
        contract_months: claim.contract_months,
    };
    let verdict = match claim.worker_id {
        Some(worker) => known
            .people
            .get(&worker)
            .map(|person| eligible::judge(terms, person, period, today, shown)),
        None => claim.employer_id.map(|firm| {
            let ids: HashSet<Uuid> = counted.iter().map(|row| row.worker_id).collect();
            let people: Vec<PersonFacts> = ids.iter().filter_map(|id| known.people.get(id)).cloned().collect();
            eligible::judge_firm(terms, firm, &people, period, today, shown)
        }),
    };
    match verdict {
        Some(Verdict::Yes(award)) if award.amount_yuan == claim.amount_yuan => Vec::new(),
        Some(Verdict::Yes(award)) => vec![Row::Today(Some(award.amount_yuan))],
        _ => vec![Row::Today(None)],
    }
}
