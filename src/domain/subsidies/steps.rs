//! Taking claims a step further, one or many at once: who may, what must be true first, which notice it posts.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::{ClaimState, FollowUpReached, NoticeLevel, Subject};
use entity::{subsidy_claim, subsidy_notice, subsidy_notice_claim, subsidy_policy};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::cross::{self, Finding};
use super::state::{self, Step};
use super::{claims, notices};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

/// Most claims of one bulk step: a page.
pub const MOST: usize = 25;
/// Longest reason, in letters.
const REASON_LETTERS: usize = 200;
/// Longest place of a notice, in letters.
const POSTED_LETTERS: usize = 60;

/// What a step needs beside itself.
#[derive(Clone, Debug, Default)]
pub struct StepInput {
    /// Why, where a step must say it, or where a soft finding is let pass.
    pub reason: String,
    /// Where the notice hangs.
    pub posted_at: String,
    /// The day on which the money went out.
    pub paid_on: Option<NaiveDate>,
}

/// A claim that stays where it is.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The claim.
    pub claim: subsidy_claim::Model,
    /// Key of the sentence why.
    pub why: &'static str,
    /// What the cross-checks found.
    pub findings: Vec<Finding>,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// How many went on.
    pub done: usize,
    /// Those that did not.
    pub refused: Vec<Refused>,
}

fn problems_of(step: Step, input: &StepInput, today: NaiveDate) -> Vec<Problem> {
    let mut problems = Vec::new();
    let reason = input.reason.trim();
    if step.wants_reason() && reason.is_empty() {
        problems.push(Problem::new("reason", "problem-required"));
    }
    if reason.chars().count() > REASON_LETTERS {
        problems.push(Problem::new("reason", "problem-too-long").with("max", REASON_LETTERS));
    }
    if step.posts().is_some() && input.posted_at.trim().is_empty() {
        problems.push(Problem::new("posted_at", "problem-required"));
    }
    if input.posted_at.chars().count() > POSTED_LETTERS {
        problems.push(Problem::new("posted_at", "problem-too-long").with("max", POSTED_LETTERS));
    }
    if step == Step::Pay && input.paid_on.is_none_or(|day| day > today) {
        problems.push(Problem::new("paid_on", "subsidies-problem-paid-on"));
    }
    problems
}

/// Take a step with these claims, each as it was shown. Those that cannot go stay, each with the reason.
///
/// # Errors
/// [`DomainError::Invalid`] if the step lacks something; [`DomainError::NotFound`] if one of the claims is not the actor's to see.
pub async fn take(unit: &mut Unit, picks: &[(Uuid, i32)], step: Step, input: &StepInput) -> Result<Taken> {
    let any = state::MOVES.iter().filter(|(_, taken, _)| *taken == step);
    if !any.into_iter().any(|(from, _, _)| unit.actor().may(step.action(*from))) {
        return Err(DomainError::Forbidden);
    }
    if picks.len() > MOST {
        return Err(DomainError::Conflict("subsidies-conflict-too-many"));
    }
    let problems = problems_of(step, input, unit.today());
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let shown: HashMap<Uuid, i32> = picks.iter().copied().collect();
    let mut found = subsidy_claim::Entity::find()
        .filter(claims::visible_to(unit.actor())?)
        .filter(subsidy_claim::Column::Id.is_in(shown.keys().copied()))
        .all(unit.tx())
        .await?;
    if found.len() < shown.len() {
        return Err(DomainError::NotFound);
    }
    found.sort_by(|a, b| (&a.place_code, a.created_at, a.id).cmp(&(&b.place_code, b.created_at, b.id)));
    let mut findings = if step.is_checked() {
        cross::findings(unit.tx(), &found, unit.today()).await?
    } else {
        HashMap::new()
    };
    let hanging = notices::hanging(unit.tx(), &found).await?;
    let mut board = Board::of(unit, &found, step, input).await?;
    let mut taken = Taken::default();
    for claim in found {
        let own = findings.remove(&claim.id).unwrap_or_default();
        let version = shown.get(&claim.id).copied().unwrap_or_default();
        let until = hanging.get(&claim.id).copied();
        match guard(unit, &claim, (step, version), input, &own, until) {
            Ok(to) => {
                go(unit, &claim, (step, to), input, &mut board).await?;
                taken.done += 1;
            }
            Err(why) => taken.refused.push(Refused {
                claim,
                why,
                findings: own,
            }),
        }
    }
    Ok(taken)
}

