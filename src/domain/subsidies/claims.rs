//! Claims: made for somebody who is eligible, found again, and shown with everything that belongs to them.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{
    ClaimAccount, ClaimState, ClaimedBy, Code as _, ConsentScope, ConsentWay, Subject, SubsidyBeneficiary,
    SubsidyPolicyState,
};
use entity::{consent, placement, subsidy_claim, subsidy_claim_job, subsidy_policy, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select, Set,
};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::eligible::{self, Award, PersonFacts, Shown, Verdict};
use super::period::Period;
use super::terms::Terms;
use super::{facts, policies};
use crate::db;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::domain::workers::{self, ConsentInput};
use crate::domain::{employers, scope};

/// Column name to which the sealed number of an account is bound.
pub(super) const ACCOUNT_COLUMN: &str = "subsidy_claim.account";
/// Digits of an account or of a card.
const ACCOUNT_DIGITS: std::ops::RangeInclusive<usize> = 10..=25;
/// Longest name of whoever claims, in letters.
const NAME_LETTERS: usize = 40;
/// Most people of one firm that are judged.
const MOST_PEOPLE: u64 = 5_000;

/// An account as somebody reads it from the card.
#[derive(Clone)]
pub struct AccountInput {
    /// What card it is.
    pub kind: ClaimAccount,
    /// Its number.
    pub number: Zeroizing<String>,
}

/// A claim as somebody makes it.
#[derive(Clone)]
pub struct ClaimInput {
    /// The policy.
    pub policy: Uuid,
    /// Key of the period.
    pub period: String,
    /// The person, or the firm.
    pub beneficiary: Uuid,
    /// Who claims.
    pub claimed_by: ClaimedBy,
    /// The relative's or the cadre's name.
    pub claimant_name: String,
    /// Who gets the money of a firm's claim.
    pub payee_name: String,
    /// What the papers show.
    pub shown: Shown,
    /// Where the money goes; may follow later.
    pub account: Option<AccountInput>,
    /// How the person agreed that the account is kept, unless that is on file.
    pub consent: Option<(ConsentWay, String)>,
}

/// The claims that an actor may see: those of its own places.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if actor.may(Action::ReadSubsidies) {
        Ok(scope::within_places_of(subsidy_claim::Column::PlaceCode, actor))
    } else {
        Err(DomainError::NotFound)
    }
}

/// Claims in a state, of those that the actor may see.
pub fn in_state(actor: &Actor, state: ClaimState) -> Result<Select<subsidy_claim::Entity>> {
    Ok(subsidy_claim::Entity::find()
        .filter(visible_to(actor)?)
        .filter(subsidy_claim::Column::State.eq(state)))
}

/// One claim, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<subsidy_claim::Model> {
    subsidy_claim::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// Who would claim what: the answer of the engine for one person or firm today.
pub struct Prospect {
    /// The policy.
    pub policy: subsidy_policy::Model,
    /// Its terms.
    pub terms: Terms,
    /// The period.
    pub period: Period,
    /// The person, for a policy for people.
    pub worker: Option<worker::Model>,
    /// The firm's name, for a policy for firms.
    pub firm_name: String,
    /// The answer.
    pub verdict: Verdict,
    /// Jobs by id, for the words.
    pub jobs: HashMap<Uuid, eligible::Job>,
    /// Whether the person has agreed that the account is kept.
    pub consented: bool,
}

/// Judge one person or firm under one policy, as the actor sees them.
///
/// # Errors
/// [`DomainError::NotFound`] if one of them is not the actor's to see, or the policy has no such period.
pub async fn prospect(
    db: &impl ConnectionTrait,
    actor: &Actor,
    (policy, period, beneficiary): (Uuid, &str, Uuid),
    shown: Shown,
    today: NaiveDate,
) -> Result<Prospect> {
    let policy = policies::by_id(db, actor, policy).await?;
    let terms = Terms::of(&policy)?;
    let period = Period::parse(&terms, period).ok_or(DomainError::NotFound)?;
    let (worker, firm_name, people) = if terms.beneficiary == SubsidyBeneficiary::Person {
        let worker = workers::by_id(db, actor, beneficiary).await?;
        (Some(worker), String::new(), vec![beneficiary])
    } else {
        let firm = employers::by_id(db, actor, beneficiary).await?;
        (
            None,
            firm.name,
            people_of_firm(db, actor, &terms, period, beneficiary).await?,
        )
    };
    let known: Vec<PersonFacts> = facts::of_people(db, &people)
        .await?
        .into_iter()
        .map(|(_, facts)| facts)
        .collect();
    let verdict = match (&worker, known.first()) {
        (Some(_), Some(person)) => eligible::judge(&terms, person, period, today, shown),
        _ => eligible::judge_firm(&terms, beneficiary, &known, period, today, shown),
    };
    let consented = match &worker {
        Some(worker) => has_agreed(db, worker.id).await?,
        None => true,
    };
    Ok(Prospect {
        policy,
        terms,
        period,
        worker,
        firm_name,
        verdict,
        jobs: known
            .into_iter()
            .flat_map(|person| person.jobs)
            .map(|job| (job.id, job))
            .collect(),
        consented,
    })
}

