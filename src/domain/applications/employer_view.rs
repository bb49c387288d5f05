//! What an employer's user sees of a person. The type has no room for an identity number, a household category, health, ethnicity or the
//! reference number (with which, and the phone, one could act as the person).

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{ApplicationReason, ApplicationState, InterviewWay, Role, Subject, VacancyState};
use entity::{application, employer, vacancy, worker_certificate, worker_intent, worker_phone, worker_skill};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::list::{ApplicationFilter, ApplicationSort, counts, page_of, titles_of, total};
use super::queries::by_id;
use super::{consents, state};
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::unit::Unit;
use crate::domain::{employers, workers};

/// A person as a small card.
#[derive(Clone, Debug)]
pub struct ApplicantCard {
    /// The application.
    pub id: Uuid,
    /// Its version, for the buttons.
    pub version: i32,
    /// Its stage.
    pub state: ApplicationState,
    /// Since when.
    pub state_since: DateTime<Utc>,
    /// Why it ended.
    pub reason: Option<ApplicationReason>,
    /// The post.
    pub vacancy_id: Uuid,
    /// Its title.
    pub vacancy_title: String,
    /// Name.
    pub name: String,
    /// Full years today.
    pub age: Option<i32>,
    /// Occupation codes with years.
    pub skills: Vec<(String, i32)>,
    /// Keys of certificates.
    pub certificates: Vec<String>,
    /// Can begin from this day on.
    pub earliest: Option<NaiveDate>,
    /// Needs a bed.
    pub lodging_required: bool,
    /// When the interview is.
    pub interview_at: Option<DateTime<Utc>>,
    /// How it is held.
    pub interview_way: Option<InterviewWay>,
    /// Where it is.
    pub interview_place: String,
}

/// The four conditions under which an employer may see a person's phone: all of them at once, and never otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the four conditions of the rule, independent of each other"
)]
pub struct PhoneRule {
    /// The person's consent to this employer stands.
    pub consented: bool,
    /// The post is open, or this person has its last place.
    pub open: bool,
    /// The employer's verification is valid today.
    pub verified: bool,
    /// The application went to the employer and runs.
    pub applied: bool,
}

impl PhoneRule {
    /// Whether the phone may be shown.
    #[must_use]
    pub const fn shows(self) -> bool {
        self.consented && self.open && self.verified && self.applied
    }
}

/// One page of the employer's inbox, with the number at each stage.
pub async fn for_employer(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &ApplicationFilter,
    page: u64,
    now: DateTime<Utc>,
) -> Result<(PageOf<ApplicantCard>, HashMap<ApplicationState, u64>)> {
    only_employers(actor)?;
    let counts = counts(db, actor, filter, now).await?;
    let rows = page_of(db, actor, filter, ApplicationSort::Silent, page, now).await?;
    let rows = cards(db, rows, now).await?;
    Ok((
        PageOf {
            rows,
            total: total(&counts, filter.state),
            page,
            size: LIST_SIZE,
        },
        counts,
    ))
}

fn only_employers(actor: &Actor) -> Result<()> {
    if actor.role() == Some(Role::Employer) {
        Ok(())
    } else {
        Err(DomainError::NotFound)
    }
}

