//! Writing down what a call brought: all well, a full answer, or nobody there.

use chrono::{Duration, NaiveDate};
use entity::codes::{
    CaseKind, Code as _, EndReason, FollowUpChannel, FollowUpReached, FollowUpState, PayKept, PhoneState,
    PlacementState, Provision, Subject,
};
use entity::follow_up::{self, Column};
use entity::{placement, worker_phone};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, Set,
};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::difference::{Difference, Facts, differences};
use super::silence::{judge, lock_worker};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::placements::{self, Offer, calls, retention};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Longest note, in letters.
const NOTE_LETTERS: usize = 300;
/// Pay of a month, yuan, beyond which a number is a slip of the pen. The same as for placements.
const HIGHEST_PAY: i32 = 100_000;
/// First pay day is behind by then.
const PAY_DAYS: i64 = 35;
/// A call so many days early still answers a call of the plan, from day 30 on.
const EARLY_DAYS: i64 = 3;
/// Days until the next try when nobody answers, and when the person counts as lost.
const RETRY_DAYS: i64 = 1;
const LOST_RETRY_DAYS: i64 = 7;

/// What somebody said.
#[derive(Clone, Debug)]
pub struct Answers {
    /// How it was asked.
    pub channel: FollowUpChannel,
    /// Who answered.
    pub reached: FollowUpReached,
    /// When.
    pub on: NaiveDate,
    /// Whether the person is still there.
    pub telling: Telling,
    /// Pay, contract, insurance, bed, food.
    pub facts: Facts,
    /// What troubles the person.
    pub problems: Vec<CaseKind>,
    /// Anything else. No health.
    pub note: String,
    /// When to call again outside the plan.
    pub next_on: Option<NaiveDate>,
}

/// Whether the person is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// On post.
    OnPost,
    /// Left on that day, for that reason.
    Left(NaiveDate, EndReason),
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The follow-up.
    pub id: Uuid,
    /// What is not as promised.
    pub differences: Vec<Difference>,
    /// The case that somebody should open.
    pub suggests: Option<CaseKind>,
}

/// What came of a call that nobody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAnswer {
    /// When to try again.
    pub next_on: NaiveDate,
    /// The person counts as lost now.
    pub lost: bool,
}

/// The running placement, seen by somebody who may call, with no other step of the person under way.
async fn opened(unit: &Unit, id: Uuid) -> Result<placement::Model> {
    unit.allow(Action::EditFollowUps)?;
    let seen = placements::by_id(unit.tx(), unit.actor(), id).await?;
    lock_worker(unit, seen.worker_id).await?;
    let found = placements::by_id(unit.tx(), unit.actor(), id).await?;
    if found.state == PlacementState::Left {
        return Err(DomainError::Conflict("follow-ups-conflict-left"));
    }
    Ok(found)
}

/// The calls of the placement that are due.
async fn due(unit: &Unit, placement: Uuid) -> Result<Vec<follow_up::Model>> {
    Ok(follow_up::Entity::find()
        .filter(Column::PlacementId.eq(placement))
        .filter(Column::State.eq(FollowUpState::Open))
        .filter(Column::NextOn.lte(unit.today()))
        .order_by_asc(Column::DueOn)
        .all(unit.tx())
        .await?)
}

/// The calls that an answer of today answers: those due, or the next one where it is nearly due.
async fn answered_by_today(unit: &Unit, placement: Uuid) -> Result<Vec<follow_up::Model>> {
    let due = due(unit, placement).await?;
    if !due.is_empty() {
        return Ok(due);
    }
    let soon = unit.today() + Duration::days(EARLY_DAYS);
    let next = follow_up::Entity::find()
        .filter(Column::PlacementId.eq(placement))
        .filter(Column::State.eq(FollowUpState::Open))
        .filter(Column::Day.gte(30))
        .filter(Column::NextOn.lte(soon))
        .order_by_asc(Column::DueOn)
        .one(unit.tx())
        .await?;
    Ok(next.into_iter().collect())
}

