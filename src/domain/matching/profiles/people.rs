//! Workers as matching sees them, from the record.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::codes::{Code as _, SkillLevel as Level, WorkerStatus};
use entity::{placement, worker, worker_certificate, worker_intent, worker_skill};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{codes, first, keyed, keys};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::domain::matching::{Kind, Skill, SkillLevel, Want, WorkerProfile};
use crate::domain::workers;

/// A worker's record and what matching sees of it.
#[derive(Clone, Debug)]
pub struct Person {
    /// The record.
    pub record: worker::Model,
    /// What matching sees.
    pub profile: WorkerProfile,
}

/// One worker, if the actor may see it and may match.
pub async fn person(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<Person> {
    if !actor.may(Action::Match) {
        return Err(DomainError::NotFound);
    }
    let record = workers::by_id(db, actor, id).await?;
    with_profiles(db, vec![record], today)
        .await?
        .pop()
        .ok_or(DomainError::NotFound)
}

/// The workers among `ids` whom the actor may see and who agreed to be matched, in order of their ids.
///
/// Somebody who died or moved away since the index looked is left out: there is nobody to call.
pub async fn persons(db: &impl ConnectionTrait, actor: &Actor, ids: &[Uuid], today: NaiveDate) -> Result<Vec<Person>> {
    if !actor.may(Action::Match) {
        return Err(DomainError::NotFound);
    }
    let records = worker::Entity::find()
        .filter(workers::visible_to(actor)?)
        .filter(worker::Column::Id.is_in(first(ids).iter().copied()))
        .filter(worker::Column::Matchable.eq(true))
        .filter(worker::Column::Status.is_not_in([WorkerStatus::Dead, WorkerStatus::MovedOut]))
        .order_by_asc(worker::Column::Id)
        .all(db)
        .await?;
    with_profiles(db, records, today).await
}

/// How many of the actor's people look for work without having agreed to be matched: they are in no list, and somebody should ask them.
pub async fn not_consented(db: &impl ConnectionTrait, actor: &Actor) -> Result<u64> {
    let count = worker::Entity::find()
        .filter(workers::visible_to(actor)?)
        .filter(worker::Column::Matchable.eq(false))
        .filter(worker::Column::Status.eq(WorkerStatus::Seeking))
        .count(db)
        .await?;
    Ok(count)
}

/// The rows of the other tables, by worker.
struct Rows {
    skills: HashMap<Uuid, Vec<worker_skill::Model>>,
    certificates: HashMap<Uuid, Vec<String>>,
    wishes: HashMap<Uuid, worker_intent::Model>,
    placed: HashSet<Uuid>,
}

async fn with_profiles(
    db: &impl ConnectionTrait,
    records: Vec<worker::Model>,
    today: NaiveDate,
) -> Result<Vec<Person>> {
    let ids: Vec<Uuid> = records.iter().map(|record| record.id).collect();
    let mut rows = Rows::of(db, &ids, today).await?;
    Ok(records
        .into_iter()
        .map(|record| {
            let profile = profile(&record, &mut rows, today);
            Person { record, profile }
        })
        .collect())
}

impl Rows {
    async fn of(db: &impl ConnectionTrait, ids: &[Uuid], today: NaiveDate) -> Result<Self> {
        let ids = || ids.iter().copied();
        let mut skills: HashMap<Uuid, Vec<worker_skill::Model>> = HashMap::new();
        let found = worker_skill::Entity::find()
            .filter(worker_skill::Column::WorkerId.is_in(ids()))
            .order_by_asc(worker_skill::Column::OccupationCode)
            .all(db)
            .await?;
        for skill in found {
            skills.entry(skill.worker_id).or_default().push(skill);
        }
        let mut certificates: HashMap<Uuid, Vec<String>> = HashMap::new();
        let found = worker_certificate::Entity::find()
            .filter(worker_certificate::Column::WorkerId.is_in(ids()))
            .order_by_asc(worker_certificate::Column::Kind)
            .all(db)
            .await?;
        for paper in found
            .into_iter()
            .filter(|paper| paper.expires_on.is_none_or(|end| today <= end))
        {
            certificates.entry(paper.worker_id).or_default().push(paper.kind);
        }
        let found = worker_intent::Entity::find()
            .filter(worker_intent::Column::WorkerId.is_in(ids()))
            .all(db)
            .await?;
        let wishes = found.into_iter().map(|wish| (wish.worker_id, wish)).collect();
        // Odd jobs beside the farm do not bind anybody; a full-time post does.
        let placed: Vec<Uuid> = placement::Entity::find()
            .select_only()
            .column(placement::Column::WorkerId)
            .filter(placement::Column::WorkerId.is_in(ids()))
            .filter(placement::Column::EndedOn.is_null())
            .filter(placement::Column::FullTime.eq(true))
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            skills,
            certificates,
            wishes,
            placed: placed.into_iter().collect(),
        })
    }
}

fn profile(record: &worker::Model, rows: &mut Rows, today: NaiveDate) -> WorkerProfile {
    let wish = rows.wishes.remove(&record.id);
    let intent_expires = wish.as_ref().map(|wish| wish.expires_on);
    let skills = rows.skills.remove(&record.id).unwrap_or_default();
    WorkerProfile {
        id: Some(record.id),
        sex: record.sex.and_then(|sex| keyed(sex.key())),
        age: record.birth_date.map(|birth| clock::age_on(birth, today)),
        home_code: record.region_code.clone(),
        education: record.education.and_then(|education| keyed(education.key())),
        skills: skills.into_iter().map(skill).collect(),
        certificates: rows.certificates.remove(&record.id).unwrap_or_default(),
        limits: keys(&record.limits),
        want: want(record, wish),
        care_duty: record.care_duty,
        consent_match: record.matchable,
        open_placement: rows.placed.contains(&record.id),
        intent_expires,
    }
}

fn skill(row: worker_skill::Model) -> Skill {
    Skill {
        trade: row.occupation_code,
        years: f64::from(row.years),
        level: match row.level {
            Level::None => SkillLevel::None,
            Level::Five => SkillLevel::Elementary,
            Level::Four => SkillLevel::Intermediate,
            Level::Three => SkillLevel::Advanced,
            Level::Two => SkillLevel::Technician,
            Level::One => SkillLevel::SeniorTechnician,
        },
        certificate: None,
    }
}

/// The wishes; without a statement of them nothing is known but what the record itself says.
fn want(record: &worker::Model, wish: Option<worker_intent::Model>) -> Want {
    let mut want = wish.map_or_else(Want::default, |wish| Want {
        kinds: keys(&wish.kinds),
        places: codes(&wish.places),
        trades: codes(&wish.trades),
        pay_min: wish.pay_min_yuan,
        lodging_required: wish.lodging_required,
        meals_wanted: wish.meals_wanted,
        night_shift_ok: Some(wish.night_shift_ok),
        near_home_only: wish.near_home_only,
        with_spouse: wish.with_spouse,
        earliest_date: wish.earliest_date,
        stay_months: wish.stay_months,
        ..Want::default()
    });
    want.halal_wanted = record.halal_wanted;
    let away_from_work = [
        WorkerStatus::Student,
        WorkerStatus::Army,
        WorkerStatus::Unavailable,
        WorkerStatus::Dead,
        WorkerStatus::MovedOut,
    ];
    if away_from_work.contains(&record.status) {
        want.kinds = vec![Kind::None];
    }
    want
}
