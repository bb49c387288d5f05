//! Stand-ins until the nouns below have these commands.

use entity::codes::{EmployerState, PhoneOwner, PhoneState, StatusSource, Subject, VacancyState, WorkerOrigin, WorkerStatus};
use entity::{employer, vacancy, worker, worker_phone};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};
use uuid::Uuid;
use chrono::NaiveDate;

use crate::domain::checks::{person_name::PersonName, phone::Mobile};
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

pub async fn sign_up(unit: &mut Unit, name: &str, phone: &str, region: &str) -> Result<Uuid> {
    let name = PersonName::parse(name).map_err(|p| DomainError::invalid("name", p.key()))?;
    let phone = Mobile::parse(phone).map_err(|p| DomainError::invalid("phone", p.key()))?;
    let index = unit.vault().blind_index("phone", phone.as_str());
    for p in worker_phone::Entity::find().filter(worker_phone::Column::NumberIndex.eq(&index)).all(unit.tx()).await? {
        let w = worker::Entity::find_by_id(p.worker_id).one(unit.tx()).await?.ok_or(DomainError::NotFound)?;
        if w.name == name.as_str() { return Ok(w.id); }
    }
    let id = Uuid::new_v4();
    worker::ActiveModel {
        id: Set(id), version: Set(1), id_number_cipher: Set(None), id_number_index: Set(None), id_number_last4: Set(None),
        name: Set(name.as_str().to_owned()), name_keys: Set(String::new()), sex: Set(None), birth_date: Set(None),
        region_code: Set(region.to_owned()), education: Set(None), labour_ability: Set(None), limits: Set(String::new()),
        care_duty: Set(false), halal_wanted: Set(false), status: Set(WorkerStatus::Seeking), status_as_of: Set(unit.today()),
        status_source: Set(StatusSource::Worker), matchable: Set(true), origin: Set(WorkerOrigin::SignUp), note: Set(String::new()),
        registered_by: Set(None), merged_into: Set(None), created_at: Set(unit.now()), updated_at: Set(unit.now()),
    }.insert(unit.tx()).await?;
    let pid = Uuid::new_v4();
    worker_phone::ActiveModel { id: Set(pid), worker_id: Set(id), number_cipher: Set(unit.vault().seal(phone.as_str(), "worker_phone.number", pid)?),
        number_index: Set(index), last4: Set(phone.last4().to_owned()), owner: Set(PhoneOwner::Worker), state: Set(PhoneState::Unchecked), verified_at: Set(None), position: Set(0) }.insert(unit.tx()).await?;
    unit.announce(Subject::Worker, id);
    Ok(id)
}

pub async fn take_place(unit: &mut Unit, id: Uuid) -> Result<()> {
    let result = vacancy::Entity::update_many()
        .col_expr(vacancy::Column::Filled, Expr::col(vacancy::Column::Filled).add(1))
        .filter(vacancy::Column::Id.eq(id).and(Expr::col(vacancy::Column::Filled).lt(Expr::col(vacancy::Column::Headcount))).and(vacancy::Column::State.is_in([VacancyState::Published, VacancyState::Paused])))
        .exec(unit.tx()).await?;
    if result.rows_affected == 0 { return Err(DomainError::Conflict("vacancies-conflict-no-place")); }
    unit.announce(Subject::Vacancy, id);
    Ok(())
}

pub async fn release_place(unit: &mut Unit, id: Uuid) -> Result<()> {
    vacancy::Entity::update_many()
        .col_expr(vacancy::Column::Filled, Expr::col(vacancy::Column::Filled).sub(1))
        .filter(vacancy::Column::Id.eq(id).and(vacancy::Column::Filled.gt(0))).exec(unit.tx()).await?;
    unit.announce(Subject::Vacancy, id);
    Ok(())
}

pub fn is_fit_to_publish(employer: &employer::Model, today: NaiveDate) -> std::result::Result<(), &'static str> {
    if employer.state == EmployerState::Verified && employer.verified_until.is_some_and(|d| d >= today) { Ok(()) } else { Err("employers-unfit-unverified") }
}