fn check(answers: &Answers, placement: &placement::Model, today: NaiveDate) -> Result<()> {
    let mut problems = Vec::new();
    if answers.on > today {
        problems.push(Problem::new("on", "placements-problem-future"));
    } else if answers.on < placement.started_on {
        problems.push(Problem::new("on", "follow-ups-problem-early"));
    }
    let pay = answers.facts.pay_month_yuan;
    if pay.is_some_and(|pay| !(1..=HIGHEST_PAY).contains(&pay)) {
        problems.push(Problem::new("pay_month_yuan", "placements-problem-pay"));
    }
    if answers.note.chars().count() > NOTE_LETTERS {
        problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS));
    }
    if answers.next_on.is_some_and(|on| on <= today) {
        problems.push(Problem::new("next_on", "follow-ups-problem-next"));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// The row with what was said.
fn filled(mut row: follow_up::ActiveModel, answers: &Answers, unit: &Unit) -> follow_up::ActiveModel {
    let facts = &answers.facts;
    row.state = Set(FollowUpState::Done);
    row.done_on = Set(Some(answers.on));
    row.done_at = Set(Some(unit.now()));
    row.done_by = Set(unit.actor().account_id());
    row.channel = Set(Some(answers.channel));
    row.reached = Set(Some(answers.reached));
    row.on_post = Set(Some(answers.telling == Telling::OnPost));
    row.paid = Set(facts.paid);
    row.pay_month_yuan = Set(facts.pay_month_yuan);
    row.contract = Set(facts.contract);
    row.insured = Set(facts.insured);
    row.lodging = Set(facts.lodging);
    row.meals = Set(facts.meals);
    let keys: Vec<&str> = answers.problems.iter().map(|kind| kind.key()).collect();
    row.problems = Set(keys.join(" "));
    row.note = Set(answers.note.trim().to_owned());
    row
}

/// Finish the calls that are due, or write down a visit outside the plan. Gives the latest of them.
pub(super) async fn write(unit: &Unit, placement: &placement::Model, answers: &Answers) -> Result<Uuid> {
    let due = if answers.channel == FollowUpChannel::Employer {
        // The firm's word does not replace the person's own.
        Vec::new()
    } else {
        answered_by_today(unit, placement.id).await?
    };
    let Some(last) = due.last() else {
        return write_outside(unit, placement, answers).await;
    };
    let change = filled(<follow_up::ActiveModel as Default>::default(), answers, unit);
    follow_up::Entity::update_many()
        .set(change)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.is_in(due.iter().map(|row| row.id)))
        .exec(unit.tx())
        .await?;
    // A planned call is nobody's step: the trail begins with what somebody said.
    for row in &due {
        unit.moved(Subject::FollowUp, row.id, None, FollowUpState::Done, "")
            .await?;
    }
    Ok(last.id)
}

async fn write_outside(unit: &Unit, placement: &placement::Model, answers: &Answers) -> Result<Uuid> {
    let row = outside(unit, placement, answers.on);
    let row = filled(row, answers, unit).insert(unit.tx()).await?;
    unit.moved(Subject::FollowUp, row.id, None, FollowUpState::Done, "")
        .await?;
    Ok(row.id)
}

/// A call of no day of the plan.
fn outside(unit: &Unit, placement: &placement::Model, on: NaiveDate) -> follow_up::ActiveModel {
    let call = calls::Call {
        day: 0,
        due_on: on,
        next_on: on,
    };
    follow_up::ActiveModel {
        day: Set(None),
        ..calls::row(placement.id, placement.worker_id, call, unit.now())
    }
}

/// Write down what was said, and what follows for the placement.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the placement has ended.
pub async fn record(unit: &mut Unit, placement: Uuid, answers: &Answers) -> Result<Recorded> {
    let before = opened(unit, placement).await?;
    check(answers, &before, unit.today())?;
    let id = write(unit, &before, answers).await?;
    if answers.channel == FollowUpChannel::Phone && answers.reached != FollowUpReached::Employer {
        tried(unit, before.worker_id, PhoneState::Reachable).await?;
    }
    if let Some(on) = answers.next_on {
        outside(unit, &before, on).insert(unit.tx()).await?;
    }
    audit(unit, id, answers).await?;
    match answers.telling {
        Telling::OnPost => {
            placements::found_there(unit, &before, answers.on, "").await?;
            retention::refresh(unit, placement).await?;
        }
        Telling::Left(on, reason) => placements::leave(unit, placement, before.version, on, reason).await?,
    }
    let offer: Option<Offer> = serde_json::from_value(before.offer.clone()).ok();
    let days = (answers.on - before.started_on).num_days();
    let found = differences(offer.as_ref(), &answers.facts, days);
    let told = answers.problems.iter().copied();
    let suggests = told.chain(found.iter().map(|difference| difference.case())).min();
    Ok(Recorded {
        id,
        differences: found,
        suggests,
    })
}

pub(super) async fn audit(unit: &Unit, id: Uuid, answers: &Answers) -> Result<()> {
    let problems: Vec<&str> = answers.problems.iter().map(|kind| kind.key()).collect();
    let details = json!({
        "channel": answers.channel.key(), "reached": answers.reached.key(),
        "on_post": answers.telling == Telling::OnPost, "problems": problems,
    });
    unit.audit("record-follow-up", Subject::FollowUp, Some(id), details)
        .await
}