/// People of the actor's places who work at a firm in the period.
async fn people_of_firm(
    db: &impl ConnectionTrait,
    actor: &Actor,
    terms: &Terms,
    period: Period,
    firm: Uuid,
) -> Result<Vec<Uuid>> {
    use placement::Column;
    Ok(placement::Entity::find()
        .select_only()
        .column(Column::WorkerId)
        .distinct()
        .filter(Column::EmployerId.eq(firm))
        .filter(scope::within_places_of(Column::HomeCode, actor))
        .filter(scope::within(Column::HomeCode, &terms.home_code))
        .filter(Column::StartedOn.lte(period.until))
        .filter(
            Condition::any()
                .add(Column::EndedOn.is_null())
                .add(Column::EndedOn.gte(period.from)),
        )
        .limit(MOST_PEOPLE)
        .into_tuple()
        .all(db)
        .await?)
}

/// Whether the person agreed to subsidies and the account (Personal Information Protection Law, article 29).
async fn has_agreed(db: &impl ConnectionTrait, worker: Uuid) -> Result<bool> {
    Ok(consent::Entity::find()
        .filter(consent::Column::WorkerId.eq(worker))
        .filter(consent::Column::Scope.eq(ConsentScope::Claim))
        .filter(consent::Column::WithdrawnAt.is_null())
        .one(db)
        .await?
        .is_some())
}

/// The digits of an account.
fn digits_of(account: &AccountInput) -> std::result::Result<Zeroizing<String>, Problem> {
    let digits = Zeroizing::new(typed::bare(&account.number));
    let fits = ACCOUNT_DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits {
        Ok(digits)
    } else {
        Err(Problem::new("account", "subsidies-problem-account"))
    }
}

fn sealed(unit: &Unit, claim: Uuid, account: &AccountInput) -> Result<subsidy_claim::ActiveModel> {
    let digits = digits_of(account).map_err(|problem| DomainError::Invalid(vec![problem]))?;
    let last4 = digits.get(digits.len() - 4..).unwrap_or_default().to_owned();
    Ok(subsidy_claim::ActiveModel {
        account_kind: Set(Some(account.kind)),
        account_cipher: Set(Some(unit.vault().seal(&digits, ACCOUNT_COLUMN, claim)?)),
        account_last4: Set(last4),
        ..Default::default()
    })
}

fn problems_of(input: &ClaimInput, found: &Prospect, today: NaiveDate) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !policies::is_open(&found.policy, today) {
        problems.push(Problem::new("", "subsidies-problem-window"));
    }
    if !matches!(found.verdict, Verdict::Yes(_)) {
        problems.push(Problem::new("", "subsidies-problem-not-eligible"));
    }
    if input.claimed_by != ClaimedBy::Person && input.claimant_name.trim().is_empty() {
        problems.push(Problem::new("claimant_name", "problem-required"));
    }
    for (field, text) in [
        ("claimant_name", &input.claimant_name),
        ("payee_name", &input.payee_name),
    ] {
        if text.chars().count() > NAME_LETTERS {
            problems.push(Problem::new(field, "problem-too-long").with("max", NAME_LETTERS));
        }
    }
    if let Some(account) = &input.account
        && let Err(problem) = digits_of(account)
    {
        problems.push(problem);
    }
    if input.account.is_some() && !found.consented && input.consent.is_none() {
        problems.push(Problem::new("consent_way", "subsidies-problem-consent"));
    }
    if found.terms.conditions.contract_months.is_some() && input.shown.contract_months.is_none() {
        problems.push(Problem::new("contract_months", "problem-required"));
    }
    if matches!(found.terms.amount, super::terms::Amount::Cost { .. }) && input.shown.cost_yuan.is_none() {
        problems.push(Problem::new("cost_yuan", "problem-required"));
    }
    problems
}

