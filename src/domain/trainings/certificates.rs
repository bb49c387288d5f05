//! Certificates: issued to those who passed, and the people to call before theirs runs out.

use std::collections::HashSet;

use chrono::{Days, Months, NaiveDate};
use entity::codes::{Code as _, SeatState, Subject, TrainingState, WorkerStatus};
use entity::{training_seat, worker, worker_certificate, worker_phone};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::queries::{by_id, locked, seat_by_id};
use super::seats::advance;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::unit::Unit;
use crate::domain::workers::{self, CertificateInput, NameCard};
use crate::reference::certificate;

/// Longest number of a certificate, in letters.
const NUMBER_LETTERS: usize = 40;

/// A certificate for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The seat.
    pub seat: Uuid,
    /// Its version, as it was shown.
    pub version: i32,
    /// Number of the certificate.
    pub number: String,
}

/// Last day of a certificate of this kind, where it has a term.
#[must_use]
pub fn runs_until(kind: &str, issued_on: NaiveDate) -> Option<NaiveDate> {
    let years = certificate::get(kind)?.valid_years?;
    issued_on
        .checked_add_months(Months::new(u32::from(years) * 12))
        .and_then(|day| day.pred_opt())
}

/// Issue certificates to people who passed: on the seat, and on the record of the person.
///
/// # Errors
/// [`DomainError::Invalid`] for the fields `issued_on` and `number-{seat}`; [`DomainError::Conflict`] if the training gives none, or none
/// now, or somebody did not pass.
pub async fn issue(unit: &mut Unit, id: Uuid, issued_on: NaiveDate, list: &[Issue]) -> Result<usize> {
    unit.allow(Action::EditTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let training = locked(unit, id).await?;
    if training.certificate_kind.is_empty() || training.state != TrainingState::Examined {
        return Err(DomainError::Conflict("trainings-conflict-no-certificates"));
    }
    let mut problems = Vec::new();
    if issued_on > unit.today() || issued_on < training.last_day {
        problems.push(Problem::new("issued_on", "trainings-problem-issued-on"));
    }
    if list.is_empty() {
        problems.push(Problem::new("", "trainings-problem-no-number"));
    }
    problems.extend(of_numbers(unit.tx(), list).await?);
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let until = runs_until(&training.certificate_kind, issued_on);
    for one in list {
        let seat = seat_by_id(unit.tx(), unit.actor(), id, one.seat).await?;
        if seat.version != one.version {
            return Err(DomainError::Conflict("conflict-changed-meanwhile"));
        }
        let number = one.number.trim().to_owned();
        let change = training_seat::ActiveModel {
            certificate_number: Set(number.clone()),
            certified_on: Set(Some(issued_on)),
            certificate_until: Set(until),
            certified_at: Set(Some(unit.now())),
            ..Default::default()
        };
        advance(unit, &seat, SeatState::Certified, "", change).await?;
        let held = CertificateInput {
            kind: training.certificate_kind.clone(),
            number,
            issued_on: Some(issued_on),
            expires_on: until,
        };
        workers::add_certificate(unit, seat.worker_id, held).await?;
    }
    unit.audit(
        "issue-certificates",
        Subject::Training,
        Some(id),
        json!({ "kind": training.certificate_kind, "people": list.len(), "state": SeatState::Certified.key() }),
    )
    .await?;
    Ok(list.len())
}

/// Numbers that lack, are too long, or stand twice, here or in another training.
async fn of_numbers(db: &impl ConnectionTrait, list: &[Issue]) -> Result<Vec<Problem>> {
    let taken: HashSet<String> = training_seat::Entity::find()
        .select_only()
        .column(training_seat::Column::CertificateNumber)
        .filter(training_seat::Column::CertificateNumber.is_in(list.iter().map(|one| one.number.trim())))
        .filter(training_seat::Column::CertificateNumber.ne(""))
        .into_tuple::<String>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let mut seen = HashSet::new();
    let mut problems = Vec::new();
    for one in list {
        let number = one.number.trim();
        let field = format!("number-{}", one.seat);
        if number.is_empty() {
            problems.push(Problem::new(field, "problem-required"));
        } else if number.chars().count() > NUMBER_LETTERS {
            problems.push(Problem::new(field, "problem-too-long").with("max", NUMBER_LETTERS));
        } else if !seen.insert(number) || taken.contains(number) {
            problems.push(Problem::new(field, "trainings-problem-number-twice").with("number", number));
        }
    }
    Ok(problems)
}

/// A certificate that runs out, and whom to call.
#[derive(Clone, Debug)]
pub struct Expiring {
    /// The certificate.
    pub held: worker_certificate::Model,
    /// Whose it is.
    pub person: NameCard,
    /// Last four of the first phone; empty where none is known.
    pub phone_last4: String,
}

/// Certificates that run out within so many days, of people whom an actor may see, and that nobody renewed yet.
pub fn running_out(actor: &Actor, today: NaiveDate, days: u32) -> Result<sea_orm::Select<worker_certificate::Entity>> {
    use worker_certificate::Column;
    let alive = Condition::all()
        .add(workers::visible_to(actor)?)
        .add(worker::Column::Status.is_not_in([WorkerStatus::Dead, WorkerStatus::MovedOut]));
    let newer = Alias::new("newer");
    let held = |column| Expr::col((worker_certificate::Entity, column));
    let renewed = Query::select()
        .expr(Expr::val(1))
        .from_as(worker_certificate::Entity, newer.clone())
        .and_where(Expr::col((newer.clone(), "worker_id")).eq(held(Column::WorkerId)))
        .and_where(Expr::col((newer.clone(), "kind")).eq(held(Column::Kind)))
        .and_where(Expr::col((newer, "expires_on")).gt(held(Column::ExpiresOn)))
        .to_owned();
    Ok(worker_certificate::Entity::find()
        .filter(Column::ExpiresOn.between(today, today + Days::new(days.into())))
        .filter(workers::whose(Column::WorkerId, alive))
        .filter(Expr::exists(renewed).not()))
}

/// One page of them, those that run out first first: four statements.
pub async fn expiring(
    db: &impl ConnectionTrait,
    actor: &Actor,
    today: NaiveDate,
    days: u32,
    page: u64,
) -> Result<PageOf<Expiring>> {
    if !actor.may(Action::ReadTrainings) {
        return Err(DomainError::NotFound);
    }
    let query = running_out(actor, today, days)?;
    let total = query.clone().count(db).await?;
    let found = query
        .order_by_asc(worker_certificate::Column::ExpiresOn)
        .order_by_asc(worker_certificate::Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = found.iter().map(|row| row.worker_id).collect();
    let people = workers::names_of(db, ids.iter().copied(), today).await?;
    let phones: std::collections::HashMap<Uuid, String> = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.is_in(ids))
        .order_by_desc(worker_phone::Column::Position)
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.worker_id, row.last4))
        .collect();
    let rows = found
        .into_iter()
        .filter_map(|held| {
            Some(Expiring {
                person: people.get(&held.worker_id)?.clone(),
                phone_last4: phones.get(&held.worker_id).cloned().unwrap_or_default(),
                held,
            })
        })
        .collect();
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}
