//! What is typed about a case, and how it is judged.

use entity::codes::{CaseKind, CaseReferral, Code as _};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::cases::{CaseInput, Step};
use crate::domain::error::{DomainError, Problem, Result};

/// Every field of the pages of cases, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CaseForm {
    pub form_key: Uuid,
    pub version: i32,
    pub back: String,
    pub worker: String,
    pub placement: String,
    pub follow_up: String,
    pub kind: String,
    pub what: String,
    pub amount_yuan: String,
    pub period: String,
    pub take: String,
    pub note: String,
    pub referred_to: String,
    pub referral_note: String,
    pub result: String,
    pub to: String,
}

impl CaseForm {
    /// Which case, as it was shown.
    #[must_use]
    pub const fn step(&self, id: Uuid) -> Step {
        Step {
            id,
            version: self.version,
        }
    }

    /// The office.
    pub fn office(&self) -> Result<CaseReferral> {
        CaseReferral::from_key(&self.referred_to).ok_or_else(|| DomainError::invalid("referred_to", "problem-choose"))
    }

    /// The colleague.
    pub fn colleague(&self) -> Result<Uuid> {
        Uuid::parse_str(&self.to).map_err(|_| DomainError::invalid("to", "problem-choose"))
    }

    /// A new case of this person.
    pub fn case(&self, worker_id: Uuid, placement_id: Option<Uuid>, follow_up_id: Option<Uuid>) -> Result<CaseInput> {
        let mut problems = Vec::new();
        let kind = CaseKind::from_key(&self.kind);
        if kind.is_none() {
            problems.push(Problem::new("kind", "problem-choose"));
        }
        let amount = self.amount_yuan.trim().replace([',', '，'], "");
        let amount_yuan = amount.parse().ok();
        if !amount.is_empty() && amount_yuan.is_none() {
            problems.push(Problem::new("amount_yuan", "problem-number"));
        }
        let (Some(kind), true) = (kind, problems.is_empty()) else {
            return Err(DomainError::Invalid(problems));
        };
        Ok(CaseInput {
            worker_id,
            placement_id,
            follow_up_id,
            kind,
            what: self.what.clone(),
            amount_yuan,
            period: self.period.clone(),
            take: self.take == "yes",
        })
    }
}
