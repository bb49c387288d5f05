//! What registers say of people, looked up for many at once.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{Code as _, HouseholdBase};
use entity::{worker, worker_household, worker_phone, worker_skill};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::value::Value;
use crate::domain::checks::stars;
use crate::domain::error::Result;
use crate::domain::workers::{self, NameCard};
use crate::reference::occupation;
use crate::vault::Vault;

/// Whether identity numbers and phones stand there in full.
#[derive(Clone, Copy)]
pub enum Numbers<'v> {
    /// Their last digits only.
    Masked,
    /// In full: two people agreed.
    Full(&'v Vault),
}

/// People by record, with what the asked columns need: four statements, however many people.
pub struct People {
    workers: HashMap<Uuid, worker::Model>,
    phones: HashMap<Uuid, worker_phone::Model>,
    households: HashMap<Uuid, Vec<worker_household::Model>>,
    skills: HashMap<Uuid, Vec<worker_skill::Model>>,
    today: NaiveDate,
}

fn distinct(ids: impl IntoIterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl People {
    /// Look them up, merged records too: a placement of last year still names its person. The caller has narrowed what the ids come from.
    pub async fn of(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>, today: NaiveDate) -> Result<Self> {
        let ids = distinct(ids);
        let workers = worker::Entity::find()
            .filter(worker::Column::Id.is_in(ids.iter().copied()))
            .all(db)
            .await?;
        let phones = worker_phone::Entity::find()
            .filter(worker_phone::Column::WorkerId.is_in(ids.iter().copied()))
            .order_by_desc(worker_phone::Column::Position)
            .all(db)
            .await?;
        let rows = worker_household::Entity::find()
            .filter(worker_household::Column::WorkerId.is_in(ids.iter().copied()))
            .order_by_asc(worker_household::Column::FromDate)
            .all(db)
            .await?;
        let mut households: HashMap<Uuid, Vec<worker_household::Model>> = HashMap::new();
        for row in rows {
            households.entry(row.worker_id).or_default().push(row);
        }
        let rows = worker_skill::Entity::find()
            .filter(worker_skill::Column::WorkerId.is_in(ids))
            .order_by_desc(worker_skill::Column::Years)
            .all(db)
            .await?;
        let mut skills: HashMap<Uuid, Vec<worker_skill::Model>> = HashMap::new();
        for row in rows {
            skills.entry(row.worker_id).or_default().push(row);
        }
        Ok(Self {
            workers: workers.into_iter().map(|row| (row.id, row)).collect(),
            // The first phone comes last and stays.
            phones: phones.into_iter().map(|row| (row.worker_id, row)).collect(),
            households,
            skills,
            today,
        })
    }

    /// The record.
    pub fn get(&self, id: Uuid) -> Option<&worker::Model> {
        self.workers.get(&id)
    }

    /// The name.
    pub fn name(&self, id: Uuid) -> Value {
        self.get(id)
            .map(|worker| Value::name(&NameCard::of(worker, self.today)))
            .unwrap_or_default()
    }

    /// Full years today.
    pub fn age(&self, id: Uuid) -> Value {
        let age = self.get(id).and_then(|worker| NameCard::of(worker, self.today).age);
        Value::number(age)
    }

    /// Township and village.
    pub fn home(&self, id: Uuid) -> [Value; 2] {
        self.get(id)
            .map(|worker| Value::home(&worker.region_code))
            .unwrap_or_default()
    }

    /// The household category on a day: what it is called, then why it is watched.
    pub fn household(&self, id: Uuid, day: NaiveDate) -> Value {
        let holds = |row: &&worker_household::Model| row.from_date <= day && row.to_date.is_none_or(|end| end > day);
        let found = self.households.get(&id).and_then(|rows| rows.iter().rev().find(holds));
        let Some(row) = found else { return Value::Empty };
        let mut words = Vec::new();
        if row.base != HouseholdBase::General || row.monitor.is_none() {
            words.push((HouseholdBase::LIST, row.base.key()));
        }
        if let Some(monitor) = row.monitor {
            words.push((entity::codes::Monitor::LIST, monitor.key()));
        }
        Value::Words(words)
    }

    /// The trades that the person knows, the longest known first.
    pub fn skills(&self, id: Uuid) -> Value {
        let names: Vec<&str> = self
            .skills
            .get(&id)
            .into_iter()
            .flatten()
            .filter_map(|skill| occupation::get(&skill.occupation_code))
            .map(|found| found.name)
            .collect();
        Value::text(names.join(" "))
    }

    /// The identity number.
    pub fn number(&self, id: Uuid, numbers: Numbers<'_>) -> Result<Value> {
        let Some(worker) = self.get(id) else {
            return Ok(Value::Empty);
        };
        if let Numbers::Full(vault) = numbers {
            let plain = workers::plain_number(vault, worker)?;
            return Ok(plain.map_or(Value::Empty, |plain| Value::text(plain.as_str())));
        }
        let last = worker.id_number_last4.as_ref();
        Ok(last.map_or(Value::Empty, |last| Value::Text(stars::masked_number(last))))
    }

    /// The first phone.
    pub fn phone(&self, id: Uuid, numbers: Numbers<'_>) -> Result<Value> {
        let Some(phone) = self.phones.get(&id) else {
            return Ok(Value::Empty);
        };
        if let Numbers::Full(vault) = numbers {
            return Ok(Value::text(workers::plain_phone(vault, phone)?.as_str()));
        }
        Ok(Value::Text(stars::masked_phone(&phone.last4)))
    }
}
