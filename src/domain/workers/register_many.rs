//! Registering many people at once, as a ledger brings them: the same rules as for one, with one statement a table instead of one a person.

use std::collections::HashSet;

use entity::codes::{Code as _, Subject};
use entity::{
    worker, worker_certificate, worker_household, worker_intent, worker_phone, worker_skill, worker_status_change,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::register::{Registration, judged, row};
use super::{abilities, consents, household, intent, number, phones, status};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// Rows of one statement: the widest table has 27 columns, and `SQLite` takes 32,766 values.
const ROWS_AT_ONCE: usize = 500;

/// Make a record for each, all or none; the ids stand in the order of the registrations.
///
/// # Errors
/// The first registration that cannot be carried out, by its place, with what [`super::register`] would say of it.
pub async fn register_many(
    unit: &mut Unit,
    inputs: Vec<Registration>,
) -> std::result::Result<Vec<Uuid>, (usize, DomainError)> {
    unit.allow(Action::EditWorkers).map_err(|error| (0, error))?;
    create_many(unit, inputs).await
}

/// The rows of many people, by table.
#[derive(Default)]
struct Tables {
    workers: Vec<worker::ActiveModel>,
    phones: Vec<worker_phone::ActiveModel>,
    households: Vec<worker_household::ActiveModel>,
    skills: Vec<worker_skill::ActiveModel>,
    certificates: Vec<worker_certificate::ActiveModel>,
    intents: Vec<worker_intent::ActiveModel>,
    statuses: Vec<worker_status_change::ActiveModel>,
}

/// [`register_many`] for those whose right to do it has another source.
pub(super) async fn create_many(
    unit: &mut Unit,
    inputs: Vec<Registration>,
) -> std::result::Result<Vec<Uuid>, (usize, DomainError)> {
    let mut people = Vec::with_capacity(inputs.len());
    for (at, input) in inputs.iter().enumerate() {
        people.push(judged(unit, input).map_err(|error| (at, error))?);
    }
    let indexes: Vec<Option<String>> = people
        .iter()
        .map(|(_, found)| found.as_ref().map(|found| number::number_index(unit.vault(), found)))
        .collect();
    let mut taken = taken(unit, &indexes).await.map_err(|error| (0, error))?;
    for (at, index) in indexes.into_iter().enumerate() {
        if index.is_some_and(|index| !taken.insert(index)) {
            return Err((at, DomainError::Conflict("workers-number-taken")));
        }
    }
    let mut tables = Tables::default();
    let mut ids = Vec::with_capacity(inputs.len());
    for (at, (input, (name, number))) in inputs.iter().zip(&people).enumerate() {
        let id = Uuid::new_v4();
        tables.workers.push(row(unit, id, input, name, number.as_ref()).map_err(|error| (at, error))?);
        tables.add_parts(unit, id, input).map_err(|error| (at, error))?;
        ids.push(id);
    }
    write(unit, tables, &ids, &inputs).await.map_err(|error| (0, error))?;
    Ok(ids)
}

/// The indexes among these that somebody has.
async fn taken(unit: &Unit, indexes: &[Option<String>]) -> Result<HashSet<String>> {
    let mut taken = HashSet::new();
    let wanted: Vec<&String> = indexes.iter().flatten().collect();
    for piece in wanted.chunks(ROWS_AT_ONCE) {
        let found: Vec<Option<String>> = worker::Entity::find()
            .select_only()
            .column(worker::Column::IdNumberIndex)
            .filter(worker::Column::IdNumberIndex.is_in(piece.iter().copied()))
            .into_tuple()
            .all(unit.tx())
            .await?;
        taken.extend(found.into_iter().flatten());
    }
    Ok(taken)
}

impl Tables {
    fn add_parts(&mut self, unit: &Unit, id: Uuid, input: &Registration) -> Result<()> {
        for (position, phone) in (0..).zip(&input.phones) {
            self.phones.push(phones::row(unit, id, phone, position)?);
        }
        self.households.extend(input.household.map(|household| household::row(unit, id, household)));
        self.skills.extend(input.skills.iter().cloned().map(|skill| abilities::skill_row(id, skill)));
        self.certificates
            .extend(input.certificates.iter().cloned().map(|held| abilities::certificate_row(id, held)));
        self.intents.extend(input.intent.clone().map(|intent| intent::row(unit, id, intent)));
        self.statuses
            .push(status::row(unit, id, input.status, input.status_as_of, input.status_source));
        Ok(())
    }
}

async fn write(unit: &mut Unit, tables: Tables, ids: &[Uuid], inputs: &[Registration]) -> Result<()> {
    insert_all(unit, tables.workers).await.map_err(number::taken)?;
    insert_all(unit, tables.phones).await?;
    insert_all(unit, tables.households).await?;
    insert_all(unit, tables.skills).await?;
    insert_all(unit, tables.certificates).await?;
    insert_all(unit, tables.intents).await?;
    insert_all(unit, tables.statuses).await?;
    for (id, input) in ids.iter().zip(inputs) {
        for consent in &input.consents {
            consents::insert(unit, *id, consent).await?;
        }
    }
    let moves = ids.iter().zip(inputs).map(|(id, input)| (*id, input.status, input.status_source.key()));
    unit.moved_many(Subject::Worker, moves).await?;
    let audits = ids.iter().zip(inputs).map(|(id, input)| {
        (*id, json!({ "origin": input.origin.key(), "with_number": input.id_number.is_some() }))
    });
    unit.audit_many("register-worker", Subject::Worker, audits).await?;
    for id in ids {
        unit.announce(Subject::Worker, *id);
    }
    Ok(())
}

/// Insert rows of one table, some hundreds a statement.
pub(super) async fn insert_all<A>(unit: &Unit, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let piece: Vec<A> = rows.by_ref().take(ROWS_AT_ONCE).collect();
        <A::Entity as EntityTrait>::insert_many(piece).exec_without_returning(unit.tx()).await?;
    }
    Ok(())
}
