//! A unit of work: one transaction, one actor, one moment. Whatever a command changes, its audit row, its state move and its outbox row
//! are written here and stand or fall together.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{Code, Subject};
use entity::{audit_event, form_key, outbox_event, state_move};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait as _, DatabaseTransaction, EntityTrait, QueryFilter as _, Set};
use serde_json::Value;
use tokio::sync::Notify;
use uuid::Uuid;

use super::access::Action;
use super::actor::Actor;
use super::attempts::Attempts;
use super::clock;
use super::error::{DomainError, Result};
use crate::db::{self, Database, WriteTransaction};
use crate::vault::Vault;

/// Rows of one statement when many are written: far under what either database takes.
const ROWS_AT_ONCE: usize = 500;

/// What the domain works with: the database, the keys, and the bell that wakes the index feeder.
#[derive(Clone)]
pub struct Core {
    /// The database.
    pub db: Database,
    /// Keys for identity numbers and phones.
    pub vault: Arc<Vault>,
    /// Rung after each commit that announced something.
    pub changed: Arc<Notify>,
    /// Wrong guesses of passwords and reference numbers.
    pub attempts: Arc<Attempts>,
}

/// Where a request came from, for the audit trail.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// Id of the request, as the log has it.
    pub request_id: String,
    /// Network address of the client.
    pub address: String,
}

/// An open unit of work. Dropped without [`Unit::commit`], nothing happened.
pub struct Unit {
    write: WriteTransaction,
    actor: Actor,
    now: DateTime<Utc>,
    trace: Trace,
    vault: Arc<Vault>,
    changed: Arc<Notify>,
    announced: Vec<(Subject, Uuid)>,
    form_key: Option<Uuid>,
    confirmed: bool,
}

impl Core {
    /// Begin to write as `actor` at `now`.
    pub async fn begin(&self, actor: &Actor, now: DateTime<Utc>, trace: Trace) -> Result<Unit> {
        Ok(Unit {
            write: self.db.begin_write().await?,
            actor: actor.clone(),
            now,
            trace,
            vault: Arc::clone(&self.vault),
            changed: Arc::clone(&self.changed),
            announced: Vec::new(),
            form_key: None,
            confirmed: false,
        })
    }

    /// Begin to write as the service itself.
    pub async fn begin_as_system(&self, now: DateTime<Utc>) -> Result<Unit> {
        self.begin(&Actor::System, now, Trace::default()).await
    }
}

impl Unit {
    /// The transaction, for queries that must see its own changes.
    #[must_use]
    pub fn tx(&self) -> &DatabaseTransaction {
        &self.write.transaction
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The moment of the whole unit.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The Beijing day of the unit.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        clock::day_of(self.now)
    }

    /// Keys for identity numbers and phones.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The same keys, shared, for work that borrows the unit as well.
    #[must_use]
    pub fn shared_vault(&self) -> &Arc<Vault> {
        &self.vault
    }

    /// Go on only if the access table allows `action`.
    ///
    /// # Errors
    /// [`DomainError::Forbidden`] if it does not.
    pub fn allow(&self, action: Action) -> Result<()> {
        if self.actor.may(action) {
            Ok(())
        } else {
            Err(DomainError::Forbidden)
        }
    }

    /// Remember that the form `key` is being carried out.
    ///
    /// # Errors
    /// [`DomainError::Done`] with the earlier result's address if it was carried out before.
    pub async fn once(&mut self, key: Uuid) -> Result<()> {
        let row = form_key::ActiveModel {
            key: Set(key),
            location: Set(String::new()),
            at: Set(self.now),
        };
        // Whoever comes second waits here for the end of the first, and then finds its row, or none if it failed.
        let mine = form_key::Entity::insert(row)
            .on_conflict(OnConflict::column(form_key::Column::Key).do_nothing().to_owned())
            .exec_without_returning(self.tx())
            .await?;
        if mine == 1 {
            self.form_key = Some(key);
            return Ok(());
        }
        let before = form_key::Entity::find_by_id(key).one(self.tx()).await?;
        Err(DomainError::Done(before.map(|row| row.location).unwrap_or_default()))
    }

    /// The actor has just proved again who acts: the password was typed in this very request.
    pub(super) fn confirm(&mut self) {
        self.confirmed = true;
    }

