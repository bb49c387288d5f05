//! Vacancies as matching sees them, from the record.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{Code as _, EmployerState, PayForm as Form, VacancyState};
use entity::{employer, vacancy, vacancy_waiver};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{first, keyed, keys};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::matching::{PayForm, VacancyProfile};
use crate::domain::vacancies;
use crate::reference::certificate;

/// A vacancy, its employer, and what matching sees of the two.
#[derive(Clone, Debug)]
pub struct Post {
    /// The record.
    pub record: vacancy::Model,
    /// Who offers it.
    pub employer: employer::Model,
    /// What matching sees.
    pub profile: VacancyProfile,
}

/// One vacancy for which the actor may look for people: staff find it in every state, a liaison as the public sees it.
pub async fn post(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<Post> {
    if !actor.may(Action::Match) {
        return Err(DomainError::NotFound);
    }
    let record = if actor.may(Action::ReadVacancies) {
        vacancies::by_id(db, actor, id).await?
    } else {
        vacancies::open_by_id(db, id, today).await?
    };
    with_profiles(db, vec![record], today)
        .await?
        .pop()
        .ok_or(DomainError::NotFound)
}

/// The vacancies among `ids`, in order of their ids. One that closed since the index looked fails its hard condition, on which nobody may
/// give way, so it is in no list.
pub async fn posts(db: &impl ConnectionTrait, ids: &[Uuid], today: NaiveDate) -> Result<Vec<Post>> {
    let records = vacancy::Entity::find()
        .filter(vacancy::Column::Id.is_in(first(ids).iter().copied()))
        .order_by_asc(vacancy::Column::Id)
        .all(db)
        .await?;
    with_profiles(db, records, today).await
}

async fn with_profiles(db: &impl ConnectionTrait, records: Vec<vacancy::Model>, today: NaiveDate) -> Result<Vec<Post>> {
    let firms = employer::Entity::find()
        .filter(employer::Column::Id.is_in(records.iter().map(|record| record.employer_id)))
        .all(db)
        .await?;
    let firms: HashMap<Uuid, employer::Model> = firms.into_iter().map(|firm| (firm.id, firm)).collect();
    let age_reasons = age_reasons(db, &records).await?;
    Ok(records
        .into_iter()
        .filter_map(|record| {
            let employer = firms.get(&record.employer_id)?.clone();
            let profile = profile(&record, &employer, age_reasons.get(&record.id).cloned(), today);
            Some(Post {
                record,
                employer,
                profile,
            })
        })
        .collect())
}

/// Rules of the wording check that speak of the age of grown-up people.
const AGE_RULE: &str = "age.limit";

/// Why an age limit is lawful, where a second person has read and approved the reason. What the employer wrote is no reason by itself.
async fn age_reasons(db: &impl ConnectionTrait, records: &[vacancy::Model]) -> Result<HashMap<Uuid, String>> {
    let found = vacancy_waiver::Entity::find()
        .filter(vacancy_waiver::Column::VacancyId.is_in(records.iter().map(|record| record.id)))
        .filter(vacancy_waiver::Column::Rule.eq(AGE_RULE))
        .order_by_asc(vacancy_waiver::Column::ApprovedAt)
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|waiver| (waiver.vacancy_id, waiver.reason))
        .collect())
}

fn profile(
    record: &vacancy::Model,
    employer: &employer::Model,
    age_reason: Option<String>,
    today: NaiveDate,
) -> VacancyProfile {
    VacancyProfile {
        id: record.id,
        title: record.title.clone(),
        employer_id: record.employer_id,
        occupation_code: record.occupation_code.clone(),
        place_code: record.place_code.clone(),
        pay_form: match record.pay_form {
            Form::Month | Form::BaseCommission => PayForm::Month,
            Form::Day => PayForm::Day,
            Form::Hour => PayForm::Hour,
            Form::Piece => PayForm::Piece,
        },
        pay_min: Some(record.pay_min_yuan),
        pay_max: Some(record.pay_max_yuan),
        hourly_fen: vacancies::hourly_fen(record).and_then(|fen| i32::try_from(fen).ok()),
        lodging: keyed(record.lodging.key()).unwrap_or_default(),
        meals: keyed(record.meals.key()).unwrap_or_default(),
        shift: keyed(record.shift.key()).unwrap_or_default(),
        demands: keys(&record.demands),
        age_min: record.age_min,
        age_max: record.age_max,
        age_lawful_reason: age_reason,
        education: record.education.and_then(|education| keyed(education.key())),
        certificates: certificates(&record.occupation_code, record.certificate.as_deref()),
        couple_room: record.couple_room,
        halal_meals: record.halal_meals,
        shuttle: record.shuttle,
        places_left: record.headcount - record.filled,
        open: record.state == VacancyState::Published,
        employer_verified: is_verified(record, employer, today),
        employer_blacklisted: employer.state == EmployerState::Blacklisted,
        valid_until: Some(record.valid_until),
        start_date: record.start_date,
        term_months: record.term_months,
    }
}

/// Our own check of the employer holds today; or another office has reviewed the post and answers for it, and nothing speaks against the
/// employer.
fn is_verified(record: &vacancy::Model, employer: &employer::Model, today: NaiveDate) -> bool {
    match employer.state {
        EmployerState::Verified => employer.verified_until.is_none_or(|until| today <= until),
        EmployerState::Suspended | EmployerState::Blacklisted => false,
        EmployerState::Registered | EmployerState::Checking | EmployerState::Due => !record.source.is_empty(),
    }
}

/// What the post asks for, and what law asks for whether the post says so or not. Where law is content with one of several (which one
/// depends on the machine, the vehicle or the voltage), the one that the post names is it.
fn certificates(occupation: &str, asked: Option<&str>) -> Vec<String> {
    let lawful: Vec<&str> = certificate::required_for(occupation)
        .iter()
        .map(|one| one.key)
        .collect();
    let mut wanted: Vec<String> = asked.into_iter().map(str::to_owned).collect();
    if !lawful.is_empty() && !asked.is_some_and(|key| lawful.contains(&key)) {
        wanted.push(lawful.join("|"));
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn law_asks_for_its_certificate_even_if_the_post_is_silent() {
        assert_eq!(certificates("6-30-05-01", None), ["forklift"]);
        assert_eq!(certificates("6-30-05-01", Some("forklift")), ["forklift"]);
        assert_eq!(certificates("6-05-01-03", Some("tailor")), ["tailor"]);
        assert!(certificates("6-05-01-03", None).is_empty());
        let electrician = certificates("6-31-01-03", Some("health"));
        assert_eq!(electrician.len(), 2);
        assert!(electrician[1].contains('|'), "{electrician:?}");
        assert_eq!(certificates("6-31-01-03", Some("electric_low")), ["electric_low"]);
    }
}