/// One tap: the person is on post, and nothing is wrong. What was not asked (contract, insurance) stays open.
///
/// # Errors
/// [`DomainError::Conflict`] if no call is due: somebody tapped twice.
pub async fn all_well(unit: &mut Unit, placement: Uuid) -> Result<Recorded> {
    let before = opened(unit, placement).await?;
    if due(unit, placement).await?.is_empty() {
        return Err(DomainError::Conflict("follow-ups-conflict-not-due"));
    }
    let offer: Option<Offer> = serde_json::from_value(before.offer.clone()).ok();
    let promised = |what: fn(&Offer) -> Provision| {
        let given = offer.as_ref().is_some_and(|offer| what(offer) != Provision::None);
        given.then_some(true)
    };
    let paid = if (unit.today() - before.started_on).num_days() < PAY_DAYS {
        PayKept::NotYet
    } else {
        PayKept::AsPromised
    };
    let answers = Answers {
        channel: FollowUpChannel::Phone,
        reached: FollowUpReached::Worker,
        on: unit.today(),
        telling: Telling::OnPost,
        facts: Facts {
            paid: Some(paid),
            lodging: promised(|offer| offer.lodging),
            meals: promised(|offer| offer.meals),
            ..Facts::default()
        },
        problems: Vec::new(),
        note: String::new(),
        next_on: None,
    };
    record(unit, placement, &answers).await
}

/// Nobody answered: try again tomorrow, and after two failed calls with a silent firm the person is lost.
///
/// # Errors
/// [`DomainError::Conflict`] if no call is due.
pub async fn no_answer(unit: &mut Unit, placement: Uuid, state: PhoneState) -> Result<NoAnswer> {
    let before = opened(unit, placement).await?;
    let due = due(unit, placement).await?;
    if due.is_empty() {
        return Err(DomainError::Conflict("follow-ups-conflict-not-due"));
    }
    let today = unit.today();
    let pause = if before.state == PlacementState::Lost {
        LOST_RETRY_DAYS
    } else {
        RETRY_DAYS
    };
    let next_on = today + Duration::days(pause);
    for row in &due {
        follow_up::Entity::update_many()
            .set(follow_up::ActiveModel {
                version: Set(row.version + 1),
                attempts: Set(row.attempts + 1),
                failed_first_on: Set(row.failed_first_on.or(Some(today))),
                failed_last_on: Set(Some(today)),
                next_on: Set(next_on),
                ..Default::default()
            })
            .filter(Column::Id.eq(row.id))
            .exec(unit.tx())
            .await?;
        let details = json!({ "attempts": row.attempts + 1, "phone": state.key() });
        unit.audit("no-answer", Subject::FollowUp, Some(row.id), details)
            .await?;
    }
    tried(unit, before.worker_id, state).await?;
    let lost = judge(unit, &before).await?;
    Ok(NoAnswer { next_on, lost })
}

/// The phone that is called: the first one that is not known to be dead.
pub(super) async fn phone_of(db: &impl ConnectionTrait, worker: Uuid) -> Result<Option<worker_phone::Model>> {
    let phones = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.eq(worker))
        .order_by_asc(worker_phone::Column::Position)
        .all(db)
        .await?;
    Ok(first_alive(&phones).cloned())
}

/// The first phone that may answer, else the first.
pub(super) fn first_alive(phones: &[worker_phone::Model]) -> Option<&worker_phone::Model> {
    let alive = |phone: &&worker_phone::Model| !matches!(phone.state, PhoneState::Vacant | PhoneState::Wrong);
    phones.iter().find(alive).or(phones.first())
}

/// Note on the phone that was called what became of it.
async fn tried(unit: &mut Unit, worker: Uuid, state: PhoneState) -> Result<()> {
    let Some(phone) = phone_of(unit.tx(), worker).await? else {
        return Ok(());
    };
    workers::set_phone_state(unit, worker, None, phone.id, phone.owner, state).await
}

/// The full number of the phone to call. The caller commits the unit before it shows what this returns.
///
/// # Errors
/// [`DomainError::Conflict`] if the record has no phone.
pub async fn reveal(unit: &Unit, placement: Uuid) -> Result<Zeroizing<String>> {
    let before = opened(unit, placement).await?;
    let phone = phone_of(unit.tx(), before.worker_id)
        .await?
        .ok_or(DomainError::Conflict("follow-ups-conflict-no-phone"))?;
    workers::reveal_phone(unit, before.worker_id, phone.id, "call").await
}
