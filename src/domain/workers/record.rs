//! The full record.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::{
    account, consent, employer, worker, worker_certificate, worker_companion, worker_household, worker_intent,
    worker_phone, worker_skill, worker_status_change,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{NameCard, by_id, names_of, rows_of};
use crate::domain::actor::Actor;
use crate::domain::error::Result;

/// Everything on file about one worker.
#[derive(Clone, Debug)]
pub struct WorkerRecord {
    /// The record itself. Its number is sealed.
    pub worker: worker::Model,
    /// Phones in their order. Their numbers are sealed.
    pub phones: Vec<worker_phone::Model>,
    /// Household categories, the latest first.
    pub households: Vec<worker_household::Model>,
    /// Trades.
    pub skills: Vec<worker_skill::Model>,
    /// Certificates.
    pub certificates: Vec<worker_certificate::Model>,
    /// What the worker wants.
    pub intent: Option<worker_intent::Model>,
    /// Where the worker stood, the latest first.
    pub statuses: Vec<worker_status_change::Model>,
    /// Consents, the latest first.
    pub consents: Vec<consent::Model>,
    /// Who goes along.
    pub companions: Vec<NameCard>,
    /// Names of the accounts that recorded something.
    pub people: HashMap<Uuid, String>,
    /// Names of the firms that a consent is for.
    pub firms: HashMap<Uuid, String>,
}

impl WorkerRecord {
    /// The household category that is open.
    #[must_use]
    pub fn household(&self) -> Option<&worker_household::Model> {
        self.households.iter().find(|row| row.to_date.is_none())
    }

    /// Name of an account that recorded something; empty for the service itself.
    #[must_use]
    pub fn person(&self, account: Option<Uuid>) -> &str {
        account.and_then(|id| self.people.get(&id)).map_or("", String::as_str)
    }
}

/// One record with all its parts, if the actor may see it.
pub async fn record(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<WorkerRecord> {
    let worker = by_id(db, actor, id).await?;
    let rows = rows_of(db, std::slice::from_ref(&worker))
        .await?
        .remove(&id)
        .unwrap_or_default();
    let households = worker_household::Entity::find()
        .filter(worker_household::Column::WorkerId.eq(id))
        .order_by_desc(worker_household::Column::FromDate)
        .order_by_desc(worker_household::Column::RecordedAt)
        .all(db)
        .await?;
    let statuses = worker_status_change::Entity::find()
        .filter(worker_status_change::Column::WorkerId.eq(id))
        .order_by_desc(worker_status_change::Column::AsOf)
        .order_by_desc(worker_status_change::Column::RecordedAt)
        .all(db)
        .await?;
    let consents = consent::Entity::find()
        .filter(consent::Column::WorkerId.eq(id))
        .order_by_desc(consent::Column::GivenAt)
        .all(db)
        .await?;
    let companions = companions_of(db, id, today).await?;
    let accounts: Vec<Uuid> = statuses
        .iter()
        .filter_map(|row| row.recorded_by)
        .chain(households.iter().filter_map(|row| row.recorded_by))
        .chain(consents.iter().filter_map(|row| row.recorded_by))
        .chain(worker.registered_by)
        .collect();
    let people = names_of_accounts(db, accounts).await?;
    let firms = employer::Entity::find()
        .filter(employer::Column::Id.is_in(consents.iter().filter_map(|row| row.employer_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|firm| (firm.id, firm.name))
        .collect();
    let super::Rows {
        phones,
        skills,
        certificates,
        intent,
    } = rows;
    Ok(WorkerRecord {
        worker,
        phones,
        households,
        skills,
        certificates,
        intent,
        statuses,
        consents,
        companions,
        people,
        firms,
    })
}

/// Names of accounts in one statement.
pub(super) async fn names_of_accounts(db: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|account| (account.id, account.name)).collect())
}

async fn companions_of(db: &impl ConnectionTrait, id: Uuid, today: NaiveDate) -> Result<Vec<NameCard>> {
    let pairs = worker_companion::Entity::find()
        .filter(
            worker_companion::Column::WorkerId
                .eq(id)
                .or(worker_companion::Column::CompanionId.eq(id)),
        )
        .all(db)
        .await?;
    let others = pairs.into_iter().map(|pair| {
        if pair.worker_id == id {
            pair.companion_id
        } else {
            pair.worker_id
        }
    });
    let mut cards: Vec<NameCard> = names_of(db, others, today).await?.into_values().collect();
    cards.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(cards)
}