/// Make a claim. It rests on what the engine says now, and once a period on one claim: the database keeps it.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the policy is not in force or it was claimed already.
pub async fn file(unit: &mut Unit, input: &ClaimInput) -> Result<Uuid> {
    unit.allow(Action::DraftClaims)?;
    let which = (input.policy, input.period.as_str(), input.beneficiary);
    let found = prospect(unit.tx(), unit.actor(), which, input.shown, unit.today()).await?;
    if found.worker.is_none() {
        unit.allow(Action::CheckClaims)?;
    }
    if found.policy.state != SubsidyPolicyState::InForce {
        return Err(DomainError::Conflict("subsidies-conflict-not-in-force"));
    }
    let problems = problems_of(input, &found, unit.today());
    let (Verdict::Yes(award), true) = (&found.verdict, problems.is_empty()) else {
        return Err(DomainError::Invalid(problems));
    };
    if let (Some(worker), Some((way, witness)), false) = (&found.worker, &input.consent, found.consented) {
        let consent = ConsentInput {
            scope: ConsentScope::Claim,
            employer: None,
            way: *way,
            witness: witness.clone(),
        };
        workers::give_consent(unit, worker.id, None, &consent).await?;
    }
    let id = insert(unit, input, &found, award).await?;
    unit.moved(Subject::SubsidyClaim, id, None, ClaimState::Draft, "")
        .await?;
    let details = json!({ "period": input.period, "by": input.claimed_by.key(), "account": input.account.is_some() });
    unit.audit("claim-subsidy", Subject::SubsidyClaim, Some(id), details)
        .await?;
    Ok(id)
}

async fn insert(unit: &Unit, input: &ClaimInput, found: &Prospect, award: &Award) -> Result<Uuid> {
    let id = Uuid::new_v4();
    let main = award
        .jobs
        .first()
        .and_then(|counted| found.jobs.get(&counted.placement));
    let explanation = serde_json::to_value(&award.lines).map_err(|error| DomainError::Internal(error.to_string()))?;
    let account = match &input.account {
        Some(account) => sealed(unit, id, account)?,
        None => subsidy_claim::ActiveModel {
            account_kind: Set(None),
            account_cipher: Set(None),
            account_last4: Set(String::new()),
            ..Default::default()
        },
    };
    let payee = match (&found.worker, input.payee_name.trim()) {
        (Some(_), _) => String::new(),
        (None, "") => found.firm_name.clone(),
        (None, name) => name.to_owned(),
    };
    let row = subsidy_claim::ActiveModel {
        id: Set(id),
        version: Set(1),
        policy_id: Set(found.policy.id),
        line_id: Set(found.policy.line_id),
        purpose: Set(found.policy.purpose),
        period_key: Set(found.period.to_string()),
        period_from: Set(found.period.from),
        period_until: Set(found.period.until),
        beneficiary_id: Set(input.beneficiary),
        worker_id: Set(found.worker.as_ref().map(|worker| worker.id)),
        employer_id: Set(found.worker.is_none().then_some(input.beneficiary)),
        payee_name: Set(payee),
        place_code: Set(found
            .worker
            .as_ref()
            .map_or_else(|| found.policy.home_code.clone(), |worker| worker.region_code.clone())),
        amount_yuan: Set(award.amount_yuan),
        explanation: Set(explanation),
        work_from: Set(award.jobs.iter().map(|job| job.from).min()),
        work_until: Set(award.jobs.iter().map(|job| job.until).max()),
        work_place_code: Set(main.map(|job| job.place_code.clone()).unwrap_or_default()),
        employer_name: Set(main.map(|job| job.employer_name.clone()).unwrap_or_default()),
        people: Set(award.people),
        cost_yuan: Set(input.shown.cost_yuan),
        contract_months: Set(input.shown.contract_months),
        claimed_by: Set(input.claimed_by),
        claimant_name: Set(input.claimant_name.trim().to_owned()),
        state: Set(ClaimState::Draft),
        state_since: Set(unit.now()),
        held: Set(false),
        phone_checked_at: Set(None),
        phone_checked_by: Set(None),
        phone_reached: Set(None),
        phone_note: Set(String::new()),
        paid_on: Set(None),
        paid_at: Set(None),
        recovered_at: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
        ..account
    };
    match row.insert(unit.tx()).await {
        Ok(_) => {}
        Err(error) if db::is_unique_violation(&error) => {
            return Err(DomainError::Conflict("subsidies-conflict-claimed"));
        }
        Err(error) => return Err(error.into()),
    }
    let jobs = award.jobs.iter().map(|job| subsidy_claim_job::ActiveModel {
        id: Set(Uuid::new_v4()),
        claim_id: Set(id),
        placement_id: Set(job.placement),
        worker_id: Set(job.worker),
        from_date: Set(job.from),
        until_date: Set(job.until),
    });
    for piece in jobs.collect::<Vec<_>>().chunks(500) {
        subsidy_claim_job::Entity::insert_many(piece.to_vec())
            .exec_without_returning(unit.tx())
            .await?;
    }
    Ok(id)
}

