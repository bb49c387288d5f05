//! A person in one line, for the lists of other nouns.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{Sex, WorkerStatus};
use entity::worker;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::domain::checks::person_name;
use crate::domain::clock;
use crate::domain::error::Result;

/// A person in one line. Holds no number and no phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameCard {
    /// The record.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Family name and stars, for whoever may not see the name.
    pub masked: String,
    /// Sex, if known.
    pub sex: Option<Sex>,
    /// Home, as fine as known.
    pub region_code: String,
    /// Full years today.
    pub age: Option<i32>,
    /// Where the person stands.
    pub status: WorkerStatus,
    /// Last four of the identity number, to tell namesakes apart.
    pub number_last4: Option<String>,
}

impl NameCard {
    /// The card of a record.
    #[must_use]
    pub fn of(worker: &worker::Model, today: NaiveDate) -> Self {
        Self {
            id: worker.id,
            name: worker.name.clone(),
            masked: person_name::masked(&worker.name),
            sex: worker.sex,
            region_code: worker.region_code.clone(),
            age: worker.birth_date.map(|birth| clock::age_on(birth, today)),
            status: worker.status,
            number_last4: worker.id_number_last4.clone(),
        }
    }
}

/// The cards of many records in one statement, merged ones too: an old application still names its person. The caller has narrowed what
/// the ids come from.
pub async fn names_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
    today: NaiveDate,
) -> Result<HashMap<Uuid, NameCard>> {
    let rows = worker::Entity::find()
        .filter(worker::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows
        .iter()
        .map(|worker| (worker.id, NameCard::of(worker, today)))
        .collect())
}
