//! The database. The only module that knows which engine answers: everything else sees one connection and one way to begin a write.
//!
//! `SQLite` is the embedded default. Its settings were measured: with `synchronous=NORMAL` a power cut lost every acknowledged commit since
//! the last checkpoint, with `FULL` none; a deferred transaction that turns into a writer fails with "database is locked" whatever the
//! busy time-out, so writes begin IMMEDIATE, and one gate inside the process queues them fairly instead of letting them poll.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database as SeaDatabase, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    DbErr, IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// `SQLite` before this version can corrupt a write-ahead log on reset.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How many statements of the pool may run at once.
const POOL: u32 = 10;

/// A connected database.
#[derive(Clone)]
pub struct Database {
    connection: DatabaseConnection,
    gate: Option<Arc<Semaphore>>,
}

/// A write transaction. On `SQLite` it holds the process's one place to write until it ends.
pub struct WriteTransaction {
    /// The open transaction.
    pub transaction: DatabaseTransaction,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Database {
    /// Connect to `url` (`sqlite://path?mode=rwc` or `postgres://…`) and check that the engine keeps its promises.
    pub async fn connect(url: &str) -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(POOL)
            .acquire_timeout(Duration::from_secs(10))
            .sqlx_logging(false)
            .record_stmt_in_spans(false)
            .map_sqlx_sqlite_opts(|options| {
                options
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "FULL")
                    .pragma("foreign_keys", "ON")
                    .pragma("busy_timeout", "10000")
                    .pragma("secure_delete", "ON")
                    .pragma("trusted_schema", "OFF")
                    .pragma("temp_store", "MEMORY")
                    .pragma("cache_size", "-16000")
            });
        let connection = SeaDatabase::connect(options).await?;
        let gate = (connection.get_database_backend() == DatabaseBackend::Sqlite).then(|| Arc::new(Semaphore::new(1)));
        let database = Self { connection, gate };
        if database.is_sqlite() {
            database.check_sqlite().await?;
        }
        Ok(database)
    }

    /// The pool, for reading.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// The pool, to hang a statement counter on it.
    pub fn connection_mut(&mut self) -> &mut DatabaseConnection {
        &mut self.connection
    }

    /// Whether the embedded engine answers.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.connection.get_database_backend() == DatabaseBackend::Sqlite
    }

    /// Begin a transaction that may write.
    pub async fn begin_write(&self) -> Result<WriteTransaction, DbErr> {
        let permit = match &self.gate {
            Some(gate) => Some(
                Arc::clone(gate)
                    .acquire_owned()
                    .await
                    .map_err(|_| DbErr::Custom("the write gate is closed".into()))?,
            ),
            None => None,
        };
        let options = TransactionOptions {
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.connection.begin_with_options(options).await?;
        Ok(WriteTransaction {
            transaction,
            _permit: permit,
        })
    }

    /// Begin a transaction that only reads, and sees the database as it is now until it ends.
    pub async fn begin_snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            isolation_level: (!self.is_sqlite()).then_some(IsolationLevel::RepeatableRead),
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Deferred),
            ..TransactionOptions::default()
        };
        self.connection.begin_with_options(options).await
    }

    async fn check_sqlite(&self) -> Result<(), DbErr> {
        let row = self
            .connection
            .query_one_raw(Statement::from_string(
                DatabaseBackend::Sqlite,
                "SELECT sqlite_version() AS v, (SELECT journal_mode FROM pragma_journal_mode) AS j, \
                 (SELECT synchronous FROM pragma_synchronous) AS s",
            ))
            .await?
            .ok_or_else(|| DbErr::Custom("SQLite gave no version".into()))?;
        let version: String = row.try_get("", "v")?;
        let journal: String = row.try_get("", "j")?;
        let synchronous: i32 = row.try_get("", "s")?;
        let mut numbers = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        let found = (next(), next(), next());
        // In-memory databases (tests) report the journal mode "memory".
        if found < OLDEST_SQLITE || !matches!(journal.as_str(), "wal" | "memory") || synchronous < 2 {
            return Err(DbErr::Custom(format!(
                "SQLite {version} with journal {journal} and synchronous {synchronous} cannot keep what it acknowledges"
            )));
        }
        Ok(())
    }
}

/// Number of the advisory lock that makes outbox numbers appear in the order of their commits.
const OUTBOX_LOCK: i64 = 0x6c62_6f75_7462_6f78;

/// Make this transaction the only one that may append to the outbox until it ends, so that a reader that has seen number *n* never
/// misses a smaller one that commits later. `SQLite` has one writer anyway; `PostgreSQL` takes an advisory lock for the commit's length.
pub async fn order_outbox(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        transaction
            .execute_raw(Statement::from_string(
                DatabaseBackend::Postgres,
                format!("SELECT pg_advisory_xact_lock({OUTBOX_LOCK})"),
            ))
            .await?;
    }
    Ok(())
}

/// Let the counters of `(table, column)` go on after the highest number that was inserted by hand. `SQLite` does so by itself.
pub async fn advance_counters(transaction: &DatabaseTransaction, counters: &[(&str, &str)]) -> Result<(), DbErr> {
    if transaction.get_database_backend() != DatabaseBackend::Postgres {
        return Ok(());
    }
    for (table, column) in counters {
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence('{table}', '{column}'), COALESCE((SELECT MAX({column}) FROM {table}), 0) + 1, false)"
        );
        transaction
            .execute_raw(Statement::from_string(DatabaseBackend::Postgres, sql))
            .await?;
    }
    Ok(())
}

/// The day `days` after a date column, as an expression of the engine.
#[must_use]
pub fn days_after(engine: DatabaseBackend, day: Expr, days: i64) -> Expr {
    match engine {
        DatabaseBackend::Postgres => Expr::cust_with_exprs("($1 + CAST($2 AS INTEGER))", [day, Expr::val(days)]),
        _ => Expr::cust_with_exprs("date(?, ? || ' days')", [day, Expr::val(days)]),
    }
}

/// The day in Beijing of a moment, as an expression of the engine.
#[must_use]
pub fn day_of(engine: DatabaseBackend, moment: Expr) -> Expr {
    match engine {
        DatabaseBackend::Postgres => Expr::cust_with_exprs("CAST($1 AT TIME ZONE 'Asia/Shanghai' AS DATE)", [moment]),
        _ => Expr::cust_with_exprs("date(?, '+8 hours')", [moment]),
    }
}

/// Days from one date to another, as an expression of the engine.
#[must_use]
pub fn days_between(engine: DatabaseBackend, from: Expr, until: Expr) -> Expr {
    match engine {
        DatabaseBackend::Postgres => Expr::cust_with_exprs("(CAST($1 AS DATE) - CAST($2 AS DATE))", [until, from]),
        _ => Expr::cust_with_exprs("CAST(julianday(?) - julianday(?) AS INTEGER)", [until, from]),
    }
}

/// Whether an error says that a unique index already holds the value.
#[must_use]
pub fn is_unique_violation(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}
