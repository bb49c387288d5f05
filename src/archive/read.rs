//! Restoring: into an empty database, in one transaction, proved against the manifest.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use entity::{placement, worker};
use sea_orm::{
    ActiveModelTrait, ColumnTrait as _, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait as _,
    QueryFilter as _, Set,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::tables::every_table;
use super::write::newest_step;
use super::{ArchiveError, LAYOUT, MANIFEST, Manifest, TableFacts};
use crate::db::{self, Database};

/// Rows of one insert: the widest table has some sixty columns, and `SQLite` takes 32,766 values a statement.
const ROWS: usize = 200;

/// Restore the backup in `source` into `db`, whose schema must be up to date and whose tables must be empty.
///
/// # Errors
/// If the database is not empty, the backup is of another schema, or a file is not the one that was written. Nothing is changed then.
pub async fn restore(db: &Database, source: &Path) -> Result<Manifest, ArchiveError> {
    let manifest: Manifest =
        serde_json::from_reader(BufReader::new(File::open(source.join(MANIFEST))?)).map_err(ArchiveError::Manifest)?;
    if manifest.layout != LAYOUT || manifest.schema != newest_step() {
        return Err(ArchiveError::OtherSchema {
            found: manifest.schema,
            known: newest_step(),
            version: manifest.version,
        });
    }
    let write = db.begin_write().await?;
    let mut links = Links::default();
    macro_rules! read_table {
        ($module:ident) => {
            table::<entity::$module::Entity, entity::$module::ActiveModel>(
                &write.transaction,
                source,
                stringify!($module),
                &manifest,
                &mut links,
            )
            .await?;
        };
    }
    every_table!(read_table);
    links.tie(&write.transaction).await?;
    db::advance_counters(
        &write.transaction,
        &[("state_move", "id"), ("audit_event", "seq"), ("outbox_event", "seq")],
    )
    .await?;
    write.transaction.commit().await?;
    Ok(manifest)
}

async fn table<E, A>(
    tx: &DatabaseTransaction,
    source: &Path,
    module: &'static str,
    manifest: &Manifest,
    links: &mut Links,
) -> Result<(), ArchiveError>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + IntoActiveModel<A> + Sync,
    A: ActiveModelTrait<Entity = E> + Send,
{
    if E::find().count(tx).await? > 0 {
        return Err(ArchiveError::DatabaseNotEmpty(module));
    }
    let name = E::default().table_name().to_owned();
    let altered = || ArchiveError::Altered(format!("{name}.jsonl"));
    let expected: &TableFacts = manifest.tables.get(&name).ok_or_else(altered)?;
    let mut file = BufReader::new(File::open(source.join(format!("{name}.jsonl")))?);
    let mut digest = Sha256::new();
    let mut rows = 0;
    let mut chunk = Vec::new();
    let mut line = Vec::new();
    while file.read_until(b'\n', &mut line)? > 0 {
        digest.update(&line);
        rows += 1;
        let broken = |cause| ArchiveError::Line {
            table: module,
            line: rows,
            cause,
        };
        let mut value: Value = serde_json::from_slice(&line).map_err(broken)?;
        links.untie(module, &mut value);
        let row: E::Model = serde_json::from_value(value).map_err(broken)?;
        chunk.push(row.into_active_model().reset_all());
        line.clear();
        if chunk.len() == ROWS {
            E::insert_many(std::mem::take(&mut chunk))
                .exec_without_returning(tx)
                .await?;
        }
    }
    if !chunk.is_empty() {
        E::insert_many(chunk).exec_without_returning(tx).await?;
    }
    if rows != expected.rows || hex::encode(digest.finalize()) != expected.sha256 {
        return Err(altered());
    }
    Ok(())
}

/// References of rows to rows of their own table, which can only be set when all of them are there.
#[derive(Default)]
struct Links {
    merged: Vec<(Uuid, Uuid)>,
    previous: Vec<(Uuid, Uuid)>,
}

impl Links {
    /// Take the reference out of a row.
    fn untie(&mut self, module: &str, row: &mut Value) {
        let (field, links) = match module {
            "worker" => ("merged_into", &mut self.merged),
            "placement" => ("previous_id", &mut self.previous),
            _ => return,
        };
        let id_of = |value: &Value| value.as_str().and_then(|text| Uuid::parse_str(text).ok());
        if let (Some(id), Some(target)) = (id_of(&row["id"]), id_of(&row[field])) {
            links.push((id, target));
            row[field] = Value::Null;
        }
    }

    /// Put the references back.
    async fn tie(self, tx: &DatabaseTransaction) -> Result<(), ArchiveError> {
        for (id, target) in self.merged {
            worker::Entity::update_many()
                .set(worker::ActiveModel {
                    merged_into: Set(Some(target)),
                    ..Default::default()
                })
                .filter(worker::Column::Id.eq(id))
                .exec(tx)
                .await?;
        }
        for (id, target) in self.previous {
            placement::Entity::update_many()
                .set(placement::ActiveModel {
                    previous_id: Set(Some(target)),
                    ..Default::default()
                })
                .filter(placement::Column::Id.eq(id))
                .exec(tx)
                .await?;
        }
        Ok(())
    }
}