/// Say where the money goes, or put it right. Only while nothing hangs on it.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] once the claim has gone on.
pub async fn set_account(
    unit: &mut Unit,
    id: Uuid,
    version: i32,
    account: &AccountInput,
    consent: Option<(ConsentWay, String)>,
) -> Result<()> {
    unit.allow(Action::DraftClaims)?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    if !super::state::OPEN.contains(&before.state) {
        return Err(DomainError::Conflict("subsidies-conflict-step"));
    }
    let row = sealed(unit, id, account)?;
    if let Some(worker) = before.worker_id
        && !has_agreed(unit.tx(), worker).await?
    {
        let Some((way, witness)) = consent else {
            return Err(DomainError::invalid("consent_way", "subsidies-problem-consent"));
        };
        let consent = ConsentInput {
            scope: ConsentScope::Claim,
            employer: None,
            way,
            witness,
        };
        workers::give_consent(unit, worker, None, &consent).await?;
    }
    write(unit, &before, version, row).await?;
    unit.audit(
        "set-claim-account",
        Subject::SubsidyClaim,
        Some(id),
        json!({ "kind": account.kind.key() }),
    )
    .await
}

/// The full number of the account, for whoever pays. It counts with the identity numbers that somebody looks at in an hour. The caller
/// commits the unit before it shows what this returns.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason, or after too many in one hour.
pub async fn reveal_account(unit: &Unit, id: Uuid, reason: &str) -> Result<Zeroizing<String>> {
    unit.allow(Action::DecideClaims)?;
    let found = by_id(unit.tx(), unit.actor(), id).await?;
    let sealed = found.account_cipher.ok_or(DomainError::NotFound)?;
    let plain = unit.vault().open(&sealed, ACCOUNT_COLUMN, id)?;
    workers::one_more_number(unit, Subject::SubsidyClaim, id, reason).await?;
    Ok(plain)
}

/// Write columns of a claim, if the row still is as it was read.
pub(super) async fn write(
    unit: &Unit,
    before: &subsidy_claim::Model,
    version: i32,
    with: subsidy_claim::ActiveModel,
) -> Result<()> {
    let result = subsidy_claim::Entity::update_many()
        .set(subsidy_claim::ActiveModel {
            version: Set(before.version + 1),
            ..with
        })
        .filter(subsidy_claim::Column::Id.eq(before.id))
        .filter(subsidy_claim::Column::State.eq(before.state))
        .filter(subsidy_claim::Column::Version.eq(version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    Ok(())
}

/// Somebody claimed what the outer statement's verdict is about, and did not give it up.
#[must_use]
pub(super) fn claimed(line: Uuid) -> Expr {
    use entity::subsidy_verdict;
    let col = |column| Expr::col((subsidy_claim::Entity, column));
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(subsidy_claim::Entity)
        .and_where(col(subsidy_claim::Column::LineId).eq(line))
        .and_where(
            col(subsidy_claim::Column::BeneficiaryId)
                .equals((subsidy_verdict::Entity, subsidy_verdict::Column::BeneficiaryId)),
        )
        .and_where(
            col(subsidy_claim::Column::PeriodKey).equals((subsidy_verdict::Entity, subsidy_verdict::Column::PeriodKey)),
        )
        .and_where(subsidy_claim::Column::State.ne(ClaimState::Withdrawn))
        .to_owned();
    Expr::exists(rows)
}
