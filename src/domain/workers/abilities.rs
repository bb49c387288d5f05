//! What a worker can do: trades practised and certificates held.

use chrono::NaiveDate;
use entity::codes::{SkillLevel, Subject};
use entity::{worker_certificate, worker_skill};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::edit;
use super::register_many::insert_all;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::{certificate, occupation};

/// Most years at one trade: nobody worked longer.
const MOST_YEARS: i32 = 70;
/// Most letters of a certificate's number.
const NUMBER_LETTERS: usize = 40;

/// A trade practised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillInput {
    /// Occupation code.
    pub occupation_code: String,
    /// Whole years at it.
    pub years: i32,
    /// Level of the skill certificate.
    pub level: SkillLevel,
}

/// A certificate held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateInput {
    /// Key of the certificate list.
    pub kind: String,
    /// Its number, empty if not at hand.
    pub number: String,
    /// Day of issue.
    pub issued_on: Option<NaiveDate>,
    /// Last day of validity.
    pub expires_on: Option<NaiveDate>,
}

pub(super) fn problems_of_skills(skills: &[SkillInput]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, skill) in skills.iter().enumerate() {
        if occupation::get(&skill.occupation_code).is_none() {
            problems.push(Problem::new(format!("skill_trade_{at}"), "problem-trade-unknown"));
        }
        if !(0..=MOST_YEARS).contains(&skill.years) {
            problems.push(Problem::new(format!("skill_years_{at}"), "workers-skill-years").with("max", MOST_YEARS));
        }
        if skills[..at]
            .iter()
            .any(|other| other.occupation_code == skill.occupation_code)
        {
            problems.push(Problem::new(format!("skill_trade_{at}"), "workers-skill-twice"));
        }
    }
    problems
}

pub(super) fn problems_of_certificates(certificates: &[CertificateInput]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, held) in certificates.iter().enumerate() {
        if certificate::get(&held.kind).is_none() {
            problems.push(Problem::new(format!("certificate_kind_{at}"), "problem-choose"));
        }
        if held.number.chars().count() > NUMBER_LETTERS {
            problems
                .push(Problem::new(format!("certificate_number_{at}"), "problem-too-long").with("max", NUMBER_LETTERS));
        }
        if held
            .issued_on
            .zip(held.expires_on)
            .is_some_and(|(issued, expires)| expires < issued)
        {
            problems.push(Problem::new(
                format!("certificate_expires_{at}"),
                "workers-certificate-order",
            ));
        }
    }
    problems
}

/// The row of a trade.
pub(super) fn skill_row(worker: Uuid, skill: SkillInput) -> worker_skill::ActiveModel {
    worker_skill::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        occupation_code: Set(skill.occupation_code),
        years: Set(skill.years),
        level: Set(skill.level),
    }
}

/// The row of a certificate.
pub(super) fn certificate_row(worker: Uuid, held: CertificateInput) -> worker_certificate::ActiveModel {
    worker_certificate::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        kind: Set(held.kind),
        number: Set(held.number),
        issued_on: Set(held.issued_on),
        expires_on: Set(held.expires_on),
    }
}

/// Replace the list of trades.
pub async fn set_skills(unit: &mut Unit, worker: Uuid, version: Option<i32>, skills: Vec<SkillInput>) -> Result<()> {
    edit::open(unit, worker, version).await?;
    let problems = problems_of_skills(&skills);
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let codes: Vec<String> = skills.iter().map(|skill| skill.occupation_code.clone()).collect();
    worker_skill::Entity::delete_many()
        .filter(worker_skill::Column::WorkerId.eq(worker))
        .exec(unit.tx())
        .await?;
    insert_all(unit, skills.into_iter().map(|skill| skill_row(worker, skill)).collect()).await?;
    unit.audit("set-skills", Subject::Worker, Some(worker), json!({ "trades": codes }))
        .await
}

/// Replace the list of certificates.
pub async fn set_certificates(
    unit: &mut Unit,
    worker: Uuid,
    version: Option<i32>,
    certificates: Vec<CertificateInput>,
) -> Result<()> {
    edit::open(unit, worker, version).await?;
    let problems = problems_of_certificates(&certificates);
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let kinds: Vec<String> = certificates.iter().map(|held| held.kind.clone()).collect();
    worker_certificate::Entity::delete_many()
        .filter(worker_certificate::Column::WorkerId.eq(worker))
        .exec(unit.tx())
        .await?;
    insert_all(
        unit,
        certificates
            .into_iter()
            .map(|held| certificate_row(worker, held))
            .collect(),
    )
    .await?;
    unit.audit(
        "set-certificates",
        Subject::Worker,
        Some(worker),
        json!({ "kinds": kinds }),
    )
    .await
}

/// Add a certificate to those that the worker holds; one of the same kind and number is there already and stays as it is.
pub async fn add_certificate(unit: &mut Unit, worker: Uuid, held: CertificateInput) -> Result<()> {
    edit::open(unit, worker, None).await?;
    let problems = problems_of_certificates(std::slice::from_ref(&held));
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let same = worker_certificate::Entity::find()
        .filter(worker_certificate::Column::WorkerId.eq(worker))
        .filter(worker_certificate::Column::Kind.eq(&held.kind))
        .filter(worker_certificate::Column::Number.eq(&held.number))
        .one(unit.tx())
        .await?;
    let kind = held.kind.clone();
    if same.is_none() {
        insert_all(unit, vec![certificate_row(worker, held)]).await?;
    }
    unit.audit(
        "add-certificate",
        Subject::Worker,
        Some(worker),
        json!({ "kind": kind }),
    )
    .await
}
