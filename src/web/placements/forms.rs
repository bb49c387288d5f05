//! What is typed about a placement, and how it is judged.

use chrono::NaiveDate;
use entity::codes::{Code, Contract, EndReason, EvidenceKind, Insurance, Origin, PlacementKind, PlacementState};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::files::Inspected;
use crate::domain::placements::{Correction, PlacementInput, Proof, ProofFile};
use crate::reference::occupation;
use crate::web::files::Upload;
use crate::web::place;

/// Every field of the pages of placements, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlacementForm {
    pub version: i32,
    pub form_key: Uuid,
    pub worker: String,
    pub kind: String,
    pub part_time: String,
    pub employer_name: String,
    pub place: String,
    pub occupation: String,
    pub pay_month_yuan: String,
    pub contract: String,
    pub insurance: String,
    pub origin: String,
    pub started_on: String,
    pub ended_on: String,
    pub end_reason: String,
    pub proof: String,
    pub on: String,
    pub proof_note: String,
    pub to: String,
    pub reason: String,
}

fn day(field: &str, text: &str, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
    let day = text.trim().parse().ok();
    if day.is_none() {
        problems.push(Problem::new(field, "placements-problem-date"));
    }
    day
}

impl PlacementForm {
    /// A proof that came with or without its paper.
    pub fn of(upload: &Upload) -> Self {
        let field = |name| upload.field(name).to_owned();
        Self {
            version: upload.field("version").parse().unwrap_or_default(),
            proof: field("proof"),
            on: field("on"),
            proof_note: field("proof_note"),
            ..Self::default()
        }
    }

    /// A proof.
    pub fn proof(&self, file: Option<Inspected>) -> Result<Proof> {
        let mut problems = Vec::new();
        let on = day("on", &self.on, &mut problems);
        let kind = EvidenceKind::from_key(&self.proof);
        if kind.is_none() {
            problems.push(Problem::new("proof", "problem-choose"));
        }
        match (on, kind) {
            (Some(on), Some(kind)) => Ok(Proof {
                kind,
                on,
                note: self.proof_note.clone(),
                file: file.map(ProofFile::New),
            }),
            _ => Err(DomainError::Invalid(problems)),
        }
    }

    /// The state to mark.
    pub fn mark(&self) -> Result<PlacementState> {
        PlacementState::from_key(&self.to).ok_or_else(|| DomainError::invalid("to", "problem-choose"))
    }

    /// The first day.
    pub fn first_day(&self) -> Result<NaiveDate> {
        let mut problems = Vec::new();
        day("started_on", &self.started_on, &mut problems).ok_or(DomainError::Invalid(problems))
    }

    /// The last day.
    pub fn last_day(&self) -> Result<NaiveDate> {
        let mut problems = Vec::new();
        day("ended_on", &self.ended_on, &mut problems).ok_or(DomainError::Invalid(problems))
    }

    /// The last day and why.
    pub fn leaving(&self) -> Result<(NaiveDate, EndReason)> {
        let mut problems = Vec::new();
        let on = day("ended_on", &self.ended_on, &mut problems);
        let reason = EndReason::from_key(&self.end_reason).filter(|reason| *reason != EndReason::ChangedJob);
        if reason.is_none() {
            problems.push(Problem::new("end_reason", "problem-choose"));
        }
        match (on, reason) {
            (Some(on), Some(reason)) => Ok((on, reason)),
            _ => Err(DomainError::Invalid(problems)),
        }
    }

    /// What should have been written down.
    pub fn correction(&self, home: &str) -> Result<Correction> {
        let input = self.placement(Uuid::nil(), home)?;
        let mut problems = Vec::new();
        let ended_on = match self.ended_on.trim() {
            "" => None,
            text => day("ended_on", text, &mut problems),
        };
        if !problems.is_empty() {
            return Err(DomainError::Invalid(problems));
        }
        Ok(Correction {
            kind: input.kind,
            employer_name: input.employer_name,
            place_code: input.place_code,
            occupation_code: input.occupation_code,
            pay_month_yuan: input.pay_month_yuan,
            started_on: input.started_on,
            ended_on,
            reason: self.reason.clone(),
        })
    }

    /// A placement for `worker_id`.
    pub fn placement(&self, worker_id: Uuid, home: &str) -> Result<PlacementInput> {
        let mut problems = Vec::new();
        let place_code = place::read("place", &self.place, Some(home)).map_err(|problem| problems.push(problem));
        let started_on = day("started_on", &self.started_on, &mut problems);
        let words = self.occupation.trim();
        let occupation_code = occupation::resolve(words);
        if !words.is_empty() && occupation_code.is_none() {
            problems.push(Problem::new("occupation", "placements-problem-occupation"));
        }
        let pay = self.pay_month_yuan.trim().replace(',', "");
        let pay_month_yuan = pay.parse().ok();
        if !pay.is_empty() && pay_month_yuan.is_none() {
            problems.push(Problem::new("pay_month_yuan", "problem-number"));
        }
        let proof = if self.proof.is_empty() {
            None
        } else {
            EvidenceKind::from_key(&self.proof)
        };
        let (Ok(place_code), Some(started_on), true) = (place_code, started_on, problems.is_empty()) else {
            return Err(DomainError::Invalid(problems));
        };
        Ok(PlacementInput {
            worker_id,
            kind: PlacementKind::from_key(&self.kind),
            full_time: self.part_time != "yes",
            employer_id: None,
            vacancy_id: None,
            employer_name: self.employer_name.clone(),
            place_code,
            occupation_code: occupation_code.unwrap_or_default().to_owned(),
            industry: String::new(),
            pay_month_yuan,
            offer: None,
            contract: Contract::from_key(&self.contract),
            insurance: Insurance::from_key(&self.insurance),
            origin: Origin::from_key(&self.origin).unwrap_or(Origin::Worker),
            started_on,
            proof: proof.map(|kind| Proof {
                kind,
                on: started_on,
                note: self.proof_note.clone(),
                file: None,
            }),
        })
    }
}