    /// Whether the actor proved it in this request.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// Write an audit row. `details` holds field names and codes, never values that identify a person.
    pub async fn audit(&self, action: &str, subject: Subject, id: Option<Uuid>, details: Value) -> Result<()> {
        self.audit_row(action, subject, id, details).insert(self.tx()).await?;
        Ok(())
    }

    fn audit_row(&self, action: &str, subject: Subject, id: Option<Uuid>, details: Value) -> audit_event::ActiveModel {
        audit_event::ActiveModel {
            at: Set(self.now),
            actor_id: Set(self.actor.account_id()),
            actor_name: Set(self.actor.name().to_owned()),
            action: Set(action.to_owned()),
            subject: Set(subject),
            subject_id: Set(id),
            details: Set(details),
            request_id: Set(self.trace.request_id.clone()),
            address: Set(self.trace.address.clone()),
            ..Default::default()
        }
    }

    /// Write one move of a state machine: who, when, why.
    pub async fn moved<S: Code>(&self, subject: Subject, id: Uuid, from: Option<S>, to: S, reason: &str) -> Result<()> {
        self.move_row(subject, id, from, to, reason).insert(self.tx()).await?;
        Ok(())
    }

    fn move_row<S: Code>(
        &self,
        subject: Subject,
        id: Uuid,
        from: Option<S>,
        to: S,
        reason: &str,
    ) -> state_move::ActiveModel {
        state_move::ActiveModel {
            subject: Set(subject),
            subject_id: Set(id),
            from_state: Set(from.map(|state| state.key().to_owned())),
            to_state: Set(to.key().to_owned()),
            reason: Set(reason.to_owned()),
            actor_id: Set(self.actor.account_id()),
            actor_name: Set(self.actor.name().to_owned()),
            at: Set(self.now),
            ..Default::default()
        }
    }

    /// Audit rows of one action on many subjects, in as few statements as can be.
    pub async fn audit_many(
        &self,
        action: &str,
        subject: Subject,
        of: impl Iterator<Item = (Uuid, Value)>,
    ) -> Result<()> {
        let rows: Vec<audit_event::ActiveModel> = of
            .map(|(id, details)| self.audit_row(action, subject, Some(id), details))
            .collect();
        for piece in rows.chunks(ROWS_AT_ONCE) {
            audit_event::Entity::insert_many(piece.to_vec())
                .exec_without_returning(self.tx())
                .await?;
        }
        Ok(())
    }

    /// First states of many new records of one noun, each with its reason, in as few statements as can be.
    pub async fn moved_many<S: Code>(
        &self,
        subject: Subject,
        to: impl Iterator<Item = (Uuid, S, &'static str)>,
    ) -> Result<()> {
        let rows: Vec<state_move::ActiveModel> = to
            .map(|(id, to, reason)| self.move_row(subject, id, None, to, reason))
            .collect();
        for piece in rows.chunks(ROWS_AT_ONCE) {
            state_move::Entity::insert_many(piece.to_vec())
                .exec_without_returning(self.tx())
                .await?;
        }
        Ok(())
    }

    /// Tell the readers of the outbox, once per unit, to look at this row again after the commit.
    pub fn announce(&mut self, subject: Subject, id: Uuid) {
        if !self.announced.contains(&(subject, id)) {
            self.announced.push((subject, id));
        }
    }

    /// Make everything true, or nothing.
    pub async fn commit(self) -> Result<()> {
        self.commit_to("").await
    }

    /// Commit, and keep `location` as the answer to the same form sent again.
    pub async fn commit_to(self, location: &str) -> Result<()> {
        if let Some(key) = self.form_key {
            form_key::Entity::update_many()
                .col_expr(form_key::Column::Location, Expr::value(location))
                .filter(form_key::Column::Key.eq(key))
                .exec(self.tx())
                .await?;
        }
        if !self.announced.is_empty() {
            db::order_outbox(self.tx()).await?;
            let rows = self.announced.iter().map(|(subject, id)| outbox_event::ActiveModel {
                subject: Set(*subject),
                subject_id: Set(*id),
                at: Set(self.now),
                ..Default::default()
            });
            outbox_event::Entity::insert_many(rows)
                .exec_without_returning(self.tx())
                .await?;
        }
        self.write.transaction.commit().await?;
        if !self.announced.is_empty() {
            self.changed.notify_waiters();
            self.changed.notify_one();
        }
        Ok(())
    }
}
