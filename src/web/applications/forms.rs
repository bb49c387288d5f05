//! What is typed about an application, and how it is judged.

use chrono::{NaiveDate, NaiveDateTime, TimeZone as _, Utc};
use entity::codes::{ApplicationReason, Code, ConsentWay, Contract, EvidenceKind, Insurance, InterviewWay};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::applications::{ArrivalInput, ConsentGiven, Interview, Step};
use crate::domain::clock;
use crate::domain::error::{DomainError, Problem, Result};

/// The reasons of an employer's no.
pub const REFUSALS: &[ApplicationReason] = &[
    ApplicationReason::Skill,
    ApplicationReason::Medical,
    ApplicationReason::NoShow,
    ApplicationReason::Unreachable,
    ApplicationReason::Refused,
    ApplicationReason::PostFull,
    ApplicationReason::PostGone,
];

/// The reasons of a person's own no, as told to staff.
pub const OWN_REASONS: &[ApplicationReason] = &[
    ApplicationReason::GaveUp,
    ApplicationReason::Family,
    ApplicationReason::FoundOther,
    ApplicationReason::Unreachable,
    ApplicationReason::NoAnswer,
];

/// Every field that a step may send, as typed. One struct, so that the record page can show each of them again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    pub version: i32,
    pub agreed: String,
    pub way: String,
    pub witness: String,
    pub interview_at: String,
    pub interview_way: String,
    pub interview_place: String,
    pub reason: String,
    pub own_reason: String,
    pub note: String,
    pub started_on: String,
    pub proof: String,
    pub proof_note: String,
    pub pay_month_yuan: String,
    pub contract: String,
    pub insurance: String,
    pub part_time: String,
}

fn chosen<C: Code>(field: &str, key: &str) -> Result<C> {
    C::from_key(key).ok_or_else(|| DomainError::invalid(field, "problem-choose"))
}

impl StepForm {
    /// Which application, as it was shown.
    pub fn step(&self, id: Uuid) -> Step {
        Step {
            id,
            version: self.version,
        }
    }

    /// Consent that was given now, if it was ticked.
    pub fn consent(&self) -> Result<Option<ConsentGiven>> {
        if self.agreed != "yes" {
            return Ok(None);
        }
        Ok(Some(ConsentGiven {
            way: chosen::<ConsentWay>("way", &self.way)?,
            witness: self.witness.clone(),
        }))
    }

    /// An interview; the time is Beijing's.
    pub fn interview(&self) -> Result<Interview> {
        let mut problems = Vec::new();
        let typed = NaiveDateTime::parse_from_str(self.interview_at.trim(), "%Y-%m-%dT%H:%M")
            .or_else(|_| NaiveDateTime::parse_from_str(self.interview_at.trim(), "%Y-%m-%d %H:%M"));
        let at = typed
            .ok()
            .and_then(|local| clock::beijing().from_local_datetime(&local).single());
        if at.is_none() {
            problems.push(Problem::new("interview_at", "applications-problem-interview-time"));
        }
        let way = InterviewWay::from_key(&self.interview_way);
        if way.is_none() {
            problems.push(Problem::new("interview_way", "problem-choose"));
        }
        match (at, way) {
            (Some(at), Some(way)) => Ok(Interview {
                at: at.with_timezone(&Utc),
                way,
                place: self.interview_place.clone(),
            }),
            _ => Err(DomainError::Invalid(problems)),
        }
    }

    /// The reason of an employer's no.
    pub fn refusal(&self) -> Result<ApplicationReason> {
        let reason = ApplicationReason::from_key(&self.reason).filter(|reason| REFUSALS.contains(reason));
        reason.ok_or_else(|| DomainError::invalid("reason", "applications-problem-reason"))
    }

    /// The reason of a person's own no.
    pub fn own_refusal(&self) -> Result<ApplicationReason> {
        let reason = ApplicationReason::from_key(&self.own_reason).filter(|reason| OWN_REASONS.contains(reason));
        reason.ok_or_else(|| DomainError::invalid("own_reason", "applications-problem-reason"))
    }

    /// An arrival.
    pub fn arrival(&self) -> Result<ArrivalInput> {
        let mut problems = Vec::new();
        let on = self.started_on.trim().parse::<NaiveDate>();
        if on.is_err() {
            problems.push(Problem::new("started_on", "applications-problem-date"));
        }
        let proof = EvidenceKind::from_key(&self.proof);
        if proof.is_none() {
            problems.push(Problem::new("proof", "problem-choose"));
        }
        let pay = self.pay_month_yuan.trim();
        let pay_month_yuan = pay.replace(',', "").parse().ok();
        if !pay.is_empty() && pay_month_yuan.is_none() {
            problems.push(Problem::new("pay_month_yuan", "problem-number"));
        }
        let (Ok(on), Some(proof), true) = (on, proof, problems.is_empty()) else {
            return Err(DomainError::Invalid(problems));
        };
        Ok(ArrivalInput {
            on,
            proof,
            proof_note: self.proof_note.clone(),
            file: None,
            pay_month_yuan,
            contract: Contract::from_key(&self.contract),
            insurance: Insurance::from_key(&self.insurance),
            full_time: self.part_time != "yes",
        })
    }
}
