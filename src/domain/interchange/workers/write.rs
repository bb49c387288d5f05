//! Carrying a ledger row out, by the same commands that the pages use.

use chrono::NaiveDate;
use entity::codes::{ConsentScope, ConsentWay, PhoneState, StatusSource, WantKind, WorkerOrigin, WorkerStatus};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Task;
use super::compare;
use super::facts::Facts;
use super::known::Known;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::domain::workers::{
    self, CertificateInput, ConsentInput, Details, PhoneInput, Registration, SkillInput, add_phone, give_consent,
    read_name, set_certificates, set_details, set_household, set_limits, set_skills, set_status, state_intent,
};

/// Make the records of new people, all in one go; the ids stand in the order of the tasks.
///
/// # Errors
/// The place of the task that cannot be carried out, and why.
pub(in crate::domain::interchange) async fn register(
    unit: &mut Unit,
    tasks: Vec<Task>,
) -> std::result::Result<Vec<Uuid>, (usize, DomainError)> {
    let today = unit.today();
    workers::register_many(unit, tasks.into_iter().map(|task| registration(task.facts, today)).collect()).await
}

/// Change the record that the row is about.
pub(in crate::domain::interchange) async fn change(unit: &mut Unit, task: Task) -> Result<Uuid> {
    match task.known {
        None => Err(DomainError::Internal("a change without a record".into())),
        Some(known) => {
            let id = known.worker.id;
            let changed = |field: &str| task.changes.iter().any(|change| change.field == field);
            if ["name", "region_code", "education", "labour_ability", "note"]
                .into_iter()
                .any(changed)
            {
                details(unit, &known, &task.facts, changed("region_code"), changed("note")).await?;
            }
            lists(unit, &known, &task.facts).await?;
            if changed("status")
                && let Some(status) = task.facts.status
            {
                let day = task.facts.as_of.unwrap_or(unit.today());
                set_status(unit, id, None, status, day, StatusSource::Import).await?;
            }
            if changed("consent_form") {
                for consent in consents(&task.facts) {
                    give_consent(unit, id, None, &consent).await?;
                }
            }
            Ok(id)
        }
    }
}

async fn details(unit: &mut Unit, known: &Known, facts: &Facts, moved: bool, noted: bool) -> Result<()> {
    let record = &known.worker;
    let name = read_name("name", &facts.name).map_err(|problem| DomainError::Invalid(vec![problem]))?;
    let input = Details {
        name,
        region_code: if moved {
            facts.region_code.clone()
        } else {
            record.region_code.clone()
        },
        sex: record.sex,
        birth_date: record.birth_date,
        education: facts.education.or(record.education),
        labour_ability: facts.labour_ability.or(record.labour_ability),
        note: facts
            .note
            .clone()
            .filter(|_| noted)
            .unwrap_or_else(|| record.note.clone()),
    };
    set_details(unit, record.id, None, input).await
}

async fn lists(unit: &mut Unit, known: &Known, facts: &Facts) -> Result<()> {
    let id = known.worker.id;
    if let Some(limits) = compare::limits(known, facts) {
        set_limits(
            unit,
            id,
            None,
            &limits,
            known.worker.care_duty,
            known.worker.halal_wanted,
        )
        .await?;
    }
    let new: Vec<PhoneInput> = phones(facts)
        .into_iter()
        .filter(|phone| !known.has_phone(unit.vault(), &phone.number))
        .collect();
    for phone in &new {
        add_phone(unit, id, None, phone).await?;
    }
    let day = facts.as_of.unwrap_or(unit.today());
    if let Some(household) = facts.household.and_then(|said| compare::household(known, said, day)) {
        set_household(unit, id, None, household).await?;
    }
    let skills = compare::new_skills(known, facts);
    if !skills.is_empty() {
        let mut all: Vec<SkillInput> = known
            .skills
            .iter()
            .map(|row| SkillInput {
                occupation_code: row.occupation_code.clone(),
                years: row.years,
                level: row.level,
            })
            .collect();
        all.extend(skills.into_iter().map(|(code, level)| SkillInput {
            occupation_code: (*code).to_owned(),
            years: 0,
            level: *level,
        }));
        set_skills(unit, id, None, all).await?;
    }
    let certificates = compare::new_certificates(known, facts);
    if !certificates.is_empty() {
        let mut all: Vec<CertificateInput> = known
            .certificates
            .iter()
            .map(|row| CertificateInput {
                kind: row.kind.clone(),
                number: row.number.clone(),
                issued_on: row.issued_on,
                expires_on: row.expires_on,
            })
            .collect();
        all.extend(certificates.into_iter().map(certificate));
        set_certificates(unit, id, None, all).await?;
    }
    if let Some((_, wish)) = compare::wishes(known, &facts.wishes, day) {
        state_intent(unit, id, None, wish).await?;
    }
    Ok(())
}

fn certificate(kind: &'static str) -> CertificateInput {
    CertificateInput {
        kind: kind.to_owned(),
        number: String::new(),
        issued_on: None,
        expires_on: None,
    }
}

fn phones(facts: &Facts) -> Vec<PhoneInput> {
    facts
        .phones
        .iter()
        .map(|(number, owner)| PhoneInput {
            number: number.clone(),
            owner: *owner,
            state: PhoneState::Unchecked,
        })
        .collect()
}

/// People in a ledger have not agreed to anything; only the number of a signed paper form says that they have.
fn consents(facts: &Facts) -> Vec<ConsentInput> {
    let Some(form) = &facts.consent_form else {
        return Vec::new();
    };
    [ConsentScope::Register, ConsentScope::Match]
        .map(|scope| ConsentInput {
            scope,
            employer: None,
            way: ConsentWay::Signed,
            witness: form.clone(),
        })
        .into()
}

/// Where somebody stands of whom the ledger does not say it: who wants nothing now is idle, everybody else may be asked.
fn assumed_status(facts: &Facts) -> WorkerStatus {
    match facts.wishes.kinds.as_deref() {
        Some([WantKind::None]) => WorkerStatus::Idle,
        _ => WorkerStatus::Seeking,
    }
}

fn registration(facts: Facts, today: NaiveDate) -> Registration {
    let day = facts.as_of.unwrap_or(today);
    let mut input = Registration::new(
        WorkerOrigin::Import,
        &facts.name,
        &facts.region_code,
        today,
        StatusSource::Import,
    );
    input.education = facts.education;
    input.labour_ability = facts.labour_ability;
    input.limits.clone_from(&facts.limits);
    input.phones = phones(&facts);
    input.household = facts.household.map(|said| compare::merged_household(None, said, day));
    input.skills = facts
        .skills
        .iter()
        .map(|(code, level)| SkillInput {
            occupation_code: (*code).to_owned(),
            years: 0,
            level: *level,
        })
        .collect();
    input.certificates = facts.certificates.iter().copied().map(certificate).collect();
    input.intent = compare::merged_wishes(None, &facts.wishes, day);
    input.status = facts.status.unwrap_or_else(|| assumed_status(&facts));
    input.status_as_of = day;
    input.consents = consents(&facts);
    input.note = facts.note.clone().unwrap_or_default();
    input.id_number = facts
        .number
        .as_ref()
        .map(|number| Zeroizing::new(number.expose().to_owned()));
    input
}
