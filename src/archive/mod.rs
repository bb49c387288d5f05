//! Backups: a folder with one file of JSON lines a table and a manifest, the same for both databases, so that a backup of `SQLite` restores
//! into `PostgreSQL` and the other way round.
//!
//! Sealed columns stay sealed, and the key file is not part of it: a backup alone shows no identity number and no phone. It does hold names
//! and places, so its files are private (0600).

mod read;
mod tables;
mod write;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use read::restore;
pub use write::backup;

/// Name of the manifest within the folder.
const MANIFEST: &str = "manifest.json";
/// Version of the layout.
const LAYOUT: u32 = 1;
/// Rows that are read or written at once.
const CHUNK: u64 = 200;

/// What a backup holds, so that a restore can prove itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the layout.
    pub layout: u32,
    /// Version of the program that wrote it.
    pub version: String,
    /// Name of the newest schema step that was applied.
    pub schema: String,
    /// When it was taken, RFC 3339, UTC.
    pub taken_at: String,
    /// Each table's rows and the SHA-256 of its file.
    pub tables: BTreeMap<String, TableFacts>,
}

/// What is known of one table's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableFacts {
    /// Rows in it.
    pub rows: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

/// Why a backup or a restore did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The folder for a backup must not hold anything yet.
    #[error("{0} is not empty; choose a new folder")]
    NotEmpty(String),
    /// A restore only goes into an empty database.
    #[error("the database already holds rows in {0}; restore into an empty one")]
    DatabaseNotEmpty(&'static str),
    /// The backup was made by a newer program.
    #[error("the backup's schema is {found}, this program knows {known}; use the version that made it ({version})")]
    OtherSchema {
        /// Schema step of the backup.
        found: String,
        /// Newest step of this program.
        known: String,
        /// Program version of the backup.
        version: String,
    },
    /// A file is not the one that was written.
    #[error("{0} was changed or cut: its checksum or number of rows differs from the manifest")]
    Altered(String),
    /// A file or folder could not be read or written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A line is not a row.
    #[error("{table}, line {line}: {cause}")]
    Line {
        /// The table.
        table: &'static str,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        cause: serde_json::Error,
    },
    /// The manifest cannot be read.
    #[error("the manifest cannot be read: {0}")]
    Manifest(serde_json::Error),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] sea_orm::DbErr),
}