/// Whether a claim can take a step now, and where it leads.
fn guard(
    unit: &Unit,
    claim: &subsidy_claim::Model,
    (step, version): (Step, i32),
    input: &StepInput,
    findings: &[Finding],
    hangs_until: Option<NaiveDate>,
) -> std::result::Result<ClaimState, &'static str> {
    if claim.version != version {
        return Err("conflict-changed-meanwhile");
    }
    let to = state::target(claim.state, step).ok_or("subsidies-conflict-step")?;
    if !unit.actor().may(step.action(claim.state)) {
        return Err("subsidies-conflict-role");
    }
    let of_person = claim.worker_id.is_some();
    if (step == Step::Submit && of_person) || (step == Step::PostVillage && !of_person) {
        return Err("subsidies-conflict-step");
    }
    if claim.held && step != Step::SendBack {
        return Err("subsidies-conflict-held");
    }
    let ends_notice = matches!(step, Step::ToTownship | Step::ToCounty | Step::Approve);
    if ends_notice && hangs_until.is_none_or(|until| until >= unit.today()) {
        return Err("subsidies-conflict-notice-hangs");
    }
    if step == Step::PassCounty {
        if claim.phone_checked_at.is_none() {
            return Err("subsidies-conflict-phone");
        }
        if claim.created_by.is_some() && claim.created_by == unit.actor().account_id() {
            return Err("subsidies-conflict-two-eyes");
        }
    }
    if findings.iter().any(|finding| finding.hard) {
        return Err("subsidies-conflict-hard");
    }
    if !findings.is_empty() && input.reason.trim().is_empty() {
        return Err("subsidies-conflict-soft");
    }
    Ok(to)
}

async fn go(
    unit: &Unit,
    claim: &subsidy_claim::Model,
    (step, to): (Step, ClaimState),
    input: &StepInput,
    board: &mut Board,
) -> Result<()> {
    let mut with = subsidy_claim::ActiveModel {
        state: Set(to),
        state_since: Set(unit.now()),
        ..Default::default()
    };
    match step {
        Step::Pay => {
            with.paid_on = Set(input.paid_on);
            with.paid_at = Set(Some(unit.now()));
        }
        Step::Recover => with.recovered_at = Set(Some(unit.now())),
        Step::SendBack => with.held = Set(false),
        // What was checked on the telephone is asked again after a mistake.
        Step::Redraft => {
            with.phone_checked_at = Set(None);
            with.phone_checked_by = Set(None);
            with.phone_reached = Set(None);
            with.phone_note = Set(String::new());
        }
        _ => {}
    }
    claims::write(unit, claim, claim.version, with).await?;
    if let Some(level) = step.posts() {
        board.post(unit, claim, level).await?;
    }
    let reason = input.reason.trim();
    unit.moved(Subject::SubsidyClaim, claim.id, Some(claim.state), to, reason)
        .await?;
    let details = json!({ "step": step.key() });
    unit.audit("move-claim", Subject::SubsidyClaim, Some(claim.id), details)
        .await
}

/// The notices of one step: one for each policy and place.
struct Board {
    posted_at: String,
    policies: HashMap<Uuid, subsidy_policy::Model>,
    posted: HashMap<(Uuid, String), Uuid>,
}

