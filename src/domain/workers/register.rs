//! Registering: one number, one record.

use chrono::NaiveDate;
use entity::codes::{
    ConsentScope, Education, LabourAbility, Limit, Sex, StatusSource, WorkerOrigin, WorkerStatus,
};
use entity::worker;
use sea_orm::Set;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::abilities::{self, CertificateInput, SkillInput};
use super::consents::ConsentInput;
use super::details::{NOTE_LETTERS, place_problem};
use super::household::HouseholdInput;
use super::intent::IntentInput;
use super::phones::PhoneInput;
use super::register_many::create_many;
use super::{limits, names, number};
use crate::domain::access::Action;
use crate::domain::checks::id_number::IdNumber;
use crate::domain::checks::person_name::{PersonName, pinyin_keys};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Everything that may be said of a new worker. Only name, home, origin and status must be.
#[derive(Clone, Debug)]
pub struct Registration {
    /// How the record begins. Without an identity number it can only be [`WorkerOrigin::SignUp`].
    pub origin: WorkerOrigin,
    /// Name as typed.
    pub name: String,
    /// Identity number as typed.
    pub id_number: Option<Zeroizing<String>>,
    /// Sex as told; must agree with the number where there is one.
    pub sex: Option<Sex>,
    /// Date of birth as told; must agree with the number where there is one.
    pub birth_date: Option<NaiveDate>,
    /// Home, as fine as known.
    pub region_code: String,
    /// Schooling.
    pub education: Option<Education>,
    /// Ability to work.
    pub labour_ability: Option<LabourAbility>,
    /// Phones, the best one first.
    pub phones: Vec<PhoneInput>,
    /// Household category.
    pub household: Option<HouseholdInput>,
    /// Trades practised.
    pub skills: Vec<SkillInput>,
    /// Certificates held.
    pub certificates: Vec<CertificateInput>,
    /// Limits for work.
    pub limits: Vec<Limit>,
    /// Must look after somebody at home.
    pub care_duty: bool,
    /// Would like a halal canteen.
    pub halal_wanted: bool,
    /// What the worker wants.
    pub intent: Option<IntentInput>,
    /// Where the worker stands.
    pub status: WorkerStatus,
    /// As of which day.
    pub status_as_of: NaiveDate,
    /// Who says so.
    pub status_source: StatusSource,
    /// Consents on file.
    pub consents: Vec<ConsentInput>,
    /// Anything else that helps; no health.
    pub note: String,
}

impl Registration {
    /// A registration that says only who and where.
    #[must_use]
    pub fn new(origin: WorkerOrigin, name: &str, region_code: &str, today: NaiveDate, source: StatusSource) -> Self {
        Self {
            origin,
            name: name.to_owned(),
            id_number: None,
            sex: None,
            birth_date: None,
            region_code: region_code.to_owned(),
            education: None,
            labour_ability: None,
            phones: Vec::new(),
            household: None,
            skills: Vec::new(),
            certificates: Vec::new(),
            limits: Vec::new(),
            care_duty: false,
            halal_wanted: false,
            intent: None,
            status: WorkerStatus::Seeking,
            status_as_of: today,
            status_source: source,
            consents: Vec::new(),
            note: String::new(),
        }
    }
}

fn read_number(unit: &Unit, input: &Registration, problems: &mut Vec<Problem>) -> Option<IdNumber> {
    match &input.id_number {
        Some(text) => number::read_number("id_number", text, unit.today())
            .map_err(|problem| problems.push(problem))
            .ok(),
        None => {
            if input.origin != WorkerOrigin::SignUp {
                problems.push(Problem::new("id_number", "id-number-empty"));
            }
            None
        }
    }
}

