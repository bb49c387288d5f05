//! What the records say of the people in a piece of a ledger: one statement a table, however many rows.

use std::collections::HashMap;

use entity::{consent, worker, worker_certificate, worker_household, worker_intent, worker_phone, worker_skill};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::facts::Facts;
use crate::domain::error::Result;
use crate::domain::interchange::session::Session;
use crate::domain::workers;
use crate::domain::workers::visible_to;
use crate::reference::region;
use crate::vault::Vault;

/// One record with its parts.
#[derive(Clone, Debug)]
pub(in crate::domain::interchange) struct Known {
    pub(super) worker: worker::Model,
    pub(super) phones: Vec<String>,
    pub(super) household: Option<worker_household::Model>,
    pub(super) skills: Vec<worker_skill::Model>,
    pub(super) certificates: Vec<worker_certificate::Model>,
    pub(super) intent: Option<worker_intent::Model>,
    pub(super) consents: Vec<consent::Model>,
}

impl Known {
    pub fn has_phone(&self, vault: &Vault, number: &crate::domain::checks::phone::Mobile) -> bool {
        self.phones.contains(&workers::phone_index(vault, number))
    }
}

/// The records that a piece of a ledger may be about.
pub(super) struct Book {
    /// By index of the number; `None` where somebody else looks after the person.
    by_number: HashMap<String, Option<Known>>,
    /// Visible records by name.
    by_name: HashMap<String, Vec<worker::Model>>,
}

impl Book {
    pub async fn open(
        db: &impl ConnectionTrait,
        session: &Session<'_>,
        facts: impl Iterator<Item = &Facts> + Clone,
    ) -> Result<Self> {
        let indexes: Vec<&String> = facts.clone().filter_map(|facts| facts.number_index.as_ref()).collect();
        let names: Vec<&String> = facts.map(|facts| &facts.name).filter(|name| !name.is_empty()).collect();
        let holders = worker::Entity::find()
            .filter(worker::Column::IdNumberIndex.is_in(indexes))
            .all(db)
            .await?;
        let namesakes = worker::Entity::find()
            .filter(worker::Column::Name.is_in(names))
            .filter(visible_to(&session.actor)?)
            .all(db)
            .await?;
        let mut by_name: HashMap<String, Vec<worker::Model>> = HashMap::new();
        for worker in namesakes {
            by_name.entry(worker.name.clone()).or_default().push(worker);
        }
        let own = session.actor.region_code();
        let visible = |worker: &worker::Model| {
            worker.merged_into.is_none() && own.is_none_or(|own| region::contains(own, &worker.region_code))
        };
        let ids: Vec<Uuid> = holders
            .iter()
            .filter(|worker| visible(worker))
            .map(|worker| worker.id)
            .collect();
        let mut parts = Parts::open(db, &ids).await?;
        let by_number = holders
            .into_iter()
            .filter_map(|worker| {
                let index = worker.id_number_index.clone()?;
                let known = visible(&worker).then(|| parts.of(worker));
                Some((index, known))
            })
            .collect();
        Ok(Self { by_number, by_name })
    }

    /// `None` when nobody has the number, `Some(None)` when the record is not the actor's.
    pub fn by_number(&self, index: &str) -> Option<Option<&Known>> {
        self.by_number.get(index).map(Option::as_ref)
    }

    /// Somebody without a number who may be this person: same name, same home as far as known, same year of birth as far as known.
    pub fn twin_of(&self, facts: &Facts) -> Option<Uuid> {
        use chrono::Datelike as _;
        let year = facts.birth.map(|birth| birth.year());
        self.namesakes(facts)
            .filter(|worker| worker.id_number_index.is_none())
            .find(|worker| {
                year.zip(worker.birth_date)
                    .is_none_or(|(year, birth)| year == birth.year())
            })
            .map(|worker| worker.id)
    }

    /// Anybody of this name and home.
    pub fn namesake_of(&self, facts: &Facts) -> Option<Uuid> {
        self.namesakes(facts).next().map(|worker| worker.id)
    }

    fn namesakes(&self, facts: &Facts) -> impl Iterator<Item = &worker::Model> {
        self.by_name.get(&facts.name).into_iter().flatten().filter(|worker| {
            region::contains(&worker.region_code, &facts.region_code)
                || region::contains(&facts.region_code, &worker.region_code)
        })
    }
}

/// The parts of records by worker.
struct Parts {
    phones: HashMap<Uuid, Vec<String>>,
    households: HashMap<Uuid, worker_household::Model>,
    skills: HashMap<Uuid, Vec<worker_skill::Model>>,
    certificates: HashMap<Uuid, Vec<worker_certificate::Model>>,
    intents: HashMap<Uuid, worker_intent::Model>,
    consents: HashMap<Uuid, Vec<consent::Model>>,
}

impl Parts {
    async fn open(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Self> {
        let of = || ids.iter().copied();
        let phones = worker_phone::Entity::find()
            .filter(worker_phone::Column::WorkerId.is_in(of()))
            .all(db)
            .await?;
        let households = worker_household::Entity::find()
            .filter(worker_household::Column::WorkerId.is_in(of()))
            .filter(worker_household::Column::ToDate.is_null())
            .all(db)
            .await?;
        let skills = worker_skill::Entity::find()
            .filter(worker_skill::Column::WorkerId.is_in(of()))
            .all(db)
            .await?;
        let certificates = worker_certificate::Entity::find()
            .filter(worker_certificate::Column::WorkerId.is_in(of()))
            .all(db)
            .await?;
        let intents = worker_intent::Entity::find()
            .filter(worker_intent::Column::WorkerId.is_in(of()))
            .all(db)
            .await?;
        let consents = consent::Entity::find()
            .filter(consent::Column::WorkerId.is_in(of()))
            .filter(consent::Column::WithdrawnAt.is_null())
            .all(db)
            .await?;
        Ok(Self {
            phones: grouped(phones, |row| (row.worker_id, row.number_index)),
            households: households.into_iter().map(|row| (row.worker_id, row)).collect(),
            skills: grouped(skills, |row| (row.worker_id, row)),
            certificates: grouped(certificates, |row| (row.worker_id, row)),
            intents: intents.into_iter().map(|row| (row.worker_id, row)).collect(),
            consents: grouped(consents, |row| (row.worker_id, row)),
        })
    }

    fn of(&mut self, worker: worker::Model) -> Known {
        let id = worker.id;
        Known {
            phones: self.phones.remove(&id).unwrap_or_default(),
            household: self.households.remove(&id),
            skills: self.skills.remove(&id).unwrap_or_default(),
            certificates: self.certificates.remove(&id).unwrap_or_default(),
            intent: self.intents.remove(&id),
            consents: self.consents.remove(&id).unwrap_or_default(),
            worker,
        }
    }
}

fn grouped<R, V>(rows: Vec<R>, key: impl Fn(R) -> (Uuid, V)) -> HashMap<Uuid, Vec<V>> {
    let mut groups: HashMap<Uuid, Vec<V>> = HashMap::new();
    for (id, value) in rows.into_iter().map(key) {
        groups.entry(id).or_default().push(value);
    }
    groups
}