/// The village, township or county of a claim.
fn place_at(level: NoticeLevel, code: &str) -> String {
    let found = match level {
        NoticeLevel::Village => region::get(code),
        NoticeLevel::Township => region::township(code),
        NoticeLevel::County => region::county(code),
    };
    found.map_or_else(|| code.to_owned(), |place| place.code.to_owned())
}

impl Board {
    async fn of(unit: &Unit, claims: &[subsidy_claim::Model], step: Step, input: &StepInput) -> Result<Self> {
        let policies = if step.posts().is_some() {
            subsidy_policy::Entity::find()
                .filter(subsidy_policy::Column::Id.is_in(claims.iter().map(|claim| claim.policy_id)))
                .all(unit.tx())
                .await?
        } else {
            Vec::new()
        };
        Ok(Self {
            posted_at: input.posted_at.trim().to_owned(),
            policies: policies.into_iter().map(|policy| (policy.id, policy)).collect(),
            posted: HashMap::new(),
        })
    }

    async fn post(&mut self, unit: &Unit, claim: &subsidy_claim::Model, level: NoticeLevel) -> Result<()> {
        let place = place_at(level, &claim.place_code);
        let key = (claim.policy_id, place);
        let notice = match self.posted.get(&key) {
            Some(notice) => *notice,
            None => {
                let notice = self.new_notice(unit, claim.policy_id, level, &key.1).await?;
                self.posted.insert(key, notice);
                notice
            }
        };
        subsidy_notice_claim::ActiveModel {
            id: Set(Uuid::new_v4()),
            notice_id: Set(notice),
            claim_id: Set(claim.id),
        }
        .insert(unit.tx())
        .await?;
        Ok(())
    }

    async fn new_notice(&self, unit: &Unit, policy: Uuid, level: NoticeLevel, place: &str) -> Result<Uuid> {
        let policy = self.policies.get(&policy).ok_or(DomainError::NotFound)?;
        let id = Uuid::new_v4();
        let days = u64::try_from(policy.notice_days).unwrap_or(5);
        subsidy_notice::ActiveModel {
            id: Set(id),
            policy_id: Set(policy.id),
            level: Set(level),
            place_code: Set(place.to_owned()),
            from_date: Set(unit.today()),
            // The day on which it is posted is not counted.
            until_date: Set(unit.today() + Days::new(days)),
            posted_at: Set(self.posted_at.clone()),
            phone: Set(policy.phone.clone()),
            made_by: Set(unit.actor().account_id()),
            made_at: Set(unit.now()),
        }
        .insert(unit.tx())
        .await?;
        unit.audit("post-subsidy-notice", Subject::SubsidyNotice, Some(id), json!({}))
            .await?;
        Ok(id)
    }
}

/// Write down what the person said on the telephone when the county asked (县核).
///
/// # Errors
/// [`DomainError::Conflict`] unless the claim waits for the county's check; [`DomainError::Invalid`] names the fields.
pub async fn phone_check(unit: &mut Unit, id: Uuid, version: i32, reached: FollowUpReached, note: &str) -> Result<()> {
    unit.allow(Action::DecideClaims)?;
    let before = claims::by_id(unit.tx(), unit.actor(), id).await?;
    if before.state != ClaimState::CountyCheck {
        return Err(DomainError::Conflict("subsidies-conflict-step"));
    }
    let note = note.trim();
    if note.is_empty() {
        return Err(DomainError::invalid("note", "problem-required"));
    }
    if note.chars().count() > REASON_LETTERS {
        let problem = Problem::new("note", "problem-too-long").with("max", REASON_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    let with = subsidy_claim::ActiveModel {
        phone_checked_at: Set(Some(unit.now())),
        phone_checked_by: Set(unit.actor().account_id()),
        phone_reached: Set(Some(reached)),
        phone_note: Set(note.to_owned()),
        ..Default::default()
    };
    claims::write(unit, &before, version, with).await?;
    unit.audit("call-about-claim", Subject::SubsidyClaim, Some(id), json!({}))
        .await
}
