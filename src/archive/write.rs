//! Taking a backup while the service runs: one snapshot, one file a table.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{
    DatabaseTransaction, EntityName as _, EntityTrait, Iterable as _, PrimaryKeyToColumn as _, QueryOrder as _,
    QuerySelect as _,
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::tables::every_table;
use super::{ArchiveError, CHUNK, LAYOUT, MANIFEST, Manifest, TableFacts};
use crate::db::Database;

/// Write a backup of `db` into the new or empty folder `target`.
///
/// # Errors
/// [`ArchiveError::NotEmpty`], or whatever disk or database say.
pub async fn backup(db: &Database, target: &Path, now: DateTime<Utc>) -> Result<Manifest, ArchiveError> {
    create_private_folder(target)?;
    if std::fs::read_dir(target)?.next().is_some() {
        return Err(ArchiveError::NotEmpty(target.display().to_string()));
    }
    let snapshot = db.begin_snapshot().await?;
    let mut tables = BTreeMap::new();
    macro_rules! write_table {
        ($module:ident) => {
            let name = entity::$module::Entity.table_name();
            tables.insert(
                name.to_owned(),
                table::<entity::$module::Entity>(&snapshot, target).await?,
            );
        };
    }
    every_table!(write_table);
    snapshot.rollback().await?;
    let manifest = Manifest {
        layout: LAYOUT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        schema: newest_step(),
        taken_at: now.to_rfc3339_opts(SecondsFormat::Secs, true),
        tables,
    };
    let mut file = private_file(&target.join(MANIFEST))?;
    serde_json::to_writer_pretty(&mut file, &manifest).map_err(ArchiveError::Manifest)?;
    file.flush()?;
    file.into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(manifest)
}

/// Name of the newest schema step that this program knows.
pub(super) fn newest_step() -> String {
    Migrator::migrations()
        .last()
        .map(|step| step.name().to_owned())
        .unwrap_or_default()
}

async fn table<E>(snapshot: &DatabaseTransaction, target: &Path) -> Result<TableFacts, ArchiveError>
where
    E: EntityTrait,
    E::Model: Serialize,
{
    let name = E::default().table_name().to_owned();
    let mut file = private_file(&target.join(format!("{name}.jsonl")))?;
    let mut digest = Sha256::new();
    let mut rows = 0;
    loop {
        let mut query = E::find().offset(rows).limit(CHUNK);
        for key in E::PrimaryKey::iter() {
            query = query.order_by_asc(key.into_column());
        }
        let page = query.all(snapshot).await?;
        for row in &page {
            let mut line = serde_json::to_vec(row).map_err(ArchiveError::Manifest)?;
            line.push(b'\n');
            digest.update(&line);
            file.write_all(&line)?;
        }
        rows += page.len() as u64;
        if (page.len() as u64) < CHUNK {
            break;
        }
    }
    file.flush()?;
    file.into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(TableFacts {
        rows,
        sha256: hex::encode(digest.finalize()),
    })
}

#[cfg(unix)]
fn private_file(path: &Path) -> std::io::Result<BufWriter<File>> {
    use std::os::unix::fs::OpenOptionsExt as _;
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map(BufWriter::new)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> std::io::Result<BufWriter<File>> {
    File::create_new(path).map(BufWriter::new)
}

#[cfg(unix)]
fn create_private_folder(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn create_private_folder(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)
}