fn problems_of(unit: &Unit, input: &Registration, number: Option<&IdNumber>) -> Vec<Problem> {
    let today = unit.today();
    let mut problems: Vec<Problem> = place_problem(unit.actor(), &input.region_code).into_iter().collect();
    problems.extend(abilities::problems_of_skills(&input.skills));
    problems.extend(abilities::problems_of_certificates(&input.certificates));
    problems.extend(input.intent.iter().flat_map(|intent| intent.problems(today)));
    problems.extend(input.consents.iter().filter_map(ConsentInput::problem));
    problems.extend(
        input
            .household
            .and_then(|household| household.problem(today))
            .map(|(field, key)| Problem::new(field, key)),
    );
    if let Some(number) = number {
        if input.sex.is_some_and(|sex| sex != number::sex_of(number)) {
            problems.push(Problem::new("sex", "workers-sex-differs"));
        }
        if input.birth_date.is_some_and(|birth| birth != number.birth_date()) {
            problems.push(Problem::new("birth_date", "workers-birth-differs"));
        }
    }
    for day in [Some(input.status_as_of), input.birth_date]
        .into_iter()
        .flatten()
        .filter(|day| *day > today)
    {
        let field = if day == input.status_as_of {
            "as_of"
        } else {
            "birth_date"
        };
        problems.push(Problem::new(field, "workers-date-future"));
    }
    if input.note.chars().count() > NOTE_LETTERS {
        problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS));
    }
    problems
}

/// Make a record. The unique index on the number decides between people who register the same person at the same moment.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] `workers-number-taken` if a record has the number already.
pub async fn register(unit: &mut Unit, input: Registration) -> Result<Uuid> {
    unit.allow(Action::EditWorkers)?;
    create(unit, input).await
}

/// The same for those whose right to do it has another source: a person who signs up.
pub(super) async fn create(unit: &mut Unit, input: Registration) -> Result<Uuid> {
    let made = create_many(unit, vec![input]).await.map_err(|(_, error)| error)?;
    made.first().copied().ok_or_else(|| DomainError::Internal("a registration without a record".into()))
}

/// The name and the number, if nothing stands against the registration.
pub(super) fn judged(unit: &Unit, input: &Registration) -> Result<(PersonName, Option<IdNumber>)> {
    let mut problems = Vec::new();
    let number = read_number(unit, input, &mut problems);
    let name = names::read_name("name", &input.name)
        .map_err(|problem| problems.push(problem))
        .ok();
    problems.extend(problems_of(unit, input, number.as_ref()));
    match name {
        Some(name) if problems.is_empty() => Ok((name, number)),
        _ => Err(DomainError::Invalid(problems)),
    }
}

/// The row of the record itself.
pub(super) fn row(
    unit: &Unit,
    id: Uuid,
    input: &Registration,
    name: &PersonName,
    number: Option<&IdNumber>,
) -> Result<worker::ActiveModel> {
    let identity = match number {
        Some(number) => number::columns_of(unit, id, number)?,
        None => worker::ActiveModel {
            id_number_cipher: Set(None),
            id_number_index: Set(None),
            id_number_last4: Set(None),
            sex: Set(input.sex),
            birth_date: Set(input.birth_date),
            ..Default::default()
        },
    };
    Ok(worker::ActiveModel {
        id: Set(id),
        version: Set(1),
        name: Set(name.as_str().to_owned()),
        name_keys: Set(pinyin_keys(name.as_str())),
        region_code: Set(input.region_code.clone()),
        education: Set(input.education),
        labour_ability: Set(input.labour_ability),
        limits: Set(limits::joined(&input.limits)),
        care_duty: Set(input.care_duty),
        halal_wanted: Set(input.halal_wanted),
        status: Set(input.status),
        status_as_of: Set(input.status_as_of),
        status_source: Set(input.status_source),
        matchable: Set(input
            .consents
            .iter()
            .any(|consent| consent.scope == ConsentScope::Match)),
        origin: Set(input.origin),
        note: Set(input.note.clone()),
        registered_by: Set(unit.actor().account_id()),
        merged_into: Set(None),
        created_at: Set(unit.now()),
        updated_at: Set(unit.now()),
        ..identity
    })
}