/// One card, and whether the phone may be shown.
pub async fn one_for_employer(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(ApplicantCard, PhoneRule)> {
    only_employers(actor)?;
    let application = by_id(db, actor, id).await?;
    let rule = rule_of(db, &application, now).await?;
    let card = cards(db, vec![application], now)
        .await?
        .pop()
        .ok_or(DomainError::NotFound)?;
    Ok((card, rule))
}

async fn rule_of(db: &impl ConnectionTrait, application: &application::Model, now: DateTime<Utc>) -> Result<PhoneRule> {
    let today = clock::day_of(now);
    let vacancy = vacancy::Entity::find_by_id(application.vacancy_id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let employer = employer::Entity::find_by_id(application.employer_id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let consented = consents::of(db, application.worker_id, application.employer_id)
        .await?
        .is_some();
    let holds_last_place = vacancy.state == VacancyState::Full && application.state == ApplicationState::Hired;
    let published = vacancy.state == VacancyState::Published || holds_last_place;
    Ok(PhoneRule {
        consented,
        open: published && vacancy.valid_until >= today,
        verified: employers::is_fit_to_publish(&employer, today).is_ok(),
        applied: application.shared_at.is_some()
            && application.state != ApplicationState::Expressed
            && (state::OPEN.contains(&application.state) || application.state == ApplicationState::Arrived),
    })
}

/// The full phone, once, and written down. The caller commits the unit before it shows what this returns.
///
/// # Errors
/// [`DomainError::Conflict`] in every case but the one of [`PhoneRule`]; [`DomainError::NotFound`] for everybody else's applications.
pub async fn reveal_phone(unit: &Unit, id: Uuid) -> Result<Zeroizing<String>> {
    only_employers(unit.actor())?;
    let application = by_id(unit.tx(), unit.actor(), id).await?;
    if !rule_of(unit.tx(), &application, unit.now()).await?.shows() {
        return Err(DomainError::Conflict("applications-conflict-phone"));
    }
    let phone = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.eq(application.worker_id))
        .order_by_asc(worker_phone::Column::Position)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::Conflict("applications-conflict-no-phone"))?;
    let plain = unit
        .vault()
        .open(&phone.number_cipher, "worker_phone.number", phone.id)?;
    let details = json!({ "application": id, "employer": application.employer_id });
    unit.audit("give-phone", Subject::Worker, Some(application.worker_id), details)
        .await?;
    Ok(plain)
}

/// Cards of applications, in the same order, with one statement per table.
async fn cards(
    db: &impl ConnectionTrait,
    rows: Vec<application::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<ApplicantCard>> {
    let titles = titles_of(db, &rows).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.worker_id).collect();
    let today = clock::day_of(now);
    let people = workers::names_of(db, ids.clone(), today).await?;
    let mut skills: HashMap<Uuid, Vec<(String, i32)>> = HashMap::new();
    for row in worker_skill::Entity::find()
        .filter(worker_skill::Column::WorkerId.is_in(ids.clone()))
        .all(db)
        .await?
    {
        skills
            .entry(row.worker_id)
            .or_default()
            .push((row.occupation_code, row.years));
    }
    let mut certificates: HashMap<Uuid, Vec<String>> = HashMap::new();
    let held = worker_certificate::Entity::find().filter(worker_certificate::Column::WorkerId.is_in(ids.clone()));
    for row in held.all(db).await? {
        certificates.entry(row.worker_id).or_default().push(row.kind);
    }
    let intents: HashMap<Uuid, (Option<NaiveDate>, bool)> = worker_intent::Entity::find()
        .filter(worker_intent::Column::WorkerId.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.worker_id, (row.earliest_date, row.lodging_required)))
        .collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let person = people.get(&row.worker_id);
            let (earliest, lodging_required) = intents.get(&row.worker_id).copied().unwrap_or_default();
            ApplicantCard {
                id: row.id,
                version: row.version,
                state: row.state,
                state_since: row.state_since,
                reason: row.reason,
                vacancy_id: row.vacancy_id,
                vacancy_title: titles.get(&row.vacancy_id).cloned().unwrap_or_default(),
                name: person.map(|person| person.name.clone()).unwrap_or_default(),
                age: person.and_then(|person| person.age),
                skills: skills.remove(&row.worker_id).unwrap_or_default(),
                certificates: certificates.remove(&row.worker_id).unwrap_or_default(),
                earliest,
                lodging_required,
                interview_at: row.interview_at,
                interview_way: row.interview_way,
                interview_place: row.interview_place,
            }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::PhoneRule;

    #[test]
    fn the_phone_shows_in_one_of_the_sixteen_cases() {
        for case in 0..16u8 {
            let [consented, open, verified, applied] = [1, 2, 4, 8].map(|bit| case & bit != 0);
            let rule = PhoneRule {
                consented,
                open,
                verified,
                applied,
            };
            assert_eq!(rule.shows(), case == 15, "{rule:?}");
        }
    }
}
